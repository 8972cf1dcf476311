import { createHash } from "node:crypto";
import { headerValue, lastHeaderValue, type HeaderList } from "../shared/request";
import { restError, type RestError } from "./gateway-responses";

/** The parameters of a signature, in the order in which AWS misses them. */
const PARAMETERS = ["Credential", "Signature", "SignedHeaders"];

/**
 * Returns the answer to a request that has to be signed and is not: also to one that no method takes, which API Gateway treats as signed. An
 * `Authorization` that is no signature is then read as one, and the answer is what is wrong with it, instead of that the path is unknown.
 * undocumented: all of it, and the gateway response that it is.
 * https://github.com/awslabs/time-addressable-media-store/issues/8
 * https://github.com/serverless/serverless/issues/3205
 *
 * @returns undefined for a signature that has all of its parts
 */
export function unsignedError(headers: HeaderList): RestError | undefined {
  const authorization = lastHeaderValue(headers, "authorization");
  if (authorization === undefined) {
    return restError("MISSING_AUTHENTICATION_TOKEN");
  }
  const message = problemOf(authorization, headers);
  return message === undefined
    ? undefined
    : restError("INVALID_SIGNATURE", { message, errorType: "IncompleteSignatureException" });
}

function problemOf(authorization: string, headers: HeaderList): string | undefined {
  const [, ...words] = authorization.trim().split(/[\s,]+/);
  const hash = createHash("sha256").update(authorization).digest("base64");
  const pairs = words.filter((word) => word !== "");
  if (pairs.some((pair) => !pair.includes("="))) {
    return `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`;
  }
  const names = pairs.map((pair) => pair.slice(0, pair.indexOf("=")));
  const missing = PARAMETERS.filter((name) => !names.includes(name)).map(
    (name) => `Authorization header requires '${name}' parameter.`,
  );
  if (headerValue(headers, "x-amz-date") === undefined && headerValue(headers, "date") === undefined) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  return missing.length === 0
    ? undefined
    : `${missing.join(" ")} (Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`;
}
