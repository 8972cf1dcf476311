import type { Readable } from "node:stream";
import type { HttpResponse } from "../../behavior/shared/request";
import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import type { RestRequestContext } from "./request-context";

/** The client's response, with the body in `stream` where it is still coming, or the error that the gateway answers with. */
export type IntegrationResult = { response: HttpResponse; stream?: Readable } | { error: RestError };

/** An integration that cannot be called as it is configured: AWS answers 500, and the log says why. */
export function misconfigured(
  exchange: RestRequestContext,
  why: string,
  log: (line: string) => void,
): { error: RestError } {
  log(`${exchange.label}: 500, ${why}`);
  exchange.integration = { ...exchange.integration, error: why };
  return { error: restError("API_CONFIGURATION_ERROR") };
}
