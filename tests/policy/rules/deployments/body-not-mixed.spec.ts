import { V1, V2 } from "../../../../aws/resource-types";
import { bodyNotMixed } from "../../../../policy/rules/deployments/body-not-mixed";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(bodyNotMixed, {
  baseline: {
    api: { type: V2.api, props: { id: "abcde12345" } },
    route: { type: V2.route, props: { apiId: "abcde12345" }, refs: { apiId: ["api"] } },
    described: { type: V2.api, props: { id: "fghij12345", body: "{}" } },
    rest: { type: V1.restApi, props: { id: "rest123456", body: "{}" } },
  },
  passes: {
    "a body that is merged": {
      "rest.putRestApiMode": "merge",
      orders: { type: V1.resource, props: { restApi: "rest123456" }, refs: { restApi: ["rest"] } },
    },
  },
  fails: {
    "a REST body beside a model": [
      { order: { type: V1.model, props: { restApi: "rest123456" }, refs: { restApi: ["rest"] } } },
      /rest has an OpenAPI body, whose import takes away order/,
    ],
    "a body beside a route": [
      { "api.body": "{}" },
      /api has an OpenAPI body, whose import takes away route\.\nFix: Move route into the body, or drop the body/,
    ],
    "a body that is not known yet beside a route by reference": [
      { "api.body": UNKNOWN, "api.id": UNKNOWN, "route.apiId": UNKNOWN },
      /takes away route/,
    ],
    "a REST body beside a method": [
      { get: { type: V1.method, props: { restApi: "rest123456" }, refs: { restApi: ["rest"] } } },
      /rest has an OpenAPI body, whose import takes away get/,
    ],
  },
  unknown: {
    "a route whose API is not known": [
      { api: undefined, "route.apiId": UNKNOWN, "route.refs": {} },
      /the API of a route or method is not known/,
    ],
  },
});
