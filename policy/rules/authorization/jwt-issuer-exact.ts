import { USER_POOL, V2 } from "../../../aws/resource-types";
import { type Graph } from "../../graph/graph";
import { apiBody, securitySchemes } from "../../facts/open-api";
import { stackRule } from "../../pack/rule";
import { type PolicyResource } from "../../graph/resource";
import { fieldsAt } from "../../graph/value";

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
  const body = apiBody(resource);
  return Object.entries(body ? securitySchemes(body) : {}).flatMap(([name, scheme]) => {
    const text = fieldsAt(scheme, "x-amazon-apigateway-authorizer", "jwtConfiguration")?.issuer;
    return typeof text === "string" ? [{ text, what: `the security scheme ${name}` }] : [];
  });
}

/** A fault of an issuer, and the right value. */
interface Flaw {
  what: string;
  exact: string;
}

function flawOf(graph: Graph, issuer: string): Flaw | undefined {
  const trimmed = issuer.trim();
  const bare = trimmed.replace(/\/\.well-known\/.*$/, "");
  if (/\s/.test(issuer)) {
    return { what: "it has white space", exact: issuer.replace(/\s/g, "") };
  }
  if (bare !== trimmed) {
    return { what: "it has the discovery path, which API Gateway adds", exact: bare };
  }
  if (!issuer.startsWith("https://")) {
    return { what: "it is not an https URL", exact: `https://${issuer.replace(/^[a-z]*:\/\//i, "")}` };
  }
  return /[?#]/.test(issuer)
    ? { what: "it has a query or fragment", exact: issuer.replace(/[?#].*$/, "") }
    : cognitoFlaw(graph, issuer);
}

function cognitoFlaw(graph: Graph, issuer: string): Flaw | undefined {
  const [, region = "", pool = "", rest = ""] =
    /^https:\/\/cognito-idp\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^/]*)(.*)$/.exec(issuer) ?? [];
  if (region === "") {
    return undefined;
  }
  const prefix = pool.split("_")[0] ?? "";
  if (rest !== "") {
    return { what: "Cognito's issuer ends with the pool id", exact: issuer.slice(0, issuer.length - rest.length) };
  }
  const userPool = graph.byKey(USER_POOL, "id", pool);
  const own = userPool ? graph.region(userPool) : undefined;
  const expected = own ?? (pool.includes("_") ? prefix : region);
  return region === expected
    ? undefined
    : {
        what: `the issuer's region is ${region} and the user pool ${pool} is in ${expected}`,
        exact: issuer.replace(region, expected),
      };
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
  types: [V2.api, V2.authorizer],
  check(resource, { graph, report }) {
    for (const { text: issuer, what } of issuers(resource)) {
      const flaw = flawOf(graph, issuer);
      if (flaw) {
        report(`The issuer "${issuer}" of ${what} matches no token: ${flaw.what}.`, `Write "${flaw.exact}".`);
      }
    }
  },
});
