/** The token that the local issuer signs. */
export interface MintOptions {
  /** Specifies who the token is for. */
  sub: string;
  /** Scopes, separated by spaces. */
  scope?: string;
  /** The `aud` claim; of a Cognito access token its `client_id`. */
  audience?: string | string[];
  /** The client, which the issuers name `client_id`, `azp` or `aud`. With it a Cognito token is an access token. */
  clientId?: string;
  /** In seconds; negative for a token that has expired. @default 3600 */
  expiresIn?: number;
  /** The `iss` claim. @default the local issuer's own URL */
  issuer?: string;
  /** Further claims; they win over the ones above. */
  claims?: Record<string, unknown>;
}
