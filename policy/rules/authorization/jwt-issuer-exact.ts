import { issuerFlaw } from "../../../aws/issuer";
import { USER_POOL, V1, V2 } from "../../../aws/resource-types";
import { bodyIssuers } from "../../facts/open-api";
import { stackRule } from "../../pack/rule";
import { type PolicyResource } from "../../graph/resource";

interface Issuer {
  text: string;
  what: string;
}

/** The authorizer's issuer, or those of the security schemes of an API's body. */
function issuers(resource: PolicyResource): Issuer[] {
  if (resource.type === V2.authorizer) {
    const text = resource.text("authorizerType") === "JWT" ? resource.value("jwtConfiguration.issuer") : undefined;
    return typeof text === "string" ? [{ text, what: `the authorizer ${resource.name}` }] : [];
  }
  return bodyIssuers(resource).flatMap(({ scheme, issuer }) =>
    typeof issuer === "string" ? [{ text: issuer, what: `the security scheme ${scheme}` }] : [],
  );
}

/** The JWT authorizers that name no issuer. */
function withoutIssuer(resource: PolicyResource): string[] {
  if (resource.type === V2.authorizer) {
    const isJwt = resource.text("authorizerType") === "JWT";
    return isJwt && !resource.has("jwtConfiguration.issuer") ? [`The authorizer ${resource.name}`] : [];
  }
  return bodyIssuers(resource).flatMap(({ scheme, issuer }) =>
    issuer === undefined ? [`The security scheme ${scheme} of ${resource.name}`] : [],
  );
}

export const jwtIssuerExact = stackRule({
  name: "jwt-issuer-exact",
  title: "A JWT authorizer's issuer is the token's, character for character",
  description: "The issuer is an https URL without a discovery path, and a Cognito issuer fits its user pool.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "API Gateway compares the token's iss claim with the issuer character for character, and looks the keys up at the issuer's /.well-known/openid-configuration. One wrong character answers 401 to every request, and nothing says so before the first one.",
  fix: "Write the issuer exactly as the tokens have it; for Cognito, https://cognito-idp.REGION.amazonaws.com/POOL_ID without a slash at the end.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Authorizer("customers", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: {
    issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e/",
    audiences: [client.id],
  },
});`,
    passes: `new apigatewayv2.Authorizer("customers", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: {
    issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e",
    audiences: [client.id],
  },
});`,
  },
  options: {},
  types: [V1.restApi, V2.api, V2.authorizer],
  check(resource, { graph, report }) {
    for (const what of withoutIssuer(resource)) {
      report(
        `${what} has no issuer, which API Gateway requires.`,
        "Set jwtConfiguration.issuer to the issuer of the tokens.",
      );
    }
    for (const { text: issuer, what } of issuers(resource)) {
      const flaw = issuerFlaw(issuer, (poolId) => {
        const pool = graph.byKey(USER_POOL, "id", poolId);
        return pool && pool.region;
      });
      if (flaw) {
        const fix =
          flaw.exact === undefined
            ? `${flaw.fix.replace(/^./, (first) => first.toUpperCase())}.`
            : `Write "${flaw.exact}".`;
        report(`The issuer "${issuer}" of ${what} matches no token: ${flaw.text}.`, fix);
      }
    }
  },
});
