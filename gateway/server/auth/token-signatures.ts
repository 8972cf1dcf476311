import type { KeyObject } from "node:crypto";
import { type Soon, soon } from "../../../language/soon";
import type { IssuerKeys, KeyLookup } from "./issuer-keys";
import { hasValidSignature, parseToken, type SignedToken } from "./signed-token";

/** Bounds the memory that clients can take with ever new tokens. */
const MAX_TOKENS = 1000;

/** `key` where the issuer has no such key, `unreachable` where its keys cannot be read, `signature` where the key did not sign it. */
export type SignatureCheck = "valid" | "key" | "unreachable" | "signature";

/**
 * Checks the signatures of tokens. A client sends the same token with each request, and to verify its signature costs more than
 * all other steps of the request: a token that was valid is not parsed and verified again while its issuer has the same key.
 * Expiry and the other claims are checked by the authorizer, with each request.
 */
export class TokenSignatures {
  /** The valid tokens by their text, the oldest first. */
  private readonly valid = new Map<string, { token: SignedToken; key: KeyObject }>();
  /** The last one that was valid: to compare two texts takes a fraction of what a look into the map does. */
  private last: SignedToken | undefined;

  constructor(private readonly keys: Pick<IssuerKeys, "find">) {}

  /** Returns the parts of a compact JWS, or undefined where the text is not one. */
  read(text: string): SignedToken | undefined {
    return this.last?.text === text ? this.last : (this.valid.get(text)?.token ?? parseToken(text));
  }

  /** Checks whether one of the issuer's keys signed the token: at once where the issuer's keys are known. */
  check(token: SignedToken, issuer: string, types?: Parameters<IssuerKeys["find"]>[2]): Soon<SignatureCheck> {
    return soon(this.keys.find(issuer, token.kid, types), (key) => this.checkBy(key, token));
  }

  private checkBy(key: KeyLookup, token: SignedToken): SignatureCheck {
    if (key === "unknown" || key === "unreachable") {
      return key === "unknown" ? "key" : "unreachable";
    }
    if (this.valid.get(token.text)?.key === key) {
      this.last = token;
      return "valid";
    }
    this.valid.delete(token.text);
    if (!hasValidSignature(token, key)) {
      return "signature";
    }
    this.keep(token, key);
    return "valid";
  }

  private keep(token: SignedToken, key: KeyObject): void {
    const [oldest] = this.valid.keys();
    if (this.valid.size >= MAX_TOKENS && oldest !== undefined) {
      this.valid.delete(oldest);
    }
    this.valid.set(token.text, { token, key });
  }
}
