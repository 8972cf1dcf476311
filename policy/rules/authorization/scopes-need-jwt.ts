import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const scopesNeedJwt = resourceRule({
  name: "scopes-need-jwt",
  title: "Scopes stand on a route with an authorizer that reads them",
  description: "A route with scopes has a JWT authorizer, and a REST method with scopes a Cognito or JWT one.",
  severity: "high",
  category: "security",
  blocks: "always",
  why: 'Scopes are compared with the claims of a token. API Gateway refuses them with another kind of authorization: "Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization types".',
  fix: "Set authorizationType to JWT (REST: authorization to COGNITO_USER_POOLS) with an authorizer of that kind, or remove the scopes.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Route("list", {
  apiId: api.id,
  routeKey: "GET /orders",
  target,
  authorizationType: "CUSTOM",
  authorizerId: check.id,
  authorizationScopes: ["orders/read"],
});`,
    passes: `new apigatewayv2.Route("list", {
  apiId: api.id,
  routeKey: "GET /orders",
  target,
  authorizationType: "JWT",
  authorizerId: customers.id,
  authorizationScopes: ["orders/read"],
});`,
  },
  options: {},
  types: [V1.method, V2.route],
  check(resource, { report }) {
    if (resource.list("authorizationScopes").length === 0) {
      return;
    }
    const isRoute = resource.type === V2.route;
    const property = isRoute ? "authorizationType" : "authorization";
    const given = resource.text(property) ?? "NONE";
    const readers = isRoute ? ["JWT"] : ["COGNITO_USER_POOLS", "JWT"];
    if (!readers.includes(given)) {
      const key = isRoute ? resource.maybeText("routeKey") : resource.maybeText("httpMethod");
      report(
        `The ${isRoute ? "route" : "method"} ${key ?? ""} (${resource.name}) has scopes and the ${property} ${given}, which compares none.`,
        `Set ${property} to ${readers[0] ?? ""}, or remove authorizationScopes.`,
      );
    }
  },
});
