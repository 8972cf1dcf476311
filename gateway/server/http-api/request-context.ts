import type { ContextData } from "../../behavior/http-api/context-variables";
import { type AuthorizerContext, type HttpRequestContext, lastHeaderValue } from "../../behavior/shared/request";
import type { ExpressionSource } from "../../behavior/shared/selection-expression";
import type { HttpApiModel } from "../../model/http-api/model";
import type { DomainTarget } from "../../model/domains/domain-model";
import type { RequestSteps } from "../shared/exchange";
import type { GatewayLog } from "../shared/request-record";
import type { IncomingRequest } from "../transport/incoming-request";
import { newRequestId, newTraceId } from "../transport/request-ids";
import type { Selection } from "./selection";
import type { Address } from "../address";
import { publicHost } from "../../behavior/shared/public-host";

/** One request of an HTTP API with its stage and route. It never changes: what a step finds out is that step's result. */
export class RequestContext implements HttpRequestContext {
  readonly requestId: string;
  readonly timeEpoch: number;
  /** Milliseconds, for latencies. */
  readonly started: number;
  /** The reasons for the answer, in the order in which they were found. */
  readonly notes: string[];
  /** The steps that are not the gateway's own work. */
  readonly steps: RequestSteps;
  /** Made when it is asked for, once: the authorizer and the integration get the same. */
  private readonly trace: { id?: string };

  constructor(
    readonly api: HttpApiModel,
    readonly request: IncomingRequest,
    readonly selection: Selection,
    private readonly address: Pick<Address, "domain" | "servedHost"> = {},
    readonly authorizer?: AuthorizerContext,
    arrival?: RequestContext,
  ) {
    this.requestId = arrival?.requestId ?? newRequestId();
    this.timeEpoch = arrival?.timeEpoch ?? Date.now();
    this.started = arrival?.started ?? performance.now();
    this.trace = arrival?.trace ?? {};
    this.notes = arrival?.notes ?? [];
    this.steps = arrival?.steps ?? { calls: [] };
  }

  /** Set where the request came to a custom domain. */
  get domain(): DomainTarget | undefined {
    return this.address.domain;
  }

  /** The trace header that a step hands on: the client's trace, otherwise a new one. */
  traceIdOf(step: "authorizer" | "integration"): string {
    return this.steps.trace?.[step].xRay ?? this.traceId;
  }

  private get traceId(): string {
    this.trace.id ??= lastHeaderValue(this.request.headers, "x-amzn-trace-id") ?? newTraceId(this.timeEpoch);
    return this.trace.id;
  }

  /** Returns the same request with the caller that an authorizer named. */
  authorizedAs(authorizer: AuthorizerContext): RequestContext {
    return new RequestContext(this.api, this.request, this.selection, this.address, authorizer, this);
  }

  /** The request in a log line. */
  get label(): string {
    return this.selection.route?.routeKey ?? `${this.request.method} ${this.request.path}`;
  }

  /** Notes a reason for the answer, and writes it to the log. */
  explain(log: GatewayLog, why: string): void {
    this.notes.push(why);
    log(`${this.label}: ${why}`, "request");
  }

  get accountId(): string {
    return this.api.account;
  }

  get apiId(): string {
    return this.api.id;
  }

  get domainName(): string {
    return publicHost(this.api, this.domain?.domainName, this.address.servedHost).domainName;
  }

  get domainPrefix(): string {
    return publicHost(this.api, this.domain?.domainName, this.address.servedHost).domainPrefix;
  }

  get basePath(): string | undefined {
    return this.domain?.basePath;
  }

  get stage(): string {
    return this.selection.stage?.name ?? "$default";
  }

  get stageVariables(): Record<string, string> | undefined {
    return this.selection.stage?.variables;
  }

  get routeKey(): string {
    return this.selection.route?.routeKey ?? "";
  }

  get resourcePath(): string {
    return this.selection.route?.key.path ?? "";
  }

  get pathParameters(): Record<string, string> | undefined {
    return this.selection.pathParameters;
  }

  /** Returns what `$context` variables are read from. */
  get data(): ContextData {
    return { request: this.request, context: this };
  }

  /** Returns what parameter mappings and identity sources are read from. */
  get expressionSource(): ExpressionSource {
    return { request: this.request, context: this, routePath: this.selection.routePath };
  }
}
