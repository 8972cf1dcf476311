import { randomUUID } from "node:crypto";
import { jose } from "./jose";
import { issuerClaims } from "./issuer-claims";
import type { MintOptions } from "./mint-options";
import { KeyNotKeptError, openSigningKey, type SigningKey } from "./signing-key";

/** The path of the gateway's issuer; the issuer's URL is the gateway's URL with this path. */
export const ISSUER_PATH = "/_issuer";

/** An OpenID Connect issuer on this machine: discovery document, key set, tokens signed with RS256. */
export interface LocalIssuer {
  /** The `iss` of its tokens, to be compared character for character. */
  readonly url: string;
  /** Signs a token. */
  mint(options: MintOptions): Promise<string>;
}

/** The documents that an issuer serves, beside what its users see. */
export class IssuerService implements LocalIssuer {
  private constructor(
    readonly url: string,
    private readonly key: SigningKey,
  ) {}

  /**
   * @param stateDirectory Where the key is kept; without one it lasts as long as the process.
   * @throws KeyNotKeptError where the key cannot be written
   */
  static async open(url: string, stateDirectory?: string): Promise<IssuerService> {
    return new IssuerService(url, await openSigningKey(stateDirectory));
  }

  /** As `open`, with a key for this process where the folder cannot be written: the gateway's own tokens are accepted all the same. */
  static async openForServing(
    url: string,
    stateDirectory: string | undefined,
    log: (line: string) => void,
  ): Promise<IssuerService> {
    try {
      return await IssuerService.open(url, stateDirectory);
    } catch (error) {
      if (!(error instanceof KeyNotKeptError)) {
        throw error;
      }
      log(
        `${error.message}. Until then the issuer's key lasts as long as this process, and gatewright token cannot sign.`,
      );
      return IssuerService.open(url);
    }
  }

  async mint(options: MintOptions): Promise<string> {
    const { SignJWT } = await jose();
    const now = Math.floor(Date.now() / 1000);
    const iss = options.issuer ?? this.url;
    const claims = {
      iss,
      sub: options.sub,
      ...issuerClaims(iss, options, now),
      iat: now,
      exp: now + (options.expiresIn ?? 3600),
      jti: randomUUID(),
      ...options.claims,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: this.key.kid, typ: "JWT" })
      .sign(this.key.privateKey);
  }

  get keySet(): { keys: Record<string, unknown>[] } {
    return { keys: [{ ...this.key.publicJwk }] };
  }

  /** The document at a path below the issuer's URL, or undefined. */
  document(path: string): object | undefined {
    switch (path) {
      case "/.well-known/openid-configuration":
        return {
          issuer: this.url,
          jwks_uri: `${this.url}/.well-known/jwks.json`,
          id_token_signing_alg_values_supported: ["RS256"],
          response_types_supported: ["token"],
          subject_types_supported: ["public"],
        };
      case "/.well-known/jwks.json":
        return this.keySet;
      default:
        return undefined;
    }
  }
}

/** The project's issuer, for minting while a gateway runs in another process. */
export function openLocalIssuer(url: string, stateDirectory?: string): Promise<LocalIssuer> {
  return IssuerService.open(url, stateDirectory);
}
