import type { IncomingMessage, ServerResponse } from "node:http";
import { type Soon, soon } from "../../../language/soon";
import {
  MALFORMED_RESULT,
  renderGatewayResponse,
  restError,
  type RestError,
} from "../../behavior/rest-api/gateway-responses";
import { checkBody, parameterError } from "../../behavior/rest-api/request-validation";
import type { HttpResponse } from "../../behavior/shared/request";
import type { RestMethodModel } from "../../model/rest-api/definition-model";
import type { Address } from "../address";
import type { ServedApis } from "../served-apis";
import { responseProblem } from "../transport/response-writer";
import type { Traces } from "../telemetry/traces";
import { IncomingRequest } from "../transport/incoming-request";
import { stepSince } from "../shared/exchange";
import type { GatewayLog, ExchangeObserver } from "../shared/request-record";
import type { RestAuthorization, RestAuthorizationResult } from "./authorization";
import { CachedIntegrations } from "./cached-integrations";
import { type IntegrationResult, tracedHeaders } from "./integration-result";
import type { RestIntegrations } from "./integrations";
import { RequestAdmission } from "./request-admission";
import { readRequestBody } from "./request-body";
import { arrive, RestRequestContext } from "./request-context";
import { refusedBy, rejectedBy, restExchange, restRequestRecord, unselectedBy } from "./request-record";
import { writeRestResponse } from "./response-writer";
import { selectMethod } from "./selection";
import type { ServedRestApi } from "./served-api";
import type { UsagePlans } from "./usage-plans";

/** The result of a request, with everything that was found out about it. */
interface Answered {
  context: RestRequestContext;
  result: IntegrationResult;
}

/** Answers the requests of REST APIs, step by step in the order in which API Gateway takes them. */
export class RestApiServer {
  private readonly admission: RequestAdmission;
  private readonly integrations: CachedIntegrations;

  constructor(
    private readonly authorization: RestAuthorization,
    integrations: RestIntegrations,
    usagePlans: UsagePlans,
    private readonly log: GatewayLog,
    private readonly onRequest?: ExchangeObserver,
    private readonly traces?: Traces,
  ) {
    this.admission = new RequestAdmission(usagePlans, log);
    this.integrations = new CachedIntegrations(integrations);
  }

  /** Resolves once nothing of the request runs any more, which can be later than its answer. */
  serve(
    served: ServedApis,
    address: Address<ServedRestApi>,
    message: IncomingMessage,
    outgoing: ServerResponse,
  ): Soon<unknown> {
    const request = new IncomingRequest(message, address.path, requestMethod(message));
    const selection = selectMethod(address, request);
    const arrival = arrive(address.api.model, request, address);
    if (this.traces !== undefined) {
      arrival.steps.trace = this.traces.begin(request.headers, arrival.timeEpoch);
    }
    const answered = this.answer(served, new RestRequestContext(arrival, selection));
    return soon(answered, (found) => this.send(served, this.sendable(found), outgoing));
  }

  private send(served: ServedApis, answered: Answered, outgoing: ServerResponse): Soon<unknown> {
    const { context, result } = answered;
    const response = "error" in result ? errorResponse(context, result.error) : result.response;
    const stream = "error" in result ? undefined : result.stream;
    const written = writeRestResponse(outgoing, response, context, addedHeaders(result), stream);
    return soon(written, (length) => this.sent(served, answered, response, length));
  }

  private sent(
    served: ServedApis,
    { context, result }: Answered,
    response: HttpResponse,
    length: number,
  ): Promise<unknown> | undefined {
    const { message } = context.request;
    if (!message.complete) {
      message.resume(); // a body that nobody reads would block the connection
    }
    const accessEntry = this.logAccess(context, response.statusCode, length);
    this.onRequest?.(
      restRequestRecord(served, context, result, response.statusCode, accessEntry),
      restExchange(context, result, response),
    );
    return result.afterwards;
  }

  private answer(served: ServedApis, context: RestRequestContext): Soon<Answered> {
    const { error, why } = context.selection;
    if (why !== undefined) {
      context.explain(this.log, `${why}`);
    }
    if (error !== undefined) {
      return failed(context, error, unselectedBy(context));
    }
    const { steps, started } = context.arrival;
    const arrived = performance.now();
    return soon(this.authorization.authorize(served, context), (caller) => {
      if (context.method?.authorizer !== undefined) {
        steps.authorizer = stepSince(arrived, started);
      }
      return this.admit(served, context, caller);
    });
  }

  private admit(served: ServedApis, context: RestRequestContext, caller: RestAuthorizationResult): Soon<Answered> {
    const { error: refused, authorizer, authorizerError, usageIdentifierKey } = caller;
    const isNamed = authorizer !== undefined || authorizerError !== undefined;
    const known = isNamed ? context.with({ authorizer, authorizerError, usageIdentifierKey }) : context;
    if (refused !== undefined) {
      return failed(known, refused, refusedBy(context, caller));
    }
    const { error: rejected, apiKey } = this.admission.admit(known);
    const admitted = apiKey === undefined ? known : known.with({ apiKey });
    if (rejected !== undefined) {
      return failed(admitted, rejected, rejectedBy(rejected));
    }
    return soon(admitted.request.hasBody ? readRequestBody(admitted) : undefined, (unreadable) => {
      if (unreadable !== undefined) {
        return failed(admitted, unreadable, rejectedBy(unreadable));
      }
      const invalid = this.validate(admitted);
      return invalid === undefined ? this.integrate(served, admitted) : refusedByValidation(admitted, invalid);
    });
  }

  private integrate(served: ServedApis, context: RestRequestContext): Soon<Answered> {
    const { steps, started } = context.arrival;
    const sent = performance.now();
    return soon(this.integrations.call(served, context), (result) => {
      steps.integration = stepSince(sent, started);
      const { integration } = result;
      const findings = "error" in result ? { integration, error: result.error } : { integration };
      return { context: context.with(findings), result };
    });
  }

  /** The result; a response that HTTP has no form for becomes an error, as a malformed one does. */
  private sendable({ context, result }: Answered): Answered {
    const problem = "error" in result ? undefined : responseProblem(result.response);
    if ("error" in result || problem === undefined) {
      return { context, result };
    }
    result.stream?.destroy();
    const isProxy = context.method?.integration?.type === "AWS_PROXY";
    const error = isProxy ? MALFORMED_RESULT : restError("API_CONFIGURATION_ERROR");
    context.explain(this.log, `${error.statusCode}, ${problem}`);
    return { context: context.with({ error }), result: { ...result, error } };
  }

  private validate(context: RestRequestContext): RestError | undefined {
    const { method, request } = context;
    if (method === undefined) {
      return undefined;
    }
    const read = (place: string) => (name: string) => context.parameter(place, name);
    const missing = method.validatesParameters
      ? parameterError(method, { path: read("path"), querystring: read("querystring"), header: read("header") })
      : undefined;
    if (missing !== undefined || !method.validatesBody) {
      return missing;
    }
    const text = request.body === undefined ? undefined : Buffer.from(request.body).toString("utf8");
    return this.checkBody(context, method, text);
  }

  private checkBody(
    context: RestRequestContext,
    method: RestMethodModel,
    text: string | undefined,
  ): RestError | undefined {
    const check = checkBody(method, context.contentType, text);
    switch (check.kind) {
      case "valid":
        if (check.warnings.length > 0) {
          context.explain(this.log, `the body is taken; ${check.warnings.join(", ")}, and AWS's answer is not known`);
        }
        return undefined;
      case "invalid":
        context.explain(this.log, `400, ${check.error.validationErrorString}`);
        return check.error;
      case "unusable":
        context.explain(this.log, `500, ${check.why}`);
        return check.error;
    }
  }

  /** Writes the entry of the stage's access log, and returns it; undefined where the stage has none. */
  private logAccess(context: RestRequestContext, status: number, length: number): string | undefined {
    const format = context.state?.accessLog;
    if (format === undefined) {
      return undefined;
    }
    const latency = Math.round(performance.now() - context.arrival.started);
    const entry = format(context.with({ response: { status, length, latency } }).logVariables);
    this.log(entry, "access");
    return entry;
  }
}

/**
 * "API Gateway overrides the method" where the request has `X-HTTP-Method-Override`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
function requestMethod({ method, headers }: IncomingMessage): string | undefined {
  const override = headers["x-http-method-override"];
  return typeof override === "string" && override !== "" ? override.toUpperCase() : method;
}

function failed(context: RestRequestContext, error: RestError, decidedBy: string): Answered {
  return { context: context.with({ error }), result: { error, decidedBy } };
}

/**
 * The answer to a request that is not valid names its trace, where that of an authorizer does not.
 * https://github.com/aws-samples/serverless-patterns/blob/main/apigw-s3-lambda-sls-py/README.md
 */
function refusedByValidation(context: RestRequestContext, error: RestError): Answered {
  const { context: known, result } = failed(context, error, rejectedBy(error));
  return { context: known, result: { ...result, addedHeaders: tracedHeaders(context) } };
}

/**
 * The 502 for a function that fails, or whose result is no response, names no trace.
 * https://github.com/aws/aws-lambda-dotnet/blob/831492165a694825e0e762d68ec74f3e36b628c0/Tools/LambdaTestTool-v2/tests/Amazon.Lambda.TestTool.UnitTests/Snapshots/V1_HandlesZeroStatusCodeRest.json
 */
function addedHeaders(result: IntegrationResult): [name: string, value: string][] {
  return "error" in result && result.error === MALFORMED_RESULT ? [] : (result.addedHeaders ?? []);
}

/** Renders the gateway response of an error. */
function errorResponse(context: RestRequestContext, error: RestError): HttpResponse {
  const { gatewayResponses } = context.definition;
  const accept = context.header("accept");
  const rendered = renderGatewayResponse(error, gatewayResponses, accept, (name) => context.read(name));
  return {
    statusCode: rendered.statusCode,
    headers: error.text === undefined ? [...rendered.headers, ["x-amzn-errortype", error.errorType]] : rendered.headers,
    body: Buffer.from(rendered.body),
  };
}
