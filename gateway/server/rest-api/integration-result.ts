import type { Readable } from "node:stream";
import type { RestContextData } from "../../behavior/rest-api/context-variables";
import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import type { HttpResponse } from "../../behavior/shared/request";
import type { GatewayLog } from "../shared/request-record";
import type { RestRequestContext } from "./request-context";

/** The result of an integration beside its response. */
export interface IntegrationTrace {
  /** `$context.integration` and the like. */
  integration?: RestContextData["integration"];
  /** Headers that the gateway adds to the answer, whatever it is. */
  addedHeaders?: [name: string, value: string][];
  /** The part of the API that decided, where it is not the integration. */
  decidedBy?: string;
  /** The work that goes on after the answer, such as a function that was called asynchronously. */
  afterwards?: Promise<unknown>;
}

/** An error that the gateway answers with. */
export type IntegrationError = { error: RestError } & IntegrationTrace;

/** The client's response, with the body in `stream` where it is still coming, or the error that the gateway answers with. */
export type IntegrationResult = ({ response: HttpResponse; stream?: Readable } & IntegrationTrace) | IntegrationError;

/** Returns the error of an integration that can't be called as it is configured: AWS answers 500, and the log says why. */
export function misconfigured(
  context: RestRequestContext,
  why: string,
  log: GatewayLog,
  integration?: RestContextData["integration"],
): IntegrationError {
  context.explain(log, `500, ${why}`);
  return { error: restError("API_CONFIGURATION_ERROR"), integration: { ...integration, error: why } };
}

/** Returns the header by which the answer of an integration names the request's trace. */
export function tracedHeaders({ traceId }: RestRequestContext): [string, string][] {
  return [["x-amzn-trace-id", traceId]];
}

/** Returns a result with the request's trace: answers of functions name it, timeouts too. */
export function traced<Result extends IntegrationTrace>(context: RestRequestContext, result: Result): Result {
  return { ...result, addedHeaders: tracedHeaders(context) };
}
