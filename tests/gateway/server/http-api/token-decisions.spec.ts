import assert from "node:assert/strict";
import type { HttpRouteModel, JwtAuthorizerModel } from "../../../../gateway/model/http-api/model";
import type { SignedToken } from "../../../../gateway/server/auth/signed-token";
import { TokenDecisions } from "../../../../gateway/server/http-api/token-decisions";
import { parseRouteKey } from "../../../../aws/route-key";

const ISSUER = "https://issuer.example.com";
const NOW = 1_700_000_000_000;
const AUTHORIZER = { type: "JWT", issuer: ISSUER, audiences: ["api"] } as unknown as JwtAuthorizerModel;

describe("decisions on tokens", () => {
  it("are kept for a token and a route, with the claims as events carry them", () => {
    const decisions = new TokenDecisions();
    const [held, one] = [token(60), route()];
    const first = decisions.decide(AUTHORIZER, one, held, NOW);
    assert.equal(first.kind, "allow");
    assert.equal(decisions.decide(AUTHORIZER, one, held, NOW + 59_000), first);
    assert.notEqual(decisions.decide(AUTHORIZER, one, token(60), NOW), first, "of another token");
  });

  it("end with the token", () => {
    const decisions = new TokenDecisions();
    const [held, one] = [token(60), route()];
    assert.equal(decisions.decide(AUTHORIZER, one, held, NOW).kind, "allow");
    const late = decisions.decide(AUTHORIZER, one, held, NOW + 60_000);
    assert.deepEqual([late.kind, late.kind === "refuse" && late.reason], ["refuse", "the token has expired"]);
  });

  it("are made by each route for itself, which a reload makes anew", () => {
    const decisions = new TokenDecisions();
    const held = token(60);
    assert.equal(decisions.decide(AUTHORIZER, route(), held, NOW).kind, "allow");
    const scoped = decisions.decide(AUTHORIZER, route(["write"]), held, NOW);
    assert.deepEqual([scoped.kind, scoped.kind === "refuse" && scoped.reason], ["refuse", "insufficient_scope"]);
  });

  it("are not kept where they are refusals: a token is valid from its time on", () => {
    const decisions = new TokenDecisions();
    const [held, one] = [token(60, { nbf: NOW / 1000 + 10 }), route()];
    assert.equal(decisions.decide(AUTHORIZER, one, held, NOW).kind, "refuse");
    assert.equal(decisions.decide(AUTHORIZER, one, held, NOW + 10_000).kind, "allow");
  });
});

function token(seconds: number, more: Record<string, unknown> = {}): SignedToken {
  const claims = { iss: ISSUER, aud: "api", sub: "ada", exp: NOW / 1000 + seconds, ...more };
  return { text: "", algorithm: "RS256", kid: "1", claims, signed: "", signature: Buffer.alloc(0) };
}

function route(authorizationScopes: string[] = []): HttpRouteModel {
  const routeKey = "GET /orders";
  return { routeKey, key: parseRouteKey(routeKey), authorizationScopes } as unknown as HttpRouteModel;
}
