import type { IncomingMessage, ServerResponse } from "node:http";
import { gatewayAnswersPreflight, preflightResponse, withCorsHeaders } from "../../model/http/cors";
import { gatewayError } from "../../model/http/gateway-errors";
import type { HttpResponse } from "../../model/http/request";
import { selectStage } from "../../model/http/route-selection";
import type { Address, Program } from "../program";
import type { Authorization } from "./authorization";
import { Exchange } from "./exchange";
import { IncomingRequest } from "./incoming-request";
import type { Integrations } from "./integrations";
import { writeResponse } from "./response-writer";

/** A response, and the backend's stream where its body is passed on as it comes. */
export interface Answer {
  response: HttpResponse;
  stream?: IncomingMessage;
}

/** Answers the requests of HTTP APIs, step by step in the order in which API Gateway takes them. */
export class HttpApiServer {
  constructor(
    private readonly authorization: Authorization,
    private readonly integrations: Integrations,
    private readonly log: (line: string) => void,
  ) {}

  async serve(program: Program, address: Address, message: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const exchange = new Exchange(address.api.model, new IncomingRequest(message, address.path));
    const found = this.select(address, exchange);
    const { response, stream } = found ?? (await this.answer(program, exchange));
    const answer = withCorsHeaders(response, exchange.api.cors, exchange.request.headers);
    const size = writeResponse(outgoing, answer, exchange.requestId, stream);
    if (exchange.stage?.accessLog !== undefined) {
      void size;
    }
    if (!message.complete) {
      message.resume(); // a body that nobody reads would block the connection
    }
  }

  /** Finds stage and route; an answer where the request goes no further. */
  private select({ api, byExecuteApiHost }: Address, exchange: Exchange): Answer | undefined {
    const { request } = exchange;
    if (request.headersTooLarge) {
      return { response: gatewayError("headersTooLarge") };
    }
    if (api.model.disableExecuteApiEndpoint && (byExecuteApiHost || !api.hasCustomDomain)) {
      this.log(`${api.model.name}: 403, the API's execute-api endpoint is disabled (disableExecuteApiEndpoint)`);
      return { response: gatewayError("forbidden") };
    }
    const stageMatch = selectStage(api.model.stages, request.path);
    if (stageMatch === undefined) {
      return { response: gatewayError("notFound") };
    }
    exchange.stage = stageMatch.stage;
    exchange.routePath = stageMatch.routePath;
    const routeMatch = api.routes.select(request.method, stageMatch.routePath);
    const { cors } = api.model;
    if (cors !== undefined && gatewayAnswersPreflight(cors, request.method, routeMatch?.route)) {
      return { response: preflightResponse(cors, request.headers) };
    }
    if (routeMatch === undefined) {
      return { response: gatewayError("notFound") };
    }
    exchange.route = routeMatch.route;
    exchange.pathParameters = routeMatch.pathParameters;
    return undefined;
  }

  private async answer(program: Program, exchange: Exchange): Promise<Answer> {
    const refused = await this.authorization.authorize(program, exchange);
    return refused === undefined ? this.integrations.call(program, exchange) : { response: refused };
  }
}
