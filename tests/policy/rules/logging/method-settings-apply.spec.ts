import { V1, V2 } from "../../../../aws/resource-types";
import { methodSettingsApply } from "../../../../policy/rules/logging/method-settings-apply";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(methodSettingsApply, {
  baseline: {
    api: { type: V1.restApi, props: { id: "abcde12345" } },
    live: { type: V1.stage, props: { restApi: "abcde12345", stageName: "live" }, refs: { restApi: ["api"] } },
    all: {
      type: V1.methodSettings,
      props: {
        restApi: "abcde12345",
        stageName: "live",
        methodPath: "~1orders~1{id}/GET",
        settings: { loggingLevel: "ERROR" },
      },
      refs: { restApi: ["api"] },
    },
  },
  passes: {
    "settings for all methods": { "all.methodPath": "*/*" },
    "settings for the root's method": { "all.methodPath": "~1/GET" },
    "settings for every method of a resource": { "all.methodPath": "~1orders/*" },
    "a usage plan for a stage of the API": {
      plan: { type: V1.usagePlan, props: { apiStages: [{ apiId: "abcde12345", stage: "live" }] } },
    },
    "a stage of an API whose stages are elsewhere": { live: undefined, "all.stageName": "other" },
  },
  fails: {
    "a path with a leading slash": [
      { "all.methodPath": "/orders/GET" },
      /all have the methodPath "\/orders\/GET", which starts with a slash\.\nFix: Write "~1orders\/GET"/,
    ],
    "a path without a method": [
      { "all.methodPath": "orders/{id}" },
      /does not end with a method\.\nFix: Write "~1orders~1\{id\}\/GET"/,
    ],
    "a method in lower case": [
      { "all.methodPath": "orders/get" },
      /does not end with a method\.\nFix: Write "~1orders\/GET"/,
    ],
    // https://github.com/hashicorp/terraform-provider-aws/issues/9738: GetStage has the settings of the method as ~1some~1api~1endpoint/POST
    "a path with plain slashes, which API Gateway keeps for no method": [
      { "all.methodPath": "orders/{id}/GET" },
      /applies the method settings all to no method: their methodPath is "orders\/\{id\}\/GET"\.\nFix: Write "~1orders~1\{id\}\/GET"/,
    ],
    "the root with a plain slash": [{ "all.methodPath": "/GET" }, /Write "~1\/GET"/],
    "a stage that is not there": [
      { "all.stageName": "prod" },
      /are for the stage prod of api, which has no such stage\.\nFix: Set stageName/,
    ],
    // AWS: "API Stage not found"
    "a usage plan for a stage that is not there": [
      { plan: { type: V1.usagePlan, props: { apiStages: [{ apiId: "abcde12345", stage: "b" }] } } },
      /plan is for the stage b of api, which has no such stage\.\nFix: Set stage to the name of a stage of api/,
    ],
    "settings that set nothing": [{ "all.settings": {} }, /set nothing for ~1orders~1\{id\}\/GET/],
  },
  unknown: {
    "a path that is not known yet": [{ "all.methodPath": UNKNOWN }, /methodPath is not known/],
    "a stage whose name is not known yet": [{ "live.stageName": UNKNOWN }, "not needed"],
  },
});

describeRule(methodSettingsApply, {
  baseline: {
    api: { type: V2.api, props: { id: "abcde12345", protocolType: "HTTP" } },
    get: { type: V2.route, props: { apiId: "abcde12345", routeKey: "GET /" }, refs: { apiId: ["api"] } },
    live: {
      type: V2.stage,
      props: { apiId: "abcde12345", name: "live", routeSettings: [{ routeKey: "GET /" }] },
      refs: { apiId: ["api"], routeSettings: ["get"] },
    },
  },
  passes: {
    "settings for a route that the stage depends on": {},
    "no settings": { "live.routeSettings": [] },
    "an API that is elsewhere": { api: undefined, get: undefined, "live.refs": {} },
    "the route of a quick create": {
      "api.target": "https://a.example.com",
      "live.routeSettings": [{ routeKey: "$default" }],
    },
    // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigatewayv2/stage_test.go
    "a predefined route that may be made after it": {
      "get.routeKey": "$default",
      "live.routeSettings": [{ routeKey: "$default" }],
      "live.refs": { apiId: ["api"] },
    },
    "a route of the body": {
      "api.body": JSON.stringify({ openapi: "3.0.1", paths: { "/a": { post: {} } } }),
      "live.routeSettings": [{ routeKey: "POST /a" }],
    },
    "a stage through a deployment": {
      cut: { type: V2.deployment, props: { apiId: "abcde12345" }, refs: { apiId: ["api"] }, dependsOn: ["get"] },
      "live.refs": { apiId: ["api"], deploymentId: ["cut"] },
    },
  },
  fails: {
    // https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/pull/80
    "a route that is not there": [
      { "live.routeSettings": [{ routeKey: "GET /orders" }] },
      /The stage live has settings for "GET \/orders", and api has no such route\.\nFix: Set routeKey/,
    ],
    "as advice a predefined route that is not there": [
      { "live.routeSettings": [{ routeKey: "$default" }] },
      /The stage live has settings for "\$default", and api has no such route/,
    ],
    // https://github.com/sst/sst/issues/4501
    "a route that may be made after it": [
      { "live.refs": { apiId: ["api"] } },
      /The stage live may be made before the route get, .*\nFix: Add dependsOn with get/,
    ],
  },
  unknown: {
    "a key that is not known yet": [{ "live.routeSettings": [{ routeKey: UNKNOWN }] }, /routeKey is not known/],
    "a route whose key is not known yet": [
      { "get.routeKey": UNKNOWN, "live.routeSettings": [{ routeKey: "GET /orders" }] },
      "not needed",
    ],
  },
});
