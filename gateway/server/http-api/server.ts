import type { IncomingMessage, ServerResponse } from "node:http";
import { preflightResponse, withCorsHeaders } from "../../behavior/http-api/cors";
import type { Address } from "../address";
import type { ServedApis } from "../served-apis";
import type { GatewayLog, ExchangeObserver } from "../shared/request-record";
import { steadyNow } from "../shared/clock";
import { stepSince } from "../shared/exchange";
import type { Traces } from "../telemetry/traces";
import { IncomingRequest } from "../transport/incoming-request";
import { headerProblem, writeResponse } from "../transport/response-writer";
import { type Answer, failure } from "./answer";
import type { Authorization } from "./authorization";
import type { Integrations } from "./integrations";
import { RequestContext } from "./request-context";
import { requestLog } from "./request-log";
import { requestExchange, requestRecord } from "./request-record";
import { selectRoute } from "./selection";
import type { ServedApi } from "./served-api";

/** Answers the requests of HTTP APIs, step by step in the order in which API Gateway takes them. */
export class HttpApiServer {
  constructor(
    private readonly authorization: Authorization,
    private readonly integrations: Integrations,
    private readonly log: GatewayLog,
    private readonly onRequest?: ExchangeObserver,
    private readonly traces?: Traces,
  ) {}

  async serve(
    served: ServedApis,
    address: Address<ServedApi>,
    message: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const request = new IncomingRequest(message, address.path);
    const selection = selectRoute(address, request, steadyNow());
    const context = new RequestContext(address.api.model, request, selection, address);
    if (this.traces !== undefined) {
      context.steps.trace = this.traces.begin(request.headers, context.timeEpoch);
    }
    const { context: authorized, answer } = await this.answer(served, context);
    const sent = this.sendable(authorized, answer);
    const { requestId } = authorized;
    const written = writeResponse(outgoing, sent.response, requestId, sent.stream);
    const length = written instanceof Promise ? await written : written;
    if (!message.complete) {
      message.resume(); // a body that nobody reads would block the connection
    }
    const accessEntry = selection.state?.accessLog?.(requestLog(authorized, sent, outgoing.statusCode, length));
    if (accessEntry !== undefined) {
      this.log(accessEntry, "access");
    }
    this.onRequest?.(
      requestRecord(served, authorized, sent, outgoing.statusCode, accessEntry),
      requestExchange(authorized, sent),
    );
  }

  /** The answer, and the context with the caller that the authorizer named. */
  private async answer(
    served: ServedApis,
    context: RequestContext,
  ): Promise<{ context: RequestContext; answer: Answer }> {
    const { ends, why } = context.selection;
    if (why !== undefined) {
      context.explain(this.log, `${why}`);
    }
    if (ends !== undefined) {
      return { context, answer: ends === "preflight" ? preflight(context) : failure(ends) };
    }
    const { steps, started, selection } = context;
    const arrived = performance.now();
    const deciding = this.authorization.authorize(served, context);
    const decision = deciding instanceof Promise ? await deciding : deciding;
    const called = performance.now();
    if (selection.route?.authorizer !== undefined) {
      steps.authorizer = { start: arrived - started, duration: called - arrived };
    }
    if (decision.kind === "refuse") {
      return { context, answer: decision.answer };
    }
    const { authorizer } = decision;
    const authorized = authorizer === undefined ? context : context.authorizedAs(authorizer);
    const answer = await this.integrations.call(served, authorized);
    steps.integration = stepSince(called, started);
    return { context: authorized, answer };
  }

  /** The answer with CORS headers; one that HTTP has no form for becomes a 500, as a malformed result does. */
  private sendable(context: RequestContext, answer: Answer): Answer {
    const { ends } = context.selection;
    const cors = ends === "preflight" ? undefined : context.api.cors;
    const response = withCorsHeaders(answer.response, cors, context.request.headers);
    const problem = headerProblem(response);
    if (problem === undefined) {
      return { ...answer, response };
    }
    answer.stream?.destroy();
    context.explain(this.log, `500, ${problem}`);
    return failure("internalServerError", answer.integration);
  }
}

function preflight({ api, request }: RequestContext): Answer {
  return api.cors === undefined ? failure("notFound") : { response: preflightResponse(api.cors, request.headers) };
}
