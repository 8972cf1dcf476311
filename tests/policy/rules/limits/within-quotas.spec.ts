import { type TestResource } from "../../cases";
import { V1, V2, LAMBDA } from "../../../../aws/resource-types";
import { withinQuotas } from "../../../../policy/rules/limits/within-quotas";
import { describeRule, UNKNOWN } from "../../cases";

const many = (count: number, name: string, resource: (index: number) => TestResource): Record<string, TestResource> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}-${String(index)}`, resource(index)]));
const part = (type: string): TestResource => ({ type, props: { apiId: "abcde12345" }, refs: { apiId: ["api"] } });

/** A document of so many operations, each on a path of two parts. */
const bodyOf = (operations: number): string =>
  JSON.stringify({
    openapi: "3.0.1",
    paths: Object.fromEntries(Array.from({ length: operations }, (_, index) => [`/items${index}/{id}`, { get: {} }])),
  });

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
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html: resources per API, 300
    "a body whose paths are too many resources": [
      { shop: { type: V1.restApi, props: { id: "shop", body: bodyOf(150) } } },
      /shop has 301 resources, and the quota is 300\.\nFix: Split it, or raise the quota/,
    ],
    "a body with too many routes": [
      { shop: { type: V2.api, props: { id: "shop", body: bodyOf(301) } } },
      /shop has 301 routes, and the quota is 300\.\nFix: Split it, or raise the quota/,
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
  passes: {
    "a body whose paths are as many resources as the quota": {
      shop: { type: V1.restApi, props: { id: "shop", body: bodyOf(149) } },
    },
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
