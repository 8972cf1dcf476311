import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { headerValue, type HttpResponse } from "../../model/http/request";
import { REST_API_LIMITS } from "../../model/limits";
import { codingOf } from "../../model/rest/content-coding";
import { renderGatewayResponse, restError, type RestError } from "../../model/rest/gateway-responses";
import { bodyError, parameterError } from "../../model/rest/request-validation";
import { asksForInvalidation, cacheKey } from "../../model/rest/response-cache";
import type { ResponseCache } from "../../model/rest/response-cache";
import type { Address } from "../address";
import { IncomingRequest } from "../http/incoming-request";
import type { Program } from "../program";
import type { RestAuthorization } from "./rest-authorization";
import { RestExchange } from "./rest-exchange";
import type { RestIntegrations } from "./rest-integrations";
import type { ServedRestApi } from "./rest-program";
import { writeRestResponse } from "./rest-response-writer";
import type { UsagePlans } from "./usage-plans";

const decompress = { gzip: promisify(gunzip), deflate: promisify(inflate) };
/** An answer of a method, or the error that the gateway answers with. */
type Result = { response: HttpResponse } | { error: RestError & { validationErrorString?: string } };

/** Answers the requests of REST APIs, step by step in the order in which API Gateway takes them. */
export class RestApiServer {
  constructor(
    private readonly authorization: RestAuthorization,
    private readonly integrations: RestIntegrations,
    private readonly usagePlans: UsagePlans,
    private readonly log: (line: string) => void,
  ) {}

  async serve(
    program: Program,
    address: Address<ServedRestApi>,
    message: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const exchange = new RestExchange(address.api.model, new IncomingRequest(message, address.path), address.domain);
    const refused = this.select(address, exchange);
    const result = refused === undefined ? await this.call(program, exchange) : { error: refused };
    const response = "error" in result ? this.errorResponse(exchange, result.error) : result.response;
    const length = await writeRestResponse(outgoing, response, exchange);
    if (!message.complete) {
      message.resume(); // a body that nobody reads would block the connection
    }
    this.logAccess(exchange, response.statusCode, length);
  }

  /** Finds stage, deployment and method, or the answer of a request that goes no further. */
  private select(
    { api, byExecuteApiHost, domain }: Address<ServedRestApi>,
    exchange: RestExchange,
  ): RestError | undefined {
    const { request } = exchange;
    const { model } = api;
    const forbidden = restError("WAF_FILTERED");
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

  private async call(program: Program, exchange: RestExchange): Promise<Result> {
    const error =
      (await this.authorization.authorize(program, exchange)) ??
      this.admit(exchange) ??
      (await this.readBody(exchange)) ??
      this.validate(exchange);
    return error === undefined ? this.answer(program, exchange) : { error };
  }

  /** Key, usage plan, stage: throttling in AWS's order, and the quota for what is not throttled. */
  private admit(exchange: RestExchange): RestError | undefined {
    const { method, stage, state, api, timeEpoch } = exchange;
    if (method === undefined || stage === undefined) {
      return undefined;
    }
    const value = api.apiKeySource === "AUTHORIZER" ? exchange.usageIdentifierKey : exchange.header("x-api-key");
    const planned = method.apiKeyRequired ? this.usagePlans.find(value, api.id, stage.name) : undefined;
    if (method.apiKeyRequired && planned === undefined) {
      const why =
        value === undefined
          ? "there is no API key"
          : "the API key is unknown, disabled or in no usage plan of the stage";
      this.log(`${exchange.label}: 403, ${why}`);
      return restError("INVALID_API_KEY");
    }
    if (planned !== undefined) {
      exchange.apiKey = { id: planned.key.id, value: planned.key.value };
      const throttled = this.usagePlans.throttle(planned, method, timeEpoch);
      if (throttled !== undefined) {
        return throttled;
      }
    }
    if (state?.admits(method, timeEpoch) === false) {
      return restError("THROTTLED");
    }
    return planned === undefined ? undefined : this.usagePlans.count(planned, timeEpoch);
  }

  private async readBody(exchange: RestExchange): Promise<RestError | undefined> {
    const { request } = exchange;
    const limit = REST_API_LIMITS.payload.value;
    if (!request.hasBody) {
      return undefined;
    }
    if ((request.declaredLength ?? 0) > limit || !(await request.readBody())) {
      return restError("REQUEST_TOO_LARGE");
    }
    const coding = codingOf(exchange.header("content-encoding"));
    if (coding !== undefined && request.body !== undefined) {
      try {
        request.body = await decompress[coding](request.body, { maxOutputLength: limit });
      } catch {
        return restError("BAD_REQUEST_BODY", { message: "Could not decompress request body" });
      }
      removeHeader(request.headers, "content-encoding");
    }
    return undefined;
  }

  private validate(exchange: RestExchange): RestError | undefined {
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

  /** From the cache, or from the integration. */
  private async answer(program: Program, exchange: RestExchange): Promise<Result> {
    const { method, state } = exchange;
    const settings = method && state?.settingsOf(method);
    if (method === undefined || state === undefined || settings?.caching !== true || settings.cacheTtlSeconds <= 0) {
      return this.integrations.call(program, exchange);
    }
    const cache: ResponseCache =
      exchange.isCanary === true && exchange.stage?.canary?.useStageCache !== true
        ? state.canaryCache
        : state.responseCache;
    const key = cacheKey(method, exchange.request.method, (parameter) => exchange.read(parameter));
    let isInvalidated = asksForInvalidation(headerValue(exchange.request.headers, "cache-control"));
    const isAuthorized = !settings.requireAuthorizationForCacheControl || exchange.authorizer?.kind === "iam";
    if (isInvalidated && !isAuthorized) {
      isInvalidated = false;
      const strategy = settings.unauthorizedCacheControlHeaderStrategy;
      if (strategy === "FAIL_WITH_403") {
        return { error: restError("ACCESS_DENIED") };
      }
      if (strategy === "SUCCEED_WITH_RESPONSE_HEADER") {
        exchange.addedHeaders.push(["warning", IGNORED]);
      }
    }
    const cached = isInvalidated ? undefined : cache.get(key, exchange.timeEpoch);
    if (cached !== undefined) {
      return { response: cached };
    }
    const result = await this.integrations.call(program, exchange);
    if ("response" in result) {
      cache.set(key, result.response, settings.cacheTtlSeconds, Date.now());
    }
    return result;
  }

  private errorResponse(exchange: RestExchange, error: RestError & { validationErrorString?: string }): HttpResponse {
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

  private logAccess(exchange: RestExchange, status: number, length: number): void {
    const format = exchange.state?.accessLog;
    if (format !== undefined) {
      exchange.response = { status, length, latency: Math.round(performance.now() - exchange.started) };
      this.log(format(exchange.variables));
    }
  }
}

const IGNORED = "199 Cache-control headers were ignored because the caller was unauthorized.";

function removeHeader(headers: [string, string][], name: string): void {
  const index = headers.findIndex(([header]) => header.toLowerCase() === name);
  if (index >= 0) {
    headers.splice(index, 1);
  }
}
