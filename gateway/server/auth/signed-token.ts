import { type KeyObject, verify } from "node:crypto";
import type { JwtClaims } from "../../behavior/http-api/jwt-authorizer";
import { parseObject } from "../../behavior/shared/json-object";

/** A token taken apart; its signature is not checked yet. */
export interface SignedToken {
  text: string;
  algorithm: string;
  kid: string;
  claims: JwtClaims;
  /** The signed part: header and payload as they stand in the token. */
  signed: string;
  signature: Buffer;
}

/** The digest of each algorithm: those of HTTP APIs and user pools are RSA-based, and REST APIs have elliptic curves too. */
const DIGESTS: Readonly<Record<string, string>> = {
  RS256: "RSA-SHA256",
  RS384: "RSA-SHA384",
  RS512: "RSA-SHA512",
  ES256: "SHA256",
  ES384: "SHA384",
  ES512: "SHA512",
};

/**
 * The algorithms of HTTP APIs' JWT authorizers.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export const RSA_ALGORITHMS: readonly string[] = ["RS256", "RS384", "RS512"];

/**
 * Returns the parts of a compact JWS; undefined where the text is none, or its header has `crit`: "If any of the listed extension
 * Header Parameters are not understood and supported by the recipient, then the JWS is invalid."
 * https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11
 */
export function parseToken(token: string): SignedToken | undefined {
  const parts = token.split(".");
  const [header = "", payload = "", signature = ""] = parts;
  const isCompact = parts.length === 3 && parts.every((part) => /^[A-Za-z0-9_-]*$/.test(part));
  const fields = isCompact ? jsonOf(header) : undefined;
  const claims = jsonOf(payload);
  if (fields === undefined || claims === undefined || "crit" in fields) {
    return undefined;
  }
  return {
    text: token,
    algorithm: typeof fields.alg === "string" ? fields.alg : "",
    kid: typeof fields.kid === "string" ? fields.kid : "",
    claims,
    signed: `${header}.${payload}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

export function isRsaAlgorithm(algorithm: string): boolean {
  return RSA_ALGORITHMS.includes(algorithm);
}

export function hasValidSignature({ algorithm, signed, signature }: SignedToken, key: KeyObject): boolean {
  const digest = Object.hasOwn(DIGESTS, algorithm) ? DIGESTS[algorithm] : undefined;
  const isFitting = key.asymmetricKeyType === (isRsaAlgorithm(algorithm) ? "rsa" : "ec");
  // https://www.rfc-editor.org/rfc/rfc7518#section-3.4
  const options = { key, dsaEncoding: "ieee-p1363" } as const;
  return digest !== undefined && isFitting && verify(digest, Buffer.from(signed), options, signature);
}

function jsonOf(part: string): Record<string, unknown> | undefined {
  return parseObject(Buffer.from(part, "base64url").toString("utf8"));
}
