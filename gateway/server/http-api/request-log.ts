import type { ContextData } from "../../behavior/http-api/context-variables";
import { GATEWAY_ERRORS } from "../../behavior/http-api/errors";
import type { Answer } from "./answer";
import type { RequestContext } from "./request-context";

/** Returns what the access log has of an answered request. @param length The number of body bytes that were sent. */
export function requestLog(context: RequestContext, answer: Answer, status: number, length: number): ContextData {
  const { integration, error, authorizerError } = answer;
  return {
    ...context.data,
    integration,
    authorizerError,
    error: error === undefined ? undefined : GATEWAY_ERRORS[error],
    response: { status, length, latency: Math.round(performance.now() - context.started) },
  };
}
