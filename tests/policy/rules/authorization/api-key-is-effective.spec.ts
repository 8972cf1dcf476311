import { V1, V2 } from "../../../../aws/resource-types";
import { apiKeyIsEffective } from "../../../../policy/rules/authorization/api-key-is-effective";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(apiKeyIsEffective, {
  baseline: {
    rest: { type: V1.restApi, props: { id: "rest123456" } },
    method: { type: V1.method, props: { restApi: "rest123456", apiKeyRequired: true }, refs: { restApi: ["rest"] } },
    plan: { type: V1.usagePlan, props: { apiStages: [{ apiId: "rest123456", stage: "live" }] } },
    chat: { type: V2.api, props: { id: "chat123456", protocolType: "WEBSOCKET" } },
    message: {
      type: V2.route,
      props: { apiId: "chat123456", routeKey: "$connect", apiKeyRequired: true },
      refs: { apiId: ["chat"] },
    },
  },
  passes: {
    "a plan by reference": {
      "plan.apiStages": [{ apiId: UNKNOWN, stage: UNKNOWN }],
      "plan.refs": { apiStages: ["rest"] },
    },
    "a method without a key": { "method.apiKeyRequired": false, plan: undefined },
  },
  fails: {
    "a method on an API without a plan": [
      { plan: undefined },
      /method requires an API key, and no usage plan has rest.*403\.\nFix: Add a UsagePlan with its stage and a UsagePlanKey/,
    ],
    "a route of an HTTP API": [
      { "chat.protocolType": "HTTP", "message.routeKey": "GET /" },
      /GET \/ requires an API key, which HTTP APIs ignore, so it is open\.\nFix: Use an authorizer/,
    ],
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-route-request.html
    "a route of a WebSocket API that is not $connect": [
      { "message.routeKey": "$default" },
      /\$default requires an API key, which a client gives as it connects, .*\nFix: Require the key on the \$connect route/,
    ],
  },
  unknown: {
    "a plan that is not known": [{ "plan.apiStages": UNKNOWN }, /apiStages of a usage plan are not known/],
    "a route whose API is not known": [{ "message.apiId": UNKNOWN, "message.refs": {} }, /message: apiId is not known/],
  },
});
