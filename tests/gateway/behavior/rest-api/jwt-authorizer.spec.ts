import assert from "node:assert/strict";
import type { JwtClaims } from "../../../../gateway/behavior/http-api/jwt-authorizer";
import { decideRestJwt } from "../../../../gateway/behavior/rest-api/jwt-authorizer";
import type { TrustedIssuer } from "../../../../gateway/model/rest-api/authorizer-model";

const NOW = 1_700_000_000_000;
const ISSUER = "https://auth.example.com/";
const TRUSTED: TrustedIssuer[] = [
  { issuer: ISSUER, audiences: ["web", "mobile"], claims: [{ name: "tenant", required: true, values: ["acme"] }] },
  { issuer: "https://other.example.com", audiences: ["batch"], claims: [] },
];
const CLAIMS: JwtClaims = {
  iss: ISSUER,
  aud: "web",
  sub: "alice",
  exp: 1_700_000_060,
  scope: "orders:read email",
  tenant: "acme",
};

/** Returns the diagnosis of a refusal, undefined where the token is taken. */
function refusal(changes: JwtClaims, scopes: string[] = []): string | undefined {
  const decision = decideRestJwt({ trusted: TRUSTED }, { ...CLAIMS, ...changes }, scopes, NOW);
  if (decision.kind === "refuse") {
    assert.equal(decision.error.statusCode, 401);
    return decision.diagnosis;
  }
  return undefined;
}

describe("a JWT authorizer of a REST API", () => {
  it("lets a token of one of its issuers through, with the claims in the context", () => {
    const decision = decideRestJwt({ trusted: TRUSTED }, CLAIMS, [], NOW);
    assert.equal(decision.kind, "allow");
    assert.equal(refusal({ iss: "https://other.example.com", aud: ["x", "batch"], tenant: undefined }), undefined);
  });

  it("compares issuer and audience, those of one issuer with each other", () => {
    assert.match(refusal({ iss: "https://auth.example.com" }) ?? "", /iss is none/);
    assert.match(refusal({ aud: "batch" }) ?? "", /aud is none of web, mobile/);
    assert.match(refusal({ aud: undefined, client_id: "web" }) ?? "", /aud is none/);
  });

  it("looks at the times, and wants an expiry", () => {
    assert.match(refusal({ exp: undefined }) ?? "", /expired/);
    assert.match(refusal({ exp: 1_700_000_000 }) ?? "", /expired/);
    assert.match(refusal({ nbf: 1_700_000_001 }) ?? "", /not valid yet/);
    assert.match(refusal({ iat: 1_700_000_001 }) ?? "", /issued later/);
    assert.equal(refusal({ nbf: 1_700_000_000, iat: 1_600_000_000 }), undefined);
  });

  it("wants the further claims of its issuer", () => {
    assert.match(refusal({ tenant: undefined }) ?? "", /has no claim tenant/);
    assert.match(refusal({ tenant: "globex" }) ?? "", /tenant is none of acme/);
    assert.match(refusal({ tenant: ["acme"] }) ?? "", /tenant is none of acme/);
  });

  it("wants one of the method's scopes, of scope or scp", () => {
    assert.equal(refusal({}, ["orders:write", "orders:read"]), undefined);
    assert.equal(refusal({ scope: undefined, scp: ["orders:read"] }, ["orders:read"]), undefined);
    assert.match(refusal({}, ["orders:write"]) ?? "", /none of the method's scopes: orders:write/);
  });
});
