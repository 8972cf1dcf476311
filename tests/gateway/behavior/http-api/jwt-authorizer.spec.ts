import assert from "node:assert/strict";
import type { HttpAuthorizerDecision } from "../../../../gateway/behavior/http-api/authorizer-decision";
import {
  decideJwt,
  jwtIdentitySourceProblem,
  readToken,
  refuseMissingToken,
  refuseToken,
  renderClaims,
  scopesOf,
  type JwtClaims,
} from "../../../../gateway/behavior/http-api/jwt-authorizer";
import { request } from "../../../support/requests";

const NOW = 1_700_000_000_000;
const ISSUER = "https://cognito-idp.us-east-2.amazonaws.com/us-east-2_abc";
const AUTHORIZER = { issuer: ISSUER, audiences: ["web", "mobile"] };
const CLAIMS: JwtClaims = { iss: ISSUER, aud: "web", sub: "alice", exp: 1_700_000_060, scope: "orders:read email" };

function decide(changes: JwtClaims, routeScopes: string[] = []): HttpAuthorizerDecision {
  return decideJwt(AUTHORIZER, { ...CLAIMS, ...changes }, routeScopes, NOW);
}

describe("readToken", () => {
  const SOURCE = ["$request.header.Authorization"];

  it("takes the token with or without the prefix, whatever the header's case", () => {
    assert.equal(readToken(SOURCE, request({ headers: [["authorization", "Bearer a.b.c"]] })), "a.b.c");
    assert.equal(readToken(SOURCE, request({ headers: [["AUTHORIZATION", "a.b.c"]] })), "a.b.c");
  });

  it("takes the token from the query string, whose names have their case", () => {
    const sources = ["$request.querystring.token"];
    assert.equal(readToken(sources, request({ rawQueryString: "token=a.b.c" })), "a.b.c");
    assert.equal(readToken(sources, request({ rawQueryString: "Token=a.b.c" })), undefined);
  });

  it("finds none in an empty or missing header", () => {
    assert.equal(readToken(SOURCE, request()), undefined);
    assert.equal(readToken(SOURCE, request({ headers: [["authorization", " "]] })), undefined);
  });
});

describe("jwtIdentitySourceProblem", () => {
  it("refuses what no JWT authorizer can read", () => {
    assert.equal(jwtIdentitySourceProblem("$request.header.Authorization"), undefined);
    assert.equal(
      jwtIdentitySourceProblem("$context.routeKey"),
      `identity source "$context.routeKey": a JWT authorizer takes "$request.header.<name>" or "$request.querystring.<name>".`,
    );
  });
});

describe("decideJwt", () => {
  it("hands the claims on as text and no scopes where the route asks for none", () => {
    assert.deepEqual(decide({}), {
      kind: "allow",
      context: {
        kind: "jwt",
        claims: { iss: ISSUER, aud: "web", sub: "alice", exp: "1700000060", scope: "orders:read email" },
        scopes: null,
      },
    });
  });

  it("hands on all of the token's scopes where the route asks for one of them", () => {
    const decision = decide({}, ["orders:read", "admin"]);
    assert.deepEqual(decision.kind === "allow" && decision.context.kind === "jwt" && decision.context.scopes, [
      "orders:read",
      "email",
    ]);
  });

  const allowed: [behaviour: string, changes: JwtClaims, routeScopes?: string[]][] = [
    ["another audience of the list", { aud: "mobile" }],
    ["one of the token's audiences", { aud: ["other", "web"] }],
    ["client_id where there is no aud", { aud: undefined, client_id: "web" }],
    ["a token used at the second it was issued", { iat: 1_700_000_000, nbf: 1_700_000_000 }],
    ["scopes in scp, as a list", { scope: undefined, scp: ["orders:read"] }, ["orders:read"]],
  ];
  for (const [behaviour, changes, routeScopes] of allowed) {
    it(`accepts ${behaviour}`, () => assert.equal(decide(changes, routeScopes).kind, "allow"));
  }

  const refused: [behaviour: string, changes: JwtClaims, reason: string][] = [
    ["an issuer with a slash added", { iss: `${ISSUER}/` }, "issuer does not match"],
    ["no issuer", { iss: undefined }, "issuer does not match"],
    ["another audience", { aud: "desktop" }, "the token does not have a valid audience"],
    [
      "a wrong aud beside a right client_id",
      { aud: "x", client_id: "web" },
      "the token does not have a valid audience",
    ],
    ["no audience", { aud: undefined }, "the token does not have a valid audience"],
    ["an expired token", { exp: 1_699_999_999 }, "the token has expired"],
    ["a token at the second it expires", { exp: 1_700_000_000 }, "the token has expired"],
    ["a token without exp", { exp: undefined }, "the token has expired"],
    ["a token that is not valid yet", { nbf: 1_700_000_001 }, "the token is not valid yet"],
    ["a token issued in the future", { iat: 1_700_000_001 }, "the token was used before it was issued"],
  ];
  for (const [behaviour, changes, reason] of refused) {
    it(`refuses ${behaviour} with 401`, () => {
      const decision = decide(changes);
      assert.ok(decision.kind === "refuse");
      assert.equal(decision.response.statusCode, 401);
      assert.equal(Buffer.from(decision.response.body).toString(), `{"message":"Unauthorized"}`);
      assert.equal(decision.reason, reason);
      assert.deepEqual(decision.response.headers.at(-1), [
        "www-authenticate",
        `Bearer scope="" error="invalid_token" error_description="${reason}"`,
      ]);
    });
  }

  it("refuses a valid token without a scope of the route with 403", () => {
    const decision = decide({}, ["orders:write", "admin"]);
    assert.ok(decision.kind === "refuse");
    assert.equal(decision.response.statusCode, 403);
    assert.equal(Buffer.from(decision.response.body).toString(), `{"message":"Forbidden"}`);
    assert.deepEqual(decision.response.headers.at(-1), [
      "www-authenticate",
      `Bearer scope="orders:write admin" error="insufficient_scope"`,
    ]);
  });

  it("looks at expiry before scopes", () => {
    const decision = decide({ exp: 1 }, ["admin"]);
    assert.equal(decision.kind === "refuse" && decision.response.statusCode, 401);
  });
});

describe("refusals before the claims", () => {
  it("answer a missing token with a bare challenge", () => {
    const decision = refuseMissingToken();
    assert.ok(decision.kind === "refuse");
    assert.equal(decision.response.statusCode, 401);
    assert.deepEqual(decision.response.headers.at(-1), ["www-authenticate", "Bearer"]);
  });

  it("name what is wrong with a malformed token", () => {
    const decision = refuseToken("token contains an invalid number of segments");
    assert.deepEqual(decision.kind === "refuse" && decision.response.headers.at(-1), [
      "www-authenticate",
      `Bearer scope="" error="invalid_token" error_description="token contains an invalid number of segments"`,
    ]);
  });
});

describe("renderClaims", () => {
  it("writes every claim as AWS does", () => {
    assert.deepEqual(
      renderClaims({
        sub: "alice",
        exp: 1_700_000_060,
        email_verified: true,
        "cognito:groups": ["admin", "power user"],
        empty: [],
        realm_access: { roles: ["admin"], a: 1 },
        gone: null,
      }),
      {
        sub: "alice",
        exp: "1700000060",
        email_verified: "true",
        "cognito:groups": "[admin power user]",
        empty: "[]",
        realm_access: "map[a:1 roles:[admin]]",
      },
    );
  });
});

describe("scopesOf", () => {
  it("reads scope and scp, as text and as list", () => {
    assert.deepEqual(scopesOf({ scope: "a  b", scp: ["c", 1] }), ["a", "b", "c"]);
    assert.deepEqual(scopesOf({}), []);
  });
});
