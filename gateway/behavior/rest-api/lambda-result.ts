import { interpretLambdaResult, type LambdaOutcome } from "../http-api/lambda-result";
import { isBase64 } from "../shared/base64";
import type { HttpResponse } from "../shared/request";
import { firstAccepted, isBinaryType } from "./media-types";

/** The response, or why none exists, for the log: 502 or, for a body that is to be decoded and is no base64, 500. */
export type ProxyResult =
  { kind: "response"; response: HttpResponse } | { kind: "malformed" | "undecodable"; diagnosis: string };

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
  const { response, diagnosis } = interpretLambdaResult(outcome, "rest");
  if (diagnosis !== undefined || outcome.kind === "functionError") {
    return { kind: "malformed", diagnosis: diagnosis ?? "" };
  }
  const result = JSON.parse(outcome.payload) as LambdaResponse;
  const names = [...Object.keys(result.headers ?? {}), ...Object.keys(result.multiValueHeaders ?? {})];
  const isTyped = names.some((name) => name.toLowerCase() === "content-type");
  const staysBase64 = result.isBase64Encoded === true && !isBinaryType(firstAccepted(accept), binaryMediaTypes);
  if (result.isBase64Encoded === true && !staysBase64 && !isBase64(result.body ?? "")) {
    return { kind: "undecodable", diagnosis: `"isBase64Encoded" is true, and "body" is not base64; encode it` };
  }
  const body = staysBase64 ? Buffer.from(result.body ?? "") : response.body;
  const own = response.headers.filter(([name]) => name !== "content-length" && (isTyped || name !== "content-type"));
  const headers: [string, string][] = isTyped ? own : [["content-type", "application/json"], ...own];
  return { kind: "response", response: { statusCode: response.statusCode, headers, body } };
}

interface LambdaResponse {
  headers?: Record<string, unknown> | null;
  multiValueHeaders?: Record<string, unknown> | null;
  body?: string | null;
  isBase64Encoded?: boolean | null;
}
