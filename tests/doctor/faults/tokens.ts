import type { Fault } from "./fault";

const now = (): number => Math.floor(Date.now() / 1000);

/** The token with another header or another payload, under the old signature. */
function withPart(index: 0 | 1, change: Record<string, unknown>): (token: string) => string {
  return (token) => {
    const parts = token.split(".");
    const part: unknown = JSON.parse(Buffer.from(parts[index] ?? "", "base64url").toString());
    parts[index] = Buffer.from(JSON.stringify(Object.assign({}, part, change))).toString("base64url");
    return parts.join(".");
  };
}

export const tokenFaults: Fault[] = [
  {
    name: "a token that is no JWT",
    changes: { token: () => "opaque-access-token" },
    expect: { check: "jwt-token-form", seen: /^it has 1 parts/, fix: /^Give the JWT alone/ },
  },
  {
    name: "a token whose iss has a trailing slash",
    changes: { tokenIssuer: (issuer) => `${issuer}/` },
    expect: {
      check: "jwt-token-issuer",
      seen: /the token "https:\/\/issuer\.example\.test:\d+\/"$/,
      fix: /^Set the authorizer's issuer to ".*\/"/,
    },
  },
  {
    name: "a token of another issuer",
    changes: { token: { issuer: "https://login.example.test" } },
    expect: {
      check: "jwt-token-issuer",
      seen: /the token "https:\/\/login\.example\.test"$/,
      fix: /get the token from/,
    },
  },
  {
    name: "a token for another audience",
    changes: { token: { audience: "other" } },
    expect: {
      check: "jwt-token-audience",
      seen: /^the token's aud is "other"; the authorizer takes "app"$/,
      fix: /^Add "other" to the authorizer's audiences/,
    },
  },
  {
    name: "a client id that the authorizer does not have",
    changes: { token: { audience: undefined, clientId: "1example23456789" } },
    expect: { check: "jwt-token-audience", seen: /client_id is "1example23456789"/, fix: /^Add "1example23456789"/ },
  },
  {
    name: "a token that has expired",
    changes: { token: { expiresIn: -90 } },
    expect: {
      check: "jwt-token-time",
      seen: /^it expired (89|9\d) s ago, at .* by the API's clock$/,
      fix: /^Get a new token/,
    },
  },
  {
    name: "an issuer whose clock is ahead",
    changes: { token: { claims: { nbf: now() + 600 } } },
    expect: { check: "jwt-token-time", seen: /s ahead of the API's clock$/, fix: /NTP/ },
  },
  {
    name: "a token with a shared-secret algorithm",
    changes: { token: withPart(0, { alg: "HS256" }) },
    expect: { check: "jwt-token-algorithm", seen: /^alg is "HS256"$/, fix: /RS256/ },
  },
  {
    name: "a key that the issuer no longer publishes",
    changes: { issuer: { key: { kid: "rotated" } } },
    expect: { check: "jwt-token-key", seen: /publishes "rotated"$/, fix: /two hours before/ },
  },
  {
    name: "a token that was changed after it was signed",
    changes: { token: withPart(1, { sub: "mallory" }) },
    expect: {
      check: "jwt-token-signature",
      seen: /did not make the token's signature$/,
      fix: /as the provider issued it/,
    },
  },
  {
    name: "a token without the route's scope",
    changes: { token: { scope: "profile" } },
    expect: {
      check: "jwt-token-scope",
      seen: /^the token has profile; the route requires one of orders\/read$/,
      fix: /with the scope orders\/read/,
    },
  },
];
