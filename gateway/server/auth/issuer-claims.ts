import { randomUUID } from "node:crypto";
import { defined } from "../../../language/defined";
import { cognitoIssuer } from "../../../aws/issuer";
import type { MintOptions } from "./mint-options";

type Claims = Record<string, unknown>;

/** The client of a token for which none is specified. */
const ANY_CLIENT = "local-client";

/**
 * Returns the claims beside `iss`, `sub`, `iat`, `exp` and `jti` as the issuer itself would name them, so that libraries that
 * verify its tokens take them too.
 *
 * @param now Seconds since 1970.
 */
export function issuerClaims(issuer: string, options: MintOptions, now: number): Claims {
  if (cognitoIssuer(issuer) !== undefined) {
    return cognitoClaims(options, now);
  }
  const host = URL.canParse(issuer) ? new URL(issuer).hostname : "";
  if (host.endsWith(".auth0.com")) {
    return auth0Claims(options);
  }
  const tenant = entraTenant(issuer);
  return tenant === undefined ? plainClaims(options) : entraClaims(options, now, tenant);
}

function plainClaims({ audience, clientId, scope }: MintOptions): Claims {
  return defined({ aud: audience, client_id: clientId, scope });
}

/**
 * An access token where scopes or a client are asked for, otherwise an ID token. Access tokens name the client as `client_id`, ID
 * tokens as `aud`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
function cognitoClaims({ sub, audience, clientId, scope, claims }: MintOptions, now: number): Claims {
  const use = claims?.token_use ?? (scope !== undefined || clientId !== undefined ? "access" : "id");
  const client = clientId ?? [audience].flat()[0] ?? ANY_CLIENT;
  const common = { origin_jti: randomUUID(), event_id: randomUUID(), token_use: use, auth_time: now };
  return use === "access"
    ? { ...common, client_id: client, scope: scope ?? "aws.cognito.signin.user.admin", version: 2, username: sub }
    : { ...common, aud: client, "cognito:username": sub };
}

/** https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles */
function auth0Claims({ audience, clientId, scope }: MintOptions): Claims {
  return defined({ aud: audience, azp: clientId ?? ANY_CLIENT, scope });
}

/** https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference */
function entraClaims({ sub, audience, clientId = ANY_CLIENT, scope }: MintOptions, now: number, tid: string): Claims {
  const common = defined({ aud: audience, nbf: now, oid: sub, scp: scope, tid });
  return { ...common, azp: clientId, azpacr: "0", ver: "2.0" };
}

/** `https://login.microsoftonline.com/<tenant>/v2.0` */
function entraTenant(issuer: string): string | undefined {
  return /^https:\/\/login\.microsoftonline\.(?:com|us)\/([^/]+)\/v2\.0$/.exec(issuer)?.[1];
}
