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
  const { response, diagnosis, encodedBody } = interpretLambdaResult(outcome, "rest");
  if (diagnosis !== undefined) {
    return { kind: "malformed", diagnosis };
  }
  if (encodedBody === undefined) {
    return { kind: "response", response };
  }
  if (!isBinaryType(firstAccepted(accept), binaryMediaTypes)) {
    return { kind: "response", response: { ...response, body: Buffer.from(encodedBody) } };
  }
  return isBase64(encodedBody)
    ? { kind: "response", response }
    : { kind: "undecodable", diagnosis: `"isBase64Encoded" is true, and "body" is not base64; encode it` };
}
