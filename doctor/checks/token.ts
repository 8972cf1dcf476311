import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import type { JwtClaims } from "../../gateway/behavior/http-api/jwt-authorizer";
import { parseObject } from "../../gateway/behavior/shared/json-object";
import { ownValue } from "../../language/own-value";

/** A token's parts. Nothing of it is ever printed but the claims that a check compares. */
export interface ParsedToken {
  header: JwtClaims;
  claims: JwtClaims;
  /** The signed text, and the signature. */
  signed: string;
  signature: Buffer;
}

/** The token's parts, or what is wrong with its form. */
export function parseToken(text: string): ParsedToken | string {
  const parts = text.split(".");
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    return `it has ${parts.length} parts, where a JWT has 3 with dots between them`;
  }
  const [first, second] = [jsonOf(header), jsonOf(payload)];
  if (first === undefined || second === undefined) {
    return `its ${first === undefined ? "header" : "payload"} is not a JSON object in base64url`;
  }
  return {
    header: first,
    claims: second,
    signed: `${header}.${payload}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

/** Takes a file's white space and an Authorization header's prefix off. */
export function bareToken(text: string): string {
  return text.trim().replace(/^(authorization:\s*)?bearer\s+/i, "");
}

const HASHES: Record<string, string> = { RS256: "sha256", RS384: "sha384", RS512: "sha512" };

/** The algorithms that a JWT authorizer takes: the RSA-based ones. */
export function isRsaAlgorithm(algorithm: unknown): algorithm is string {
  return typeof algorithm === "string" && algorithm in HASHES;
}

/** Returns whether the key made the token's signature; false for a key that cannot be read. */
export function signatureHolds({ header, signed, signature }: ParsedToken, jwk: Record<string, unknown>): boolean {
  const hash = ownValue(HASHES, String(header.alg));
  if (hash === undefined) {
    return false;
  }
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
    return verify(hash, Buffer.from(signed), key, signature);
  } catch {
    return false;
  }
}

function jsonOf(part: string): JwtClaims | undefined {
  return parseObject(Buffer.from(part, "base64url").toString("utf8"));
}
