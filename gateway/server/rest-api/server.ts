import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpResponse } from "../../behavior/shared/request";
import { REST_API_LIMITS } from "../../../aws/quotas";
import { renderGatewayResponse, restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import { bodyError, parameterError } from "../../behavior/rest-api/request-validation";
import type { Address } from "../address";
import { IncomingRequest } from "../transport/incoming-request";
import type { ServedApis } from "../served-apis";
import { CachedIntegrations } from "./cached-integrations";
import { RequestAdmission } from "./request-admission";
import { readRequestBody } from "./request-body";
import type { IntegrationResult } from "./integration-result";
import type { RestAuthorization } from "./authorization";
import { RestRequestContext } from "./request-context";
import type { RestIntegrations } from "./integrations";
import type { ServedRestApi } from "./served-api";
import { writeRestResponse } from "./response-writer";
import type { UsagePlans } from "./usage-plans";

/** An answer of a method, or the error that the gateway answers with. */
type Result = IntegrationResult | { error: RestError & { validationErrorString?: string } };

/**
 * "Total combined size of all header values: 10,240 bytes", whatever the API's own gateway responses are.
 * undocumented: the status, which users have seen, and the message: AWS states the quota alone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 * https://backbencher.dev/solved-431-status-code-with-request-header-fields-too-large
 */
const HEADERS_TOO_LARGE = restError("REQUEST_TOO_LARGE", {
  statusCode: 431,
  message: "Request Header Fields Too Large",
});

/** Answers the requests of REST APIs, step by step in the order in which API Gateway takes them. */
export class RestApiServer {
  private readonly admission: RequestAdmission;
  private readonly integrations: CachedIntegrations;

  constructor(
    private readonly authorization: RestAuthorization,
    integrations: RestIntegrations,
    usagePlans: UsagePlans,
    private readonly log: (line: string) => void,
  ) {
    this.admission = new RequestAdmission(usagePlans, log);
    this.integrations = new CachedIntegrations(integrations);
  }

  /** Resolves once nothing of the request runs any more, which can be later than its answer. */
  async serve(
    served: ServedApis,
    address: Address<ServedRestApi>,
    message: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const exchange = new RestRequestContext(
      address.api.model,
      new IncomingRequest(message, address.path),
      address.domain,
    );
    const refused = this.select(address, exchange);
    const result = refused === undefined ? await this.call(served, exchange) : { error: refused };
    const response = "error" in result ? this.errorResponse(exchange, result.error) : result.response;
    const stream = "error" in result ? undefined : result.stream;
    const length = await writeRestResponse(outgoing, response, exchange, stream);
    if (!message.complete) {
      message.resume(); // a body that nobody reads would block the connection
    }
    this.logAccess(exchange, response.statusCode, length);
    await exchange.afterwards;
  }

  /** Finds stage, deployment and method, or the answer of a request that goes no further. */
  private select(
    { api, byExecuteApiHost, domain }: Address<ServedRestApi>,
    exchange: RestRequestContext,
  ): RestError | undefined {
    const { request } = exchange;
    const { model } = api;
    const forbidden = restError("WAF_FILTERED");
    const { value: headerLimit } = REST_API_LIMITS.headers;
    if (request.headerValuesSize > headerLimit) {
      this.log(
        `${exchange.label}: 431, the header values have over ${headerLimit} bytes together: send fewer or smaller ones`,
      );
      return HEADERS_TOO_LARGE;
    }
    if (domain === undefined && model.disableExecuteApiEndpoint && (byExecuteApiHost || !api.hasCustomDomain)) {
      this.log(`${exchange.label}: 403, the execute-api endpoint of ${model.name} is disabled`);
      return forbidden;
    }
    const name = domain?.stage ?? request.path.split("/", 2)[1] ?? "";
    const stage = model.stages.find((candidate) => candidate.name === name);
    const canary = stage?.canary;
    const toCanary = canary?.deployment !== undefined && Math.random() * 100 < canary.percentTraffic;
    const deployment = toCanary ? canary.deployment : stage?.deployment;
    if (stage === undefined || deployment === undefined) {
      const names = model.stages.map((candidate) => `/${candidate.name}`).join(", ");
      this.log(`${exchange.label}: 403, ${model.name} has no deployed stage /${name}; it has ${names || "none"}`);
      return forbidden;
    }
    exchange.stage = stage;
    exchange.state = api.states.get(stage);
    exchange.deployment = deployment;
    exchange.isCanary = canary === undefined ? undefined : toCanary;
    exchange.stageVariables = toCanary ? { ...stage.variables, ...canary.stageVariableOverrides } : stage.variables;
    exchange.resourcePath = domain === undefined ? request.path.slice(name.length + 1) || "/" : request.path;
    const match = api.tables.get(deployment)?.select(request.method, exchange.resourcePath);
    if (match === undefined) {
      return restError("MISSING_AUTHENTICATION_TOKEN");
    }
    exchange.method = match.method;
    exchange.pathParameters = match.pathParameters;
    return undefined;
  }

  private async call(served: ServedApis, exchange: RestRequestContext): Promise<Result> {
    const error =
      (await this.authorization.authorize(served, exchange)) ??
      this.admission.admit(exchange) ??
      (await readRequestBody(exchange)) ??
      this.validate(exchange);
    return error === undefined ? this.integrations.call(served, exchange) : { error };
  }

  private validate(exchange: RestRequestContext): RestError | undefined {
    const { method, request } = exchange;
    if (method === undefined) {
      return undefined;
    }
    const read = (place: string) => (name: string) => exchange.parameter(place, name);
    const text = request.body === undefined ? undefined : Buffer.from(request.body).toString("utf8");
    const error =
      parameterError(method, { path: read("path"), querystring: read("querystring"), header: read("header") }) ??
      bodyError(method, exchange.contentType, text);
    if (error !== undefined && "validationErrorString" in error) {
      this.log(`${exchange.label}: 400, ${String(error.validationErrorString)}`);
    }
    return error;
  }

  private errorResponse(
    exchange: RestRequestContext,
    error: RestError & { validationErrorString?: string },
  ): HttpResponse {
    exchange.error = error;
    const { gatewayResponses } = exchange.definition;
    const accept = exchange.header("accept");
    const rendered = renderGatewayResponse(error, gatewayResponses, accept, (name) => exchange.variable(name, error));
    return {
      statusCode: rendered.statusCode,
      headers: [...rendered.headers, ["x-amzn-errortype", error.errorType]],
      body: Buffer.from(rendered.body),
    };
  }

  private logAccess(exchange: RestRequestContext, status: number, length: number): void {
    const format = exchange.state?.accessLog;
    if (format !== undefined) {
      exchange.response = { status, length, latency: Math.round(performance.now() - exchange.started) };
      this.log(format(exchange.variables));
    }
  }
}
