import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { HTTP_API_LIMITS } from "../../../aws/quotas";
import { steadyNow } from "../shared/clock";
import { fetchDocument } from "./document-fetch";
import type { IssuerService } from "./local-issuer";
import type { StandIn } from "./stand-in";

/**
 * API Gateway may cache an issuer's keys for two hours.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
const CACHE_MS = 2 * 60 * 60 * 1000;
/** A token with an unknown key id makes the key set be read again, at most once in this time. */
const REFRESH_MS = 10_000;

/** The key; `unknown` where the issuer has no such key, `unreachable` where the issuer has no keys to be had. */
export type KeyLookup = KeyObject | "unknown" | "unreachable";

interface CachedKeys {
  keys: Map<string, KeyObject>;
  readAt: number;
  /** True where the local issuer's keys stand in for one that cannot be reached. */
  standIn: boolean;
}

/** The public keys of the issuers that JWT authorizers name, by discovery, cached, and read again after a rotation. */
export class IssuerKeys {
  private readonly cache = new Map<string, CachedKeys>();
  private readonly reading = new Map<string, Promise<CachedKeys>>();
  private readonly localKeys: Map<string, KeyObject>;

  constructor(
    private readonly local: IssuerService,
    private readonly standIn: StandIn,
    private readonly log: (line: string) => void,
    private readonly now: () => number = steadyNow,
  ) {
    this.localKeys = rsaKeys(local.keySet);
  }

  /** The key at once where it is known, otherwise a promise of it. */
  find(
    issuer: string,
    kid: string,
    types: readonly KeyObject["asymmetricKeyType"][] = ["rsa"],
  ): KeyLookup | Promise<KeyLookup> {
    const fitting = (found: KeyLookup | undefined): KeyObject | undefined =>
      typeof found === "object" && types.includes(found.asymmetricKeyType) ? found : undefined;
    if (issuer === this.local.url || this.standIn === "always") {
      return this.localKeys.get(kid) ?? "unknown";
    }
    const cached = this.cache.get(issuer);
    const age = cached === undefined ? Infinity : this.now() - cached.readAt;
    const key = fitting(cached?.keys.get(kid));
    if (cached !== undefined && ((key !== undefined && age < CACHE_MS) || age < REFRESH_MS)) {
      return key ?? missing(cached);
    }
    return this.read(issuer).then((read) => fitting(read.keys.get(kid)) ?? missing(read));
  }

  /** Resolves whether tokens that the local issuer signs in this issuer's name are accepted. */
  async acceptsLocalTokens(issuer: string): Promise<boolean> {
    if (issuer === this.local.url || this.standIn === "always") {
      return true;
    }
    return this.standIn === "unreachable" && (this.cache.get(issuer) ?? (await this.read(issuer))).standIn;
  }

  /** Reads the keys of these issuers ahead of the first request. */
  prepare(issuers: Iterable<string>): void {
    for (const issuer of issuers) {
      if (issuer !== this.local.url && this.standIn !== "always" && !this.cache.has(issuer)) {
        void this.read(issuer);
      }
    }
  }

  private read(issuer: string): Promise<CachedKeys> {
    const running = this.reading.get(issuer);
    if (running !== undefined) {
      return running;
    }
    const reading = this.fetchKeys(issuer)
      .then((keys): CachedKeys => ({ keys, readAt: this.now(), standIn: false }))
      .catch((error: unknown) => this.unreachable(issuer, error instanceof Error ? error.message : String(error)))
      .then((cached) => {
        this.cache.set(issuer, cached);
        this.reading.delete(issuer);
        return cached;
      });
    this.reading.set(issuer, reading);
    return reading;
  }

  private async fetchKeys(issuer: string): Promise<Map<string, KeyObject>> {
    const discovery = await fetchDocument(
      `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
      HTTP_API_LIMITS.discoveryTimeout.value,
      HTTP_API_LIMITS.jwksResponse.value,
    );
    if (typeof discovery.jwks_uri !== "string") {
      throw new Error(`the discovery document of ${issuer} has no jwks_uri`);
    }
    const { jwksTimeout, jwksResponse } = HTTP_API_LIMITS;
    return rsaKeys(await fetchDocument(discovery.jwks_uri, jwksTimeout.value, jwksResponse.value));
  }

  private unreachable(issuer: string, why: string): CachedKeys {
    const before = this.cache.get(issuer);
    if (before !== undefined && !before.standIn && before.keys.size > 0) {
      return { ...before, readAt: this.now() }; // it was there: its last keys are still good
    }
    if (before === undefined) {
      this.log(this.consequence(issuer, why));
    }
    return {
      keys: this.standIn === "unreachable" ? this.localKeys : new Map<string, KeyObject>(),
      readAt: this.now(),
      standIn: true,
    };
  }

  private consequence(issuer: string, why: string): string {
    if (this.standIn !== "unreachable") {
      return `Issuer ${issuer} cannot be reached (${why}): its tokens are refused.`;
    }
    const reason = isForTests(issuer) ? "is a name for tests" : `cannot be reached (${why})`;
    return `Issuer ${issuer} ${reason}: the local issuer stands in for it, and its tokens are accepted.`;
  }
}

/** No name under .test is in the public DNS: https://www.rfc-editor.org/rfc/rfc6761#section-6.2 */
function isForTests(issuer: string): boolean {
  return URL.canParse(issuer) && new URL(issuer).hostname.endsWith(".test");
}

function missing({ keys, standIn }: CachedKeys): KeyLookup {
  return standIn && keys.size === 0 ? "unreachable" : "unknown";
}

/** The keys of a key set, by key id: RSA keys, and the elliptic curves that REST APIs take too. */
function rsaKeys(keySet: Record<string, unknown> | { keys: unknown[] }): Map<string, KeyObject> {
  const keys = new Map<string, KeyObject>();
  for (const jwk of Array.isArray(keySet.keys)
    ? (keySet.keys as (JsonWebKey & { kid?: string; use?: string })[])
    : []) {
    if ((jwk?.kty === "RSA" || jwk?.kty === "EC") && typeof jwk.kid === "string" && jwk.use !== "enc") {
      try {
        keys.set(jwk.kid, createPublicKey({ key: jwk, format: "jwk" }));
      } catch {
        // a malformed key is no key
      }
    }
  }
  return keys;
}
