import { interpretLambdaResult, type LambdaOutcome } from "../http-api/lambda-result";
import type { HttpResponse } from "../shared/request";
import { firstAccepted, isBinaryType } from "./media-types";

export interface ProxyResult {
  /** Undefined where the result is malformed or the function failed: 502 `{"message": "Internal server error"}`. */
  response?: HttpResponse;
  /** Why there is none, for the log. */
  diagnosis?: string;
}

/**
 * Makes the client's response of a function's result. Without a type of its own it is JSON; a base64 body is decoded where
 * the first type of the request's `Accept` is one of the API's binary media types, and passed on as it is otherwise.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/lambda-proxy-binary-media.html
 */
export function interpretProxyResult(
  outcome: LambdaOutcome,
  accept: string | undefined,
  binaryMediaTypes: string[],
): ProxyResult {
  const { response, diagnosis } = interpretLambdaResult(outcome, "1.0");
  if (diagnosis !== undefined || outcome.kind === "functionError") {
    return { diagnosis };
  }
  const result = JSON.parse(outcome.payload) as LambdaResponse;
  const names = [...Object.keys(result.headers ?? {}), ...Object.keys(result.multiValueHeaders ?? {})];
  const isTyped = names.some((name) => name.toLowerCase() === "content-type");
  const staysBase64 = result.isBase64Encoded === true && !isBinaryType(firstAccepted(accept), binaryMediaTypes);
  const body = staysBase64 ? Buffer.from(result.body ?? "") : response.body;
  const own = response.headers.filter(([name]) => name !== "content-length" && (isTyped || name !== "content-type"));
  const headers: [string, string][] = isTyped ? own : [["content-type", "application/json"], ...own];
  return { response: { statusCode: response.statusCode, headers, body } };
}

interface LambdaResponse {
  headers?: Record<string, unknown> | null;
  multiValueHeaders?: Record<string, unknown> | null;
  body?: string | null;
  isBase64Encoded?: boolean | null;
}
