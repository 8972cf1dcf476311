import assert from "node:assert/strict";
import { targetClaims, targetOf, tokenTargets } from "../../../cli/shared/token-targets";
import { chooseTarget } from "../../../cli/token";
import { readSnapshot } from "../../../gateway/model/snapshot";
import { graphOf, httpApi } from "../../support/http-program";

function jwt(issuer: string, audience: string): Record<string, string | { issuer: string; audiences: string[] }> {
  return { authorizerType: "JWT", jwtConfiguration: { issuer, audiences: [audience] } };
}

function targets(routes: Record<string, { authorizer: string; scopes?: string[] }>): ReturnType<typeof tokenTargets> {
  const api = httpApi({
    authorizers: { users: jwt("https://users.test", "shop"), staff: jwt("https://staff.test", "office") },
    routes: Object.fromEntries(
      Object.entries(routes).map(([key, { authorizer, scopes = [] }]) => [
        key,
        {
          http: "https://example.com",
          route: { authorizationType: "JWT", authorizerId: authorizer, authorizationScopes: scopes },
        },
      ]),
    ),
  });
  return tokenTargets(readSnapshot(graphOf(api)).model);
}

describe("the tokens that a program accepts", () => {
  it("are one where every route has the same issuer and audience, with all of the scopes", () => {
    const found = targets({
      "GET /orders": { authorizer: "users", scopes: ["read"] },
      "POST /orders": { authorizer: "users", scopes: ["write"] },
    });
    assert.deepEqual(found, [
      {
        issuer: "https://users.test",
        audience: "shop",
        scopes: ["read", "write"],
        routes: ["GET /orders", "POST /orders"],
      },
    ]);
    assert.deepEqual(found.map(targetClaims), [
      { issuer: "https://users.test", audience: "shop", scope: "read write" },
    ]);
    assert.equal(chooseTarget(found, "dev", undefined), found[0]);
  });

  it("are chosen by a route where the authorizers differ", () => {
    const found = targets({
      "GET /orders": { authorizer: "users" },
      "GET /reports": { authorizer: "staff" },
    });
    assert.equal(targetOf("GET  /reports", found)?.issuer, "https://staff.test");
    assert.equal(chooseTarget(found, "dev", "GET /reports").audience, "office");
    assert.throws(() => chooseTarget(found, "dev", undefined), {
      message:
        'The routes of stack "dev" take 2 different tokens. Specify one of them:\n' +
        "  --route 'GET /orders'  https://users.test shop\n" +
        "  --route 'GET /reports'  https://staff.test office",
    });
    assert.throws(() => chooseTarget(found, "dev", "GET /x"), {
      message: 'No route "GET /x" of stack "dev" takes a token. These do: GET /orders, GET /reports.',
    });
    assert.throws(() => chooseTarget([], "dev", undefined), /No API of stack "dev" has a JWT or user pool authorizer/);
  });
});
