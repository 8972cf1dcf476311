import { V1, V2 } from "../../../../aws/resource-types";
import { scopesNeedJwt } from "../../../../policy/rules/authorization/scopes-need-jwt";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(scopesNeedJwt, {
  baseline: {
    route: {
      type: V2.route,
      props: { routeKey: "GET /orders", authorizationType: "JWT", authorizationScopes: ["orders/read"] },
    },
    method: {
      type: V1.method,
      props: { httpMethod: "GET", authorization: "COGNITO_USER_POOLS", authorizationScopes: ["orders/read"] },
    },
  },
  passes: { "no scopes": { "route.authorizationType": "CUSTOM", "route.authorizationScopes": [] } },
  fails: {
    "scopes with a Lambda authorizer": [
      { "route.authorizationType": "CUSTOM" },
      /The route GET \/orders \(route\) has scopes and the authorizationType CUSTOM, which compares none\.\nFix: Set authorizationType to JWT/,
    ],
    "scopes without authorization": [{ "route.authorizationType": undefined }, /the authorizationType NONE/],
    "scopes of a REST method": [
      { "method.authorization": "CUSTOM" },
      /The method GET \(method\) has scopes and the authorization CUSTOM, which compares none\.\nFix: Set authorization to COGNITO_USER_POOLS/,
    ],
  },
  unknown: {
    "scopes that are not known yet": [{ "route.authorizationScopes": UNKNOWN }, /authorizationScopes is not known/],
  },
});
