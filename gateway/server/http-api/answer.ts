import type { Readable } from "node:stream";
import type { ContextData } from "../../behavior/http-api/context-variables";
import { gatewayError, type GatewayErrorName } from "../../behavior/http-api/errors";
import type { HttpResponse } from "../../behavior/shared/request";

/** The answer to a request, with what the access log has of how it came about. */
export interface Answer {
  response: HttpResponse;
  /** The backend's body, where it is still coming. */
  stream?: Readable | undefined;
  /** Set where the response is an error of API Gateway's own. */
  error?: GatewayErrorName;
  authorizerError?: string;
  /** The part of the API that decided, where it is not the route's integration. */
  decidedBy?: string;
  integration?: ContextData["integration"];
}

/** Returns the answer of one of API Gateway's own errors. */
export function failure(error: GatewayErrorName, integration?: ContextData["integration"]): Answer {
  return { response: gatewayError(error), error, integration };
}
