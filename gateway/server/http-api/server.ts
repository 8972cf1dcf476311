import type { IncomingMessage, ServerResponse } from "node:http";
import { type Soon, soon } from "../../../language/soon";
import { preflightResponse, withCorsHeaders } from "../../behavior/http-api/cors";
import type { Address } from "../address";
import type { ServedApis } from "../served-apis";
import type { GatewayLog, ExchangeObserver } from "../shared/request-record";
import { steadyNow } from "../shared/clock";
import { stepSince } from "../shared/exchange";
import type { Traces } from "../telemetry/traces";
import { IncomingRequest } from "../transport/incoming-request";
import { responseProblem, writeResponse } from "../transport/response-writer";
import { type Answer, failure } from "./answer";
import type { Authorization, AuthorizationResult } from "./authorization";
import type { Integrations } from "./integrations";
import { RequestContext } from "./request-context";
import { requestLog } from "./request-log";
import { requestExchange, requestRecord } from "./request-record";
import { selectRoute } from "./selection";
import type { ServedApi } from "./served-api";

/** The answer to a request, and its context with the caller that the authorizer named. */
interface Answered {
  context: RequestContext;
  answer: Answer;
}

/** Answers the requests of HTTP APIs, step by step in the order in which API Gateway takes them. */
export class HttpApiServer {
  constructor(
    private readonly authorization: Authorization,
    private readonly integrations: Integrations,
    private readonly log: GatewayLog,
    private readonly onRequest?: ExchangeObserver,
    private readonly traces?: Traces,
  ) {}

  serve(
    served: ServedApis,
    address: Address<ServedApi>,
    message: IncomingMessage,
    outgoing: ServerResponse,
  ): Soon<void> {
    const request = new IncomingRequest(message, address.path);
    const selection = selectRoute(address, request, steadyNow());
    const context = new RequestContext(address.api.model, request, selection, address);
    if (this.traces !== undefined) {
      context.steps.trace = this.traces.begin(request.headers, context.timeEpoch);
    }
    return soon(this.answer(served, context), (answered) => this.send(served, answered, outgoing));
  }

  private send(served: ServedApis, { context, answer }: Answered, outgoing: ServerResponse): Soon<void> {
    const sent = this.sendable(context, answer);
    const written = writeResponse(outgoing, sent.response, ["apigw-requestid", context.requestId], sent.stream);
    return soon(written, (length) => this.sent(served, { context, answer: sent }, outgoing.statusCode, length));
  }

  private sent(served: ServedApis, { context, answer }: Answered, status: number, length: number): void {
    const { message } = context.request;
    if (!message.complete) {
      message.resume(); // a body that nobody reads would block the connection
    }
    const accessEntry = context.selection.state?.accessLog?.(requestLog(context, answer, status, length));
    if (accessEntry !== undefined) {
      this.log(accessEntry, "access");
    }
    this.onRequest?.(requestRecord(served, context, answer, status, accessEntry), requestExchange(context, answer));
  }

  private answer(served: ServedApis, context: RequestContext): Soon<Answered> {
    const { ends, why } = context.selection;
    if (why !== undefined) {
      context.explain(this.log, `${why}`);
    }
    if (ends !== undefined) {
      return { context, answer: ends === "preflight" ? preflight(context) : failure(ends) };
    }
    const arrived = performance.now();
    return soon(this.authorization.authorize(served, context), (decision) =>
      this.integrate(served, context, decision, arrived),
    );
  }

  /** @param arrived When the request came to its authorizer, by the clock of `performance.now()`. */
  private integrate(
    served: ServedApis,
    context: RequestContext,
    decision: AuthorizationResult,
    arrived: number,
  ): Soon<Answered> {
    const { steps, started, selection } = context;
    const called = performance.now();
    if (selection.route?.authorizer !== undefined) {
      steps.authorizer = { start: arrived - started, duration: called - arrived };
    }
    if (decision.kind === "refuse") {
      return { context, answer: decision.answer };
    }
    const { authorizer } = decision;
    const authorized = authorizer === undefined ? context : context.authorizedAs(authorizer);
    return soon(this.integrations.call(served, authorized), (answer) => {
      steps.integration = stepSince(called, started);
      return { context: authorized, answer };
    });
  }

  /** The answer with CORS headers; one that HTTP has no form for becomes a 500, as a malformed result does. */
  private sendable(context: RequestContext, answer: Answer): Answer {
    const { ends } = context.selection;
    const cors = ends === "preflight" ? undefined : context.api.cors;
    const response = withCorsHeaders(answer.response, cors, context.request.headers);
    const problem = responseProblem(response);
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
