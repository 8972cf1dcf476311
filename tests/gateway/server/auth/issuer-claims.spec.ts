import assert from "node:assert/strict";
import { issuerClaims } from "../../../../gateway/server/auth/issuer-claims";

const NOW = 1_718_636_404;
const COGNITO = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_y0bLG4i27";

function without(claims: Record<string, unknown>, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
}

describe("issuerClaims", () => {
  // the claims of the tokens that https://github.com/aws-powertools/powertools-lambda-typescript/blob/main/packages/parser/tests/events/apigw-http/jwt-authorizer-auth.json
  // and https://github.com/DefinitelyTyped/DefinitelyTyped/pull/75458 show
  it("names what a Cognito ID token names", () => {
    const claims = issuerClaims(COGNITO, { sub: "alice", audience: "3nkoep4151b7umeggnottc30u9" }, NOW);
    assert.deepEqual(without(claims, "origin_jti", "event_id"), {
      aud: "3nkoep4151b7umeggnottc30u9",
      auth_time: NOW,
      "cognito:username": "alice",
      token_use: "id",
    });
    assert.match(String(claims.origin_jti), /^[0-9a-f-]{36}$/);
  });

  it("names what a Cognito access token names where scopes are asked for", () => {
    const claims = issuerClaims(COGNITO, { sub: "alice", audience: "app", scope: "orders:read" }, NOW);
    assert.deepEqual(without(claims, "origin_jti", "event_id"), {
      client_id: "app",
      auth_time: NOW,
      scope: "orders:read",
      token_use: "access",
      username: "alice",
      version: 2,
    });
  });

  it("takes token_use of the claims", () => {
    const claims = issuerClaims(COGNITO, { sub: "alice", audience: "app", claims: { token_use: "access" } }, NOW);
    assert.equal(claims.client_id, "app");
    assert.equal(claims.aud, undefined);
  });

  it("names the client of an Auth0 token as azp", () => {
    const claims = issuerClaims(
      "https://tenant.eu.auth0.com/",
      { sub: "auth0|1", audience: "https://api", clientId: "c1", scope: "read" },
      NOW,
    );
    assert.deepEqual(claims, { aud: "https://api", azp: "c1", scope: "read" });
  });

  it("names the tenant of an Entra token, and its scopes as scp", () => {
    const claims = issuerClaims(
      "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
      { sub: "alice", audience: "api", clientId: "c1", scope: "Orders.Read" },
      NOW,
    );
    assert.deepEqual(claims, {
      aud: "api",
      azp: "c1",
      azpacr: "0",
      nbf: NOW,
      oid: "alice",
      scp: "Orders.Read",
      tid: "11111111-2222-3333-4444-555555555555",
      ver: "2.0",
    });
  });

  it("names audience, client and scopes of any other issuer as they are given", () => {
    const claims = issuerClaims("http://127.0.0.1:8080/_issuer", { sub: "alice", clientId: "c1", scope: "a" }, NOW);
    assert.deepEqual(claims, { client_id: "c1", scope: "a" });
  });
});
