import { V2 } from "../../../../aws/resource-types";
import { corsAllowsRoutedMethods } from "../../../../policy/rules/cors/cors-allows-routed-methods";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(corsAllowsRoutedMethods, {
  baseline: {
    api: {
      type: V2.api,
      props: {
        id: "abcde12345",
        corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowMethods: ["GET", "DELETE"] },
      },
    },
    list: { type: V2.route, props: { apiId: "abcde12345", routeKey: "GET /orders" }, refs: { apiId: ["api"] } },
    remove: {
      type: V2.route,
      props: { apiId: "abcde12345", routeKey: "DELETE /orders/{id}" },
      refs: { apiId: ["api"] },
    },
  },
  passes: {
    "every method by wildcard": { "api.corsConfiguration.allowMethods": ["*"] },
    "POST, which needs no permission": { "list.routeKey": "POST /orders" },
    "a catch-all route": { "list.routeKey": "$default" },
  },
  fails: {
    "a routed method that CORS does not allow": [
      { "api.corsConfiguration.allowMethods": ["GET"] },
      /does not allow DELETE, and it has DELETE \/orders\/\{id\}\.\nFix: Add DELETE to allowMethods/,
    ],
    "a routed method of an OpenAPI body": [
      { "api.body": JSON.stringify({ openapi: "3.0.1", paths: { "/orders": { put: {} } } }) },
      /does not allow PUT, and it has PUT \/orders/,
    ],
    "a route that joins by reference alone": [
      {
        "api.id": UNKNOWN,
        "remove.apiId": UNKNOWN,
        "list.apiId": UNKNOWN,
        "api.corsConfiguration.allowMethods": ["GET"],
      },
      /Fix: Add DELETE to allowMethods/,
    ],
  },
  unknown: {
    "methods that are not known yet": [
      { "api.corsConfiguration.allowMethods": UNKNOWN },
      /^undecided: api: corsConfiguration\.allowMethods is not known/,
    ],
    "a body that is no object": [{ "api.body": "openapi 3.0.1" }, /the OpenAPI body is not an object/],
  },
});
