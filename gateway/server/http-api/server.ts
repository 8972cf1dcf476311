import type { IncomingMessage, ServerResponse } from "node:http";
import { gatewayAnswersPreflight, preflightResponse, withCorsHeaders } from "../../behavior/http-api/cors";
import type { HttpResponse } from "../../behavior/shared/request";
import { mappedStage, selectStage } from "../../behavior/http-api/route-selection";
import type { Address } from "../address";
import type { ServedApis } from "../served-apis";
import type { Authorization } from "./authorization";
import { RequestContext } from "./request-context";
import { IncomingRequest } from "../transport/incoming-request";
import type { Integrations } from "./integrations";
import { headerProblem, writeResponse } from "../transport/response-writer";
import type { ServedApi } from "./served-api";

/** Answers the requests of HTTP APIs, step by step in the order in which API Gateway takes them. */
export class HttpApiServer {
  constructor(
    private readonly authorization: Authorization,
    private readonly integrations: Integrations,
    private readonly log: (line: string) => void,
  ) {}

  async serve(
    served: ServedApis,
    address: Address<ServedApi>,
    message: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const exchange = new RequestContext(address.api.model, new IncomingRequest(message, address.path), address.domain);
    const refused = this.select(address, exchange) ?? (await this.authorization.authorize(served, exchange));
    const answer = refused === undefined ? await this.integrations.call(served, exchange) : { response: refused };
    const cors = exchange.isPreflight ? undefined : exchange.api.cors;
    const response = withCorsHeaders(answer.response, cors, exchange.request.headers);
    const length = await this.send(outgoing, exchange, response, answer.stream);
    if (!message.complete) {
      message.resume(); // a body that nobody reads would block the connection
    }
    this.logAccess(exchange, outgoing.statusCode, length);
  }

  /** Sends the response; one that HTTP has no form for is 500, as a malformed result is. */
  private send(
    outgoing: ServerResponse,
    exchange: RequestContext,
    response: HttpResponse,
    stream: IncomingMessage | undefined,
  ): number | Promise<number> {
    const problem = headerProblem(response);
    if (problem === undefined) {
      return writeResponse(outgoing, response, exchange.requestId, stream);
    }
    stream?.destroy();
    this.log(`${exchange.label}: 500, ${problem}`);
    return writeResponse(outgoing, exchange.fail("internalServerError"), exchange.requestId);
  }

  /** Finds stage and route, or the answer of a request that goes no further. */
  private select(
    { api, byExecuteApiHost, domain }: Address<ServedApi>,
    exchange: RequestContext,
  ): HttpResponse | undefined {
    const { request } = exchange;
    if (request.headersTooLarge) {
      return exchange.fail("headersTooLarge");
    }
    if (domain === undefined && api.model.disableExecuteApiEndpoint && (byExecuteApiHost || !api.hasCustomDomain)) {
      this.log(`${exchange.label}: 403, the execute-api endpoint of ${api.model.name} is disabled`);
      return exchange.fail("forbidden");
    }
    const stageMatch =
      domain === undefined
        ? selectStage(api.model.stages, request.path)
        : mappedStage(api.model.stages, domain.stage, request.path);
    if (stageMatch === undefined) {
      return exchange.fail("notFound");
    }
    exchange.stage = stageMatch.stage;
    exchange.state = api.states.get(stageMatch.stage);
    exchange.routePath = stageMatch.routePath;
    const routeMatch = api.routes.select(request.method, stageMatch.routePath);
    const { cors } = api.model;
    if (cors !== undefined && gatewayAnswersPreflight(cors, request.method, routeMatch?.route)) {
      exchange.isPreflight = true;
      return preflightResponse(cors, request.headers);
    }
    if (routeMatch === undefined) {
      return exchange.fail("notFound");
    }
    exchange.route = routeMatch.route;
    exchange.pathParameters = routeMatch.pathParameters;
    return exchange.state?.admits(routeMatch.route, exchange.timeEpoch) === false
      ? exchange.fail("tooManyRequests")
      : undefined;
  }

  private logAccess(exchange: RequestContext, status: number, length: number): void {
    const format = exchange.state?.accessLog;
    if (format !== undefined) {
      exchange.response = { status, length, latency: Math.round(performance.now() - exchange.started) };
      this.log(format(exchange.data));
    }
  }
}
