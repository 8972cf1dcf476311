import { type TestResource } from "../../cases";
import { V2, LAMBDA } from "../../../../aws/resource-types";
import { withinQuotas } from "../../../../policy/rules/limits/within-quotas";
import { describeRule, UNKNOWN } from "../../cases";

const many = (count: number, name: string, resource: (index: number) => TestResource): Record<string, TestResource> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}-${String(index)}`, resource(index)]));
const part = (type: string): TestResource => ({ type, props: { apiId: "abcde12345" }, refs: { apiId: ["api"] } });

describeRule(withinQuotas, {
  baseline: {
    api: { type: V2.api, props: { id: "abcde12345" } },
    orders: { type: LAMBDA.function, props: { name: "orders" } },
    ...many(300, "integration", () => part(V2.integration)),
    ...many(60, "permission", (index) => ({
      type: LAMBDA.permission,
      props: {
        function: "orders",
        principal: "apigateway.amazonaws.com",
        statementId: `p${String(index)}`,
        sourceArn: "x".repeat(60),
      },
    })),
  },
  fails: {
    "an integration too many": [
      { extra: part(V2.integration) },
      /api has 301 integrations, and an API takes 300\.\nFix: Share one integration between the routes with the same target/,
    ],
    "a function's policy that is too long": [
      many(10, "more", (index) => ({
        type: LAMBDA.permission,
        props: {
          function: "orders",
          principal: "apigateway.amazonaws.com",
          statementId: `m${String(index)}`,
          sourceArn: "x".repeat(60),
        },
      })),
      /The 70 permissions of orders take some \d+ bytes, and a function's policy holds 20480\.\nFix: Give one permission for the whole API/,
    ],
    "an authorizer too many": [
      many(11, "users", () => part(V2.authorizer)),
      /api has 11 authorizers, and the quota is 10\.\nFix: Split it, or raise the quota/,
    ],
    "too many scopes": [
      {
        route: {
          ...part(V2.route),
          props: {
            apiId: "abcde12345",
            authorizationScopes: Array.from({ length: 11 }, (_, index) => `s${String(index)}`),
          },
        },
      },
      /route has 11 authorization scopes, and a route takes 10/,
    ],
    "too many audiences": [
      {
        users: {
          ...part(V2.authorizer),
          props: {
            apiId: "abcde12345",
            jwtConfiguration: { audiences: Array.from({ length: 51 }, (_, index) => `a${String(index)}`) },
          },
        },
      },
      /users has 51 audiences, and an authorizer takes 50/,
    ],
  },
  unknown: {
    "ids that are not known yet": [{ "api.id": UNKNOWN, "integration-0.apiId": UNKNOWN }, "not needed"],
    "scopes that are not known yet": [
      { route: { ...part(V2.route), props: { apiId: "abcde12345", authorizationScopes: UNKNOWN } } },
      /route: authorizationScopes is not known/,
    ],
  },
  config: {
    "a raised quota": [many(11, "users", () => part(V2.authorizer)), { authorizers: 20 }],
    "a quota for routes": [
      { one: part(V2.route), two: part(V2.route) },
      { routes: 1 },
      /api has 2 routes, and the quota is 1/,
    ],
  },
});
