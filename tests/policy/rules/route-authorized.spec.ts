import { V2 } from "../../../policy/aws";
import { routeAuthorized } from "../../../policy/rules/route-authorized";
import { describeRule, UNKNOWN } from "../cases";

const bodyWith = (operation: object) => JSON.stringify({ paths: { "/orders": { get: operation } } });

describeRule(routeAuthorized, {
  baseline: {
    api: {
      type: V2.api,
      props: { id: "abcde12345", protocolType: "HTTP", body: bodyWith({ security: [{ users: [] }] }) },
    },
    list: {
      type: V2.route,
      props: { apiId: "abcde12345", routeKey: "GET /orders", authorizationType: "JWT" },
      refs: { apiId: ["api"] },
    },
  },
  passes: {
    "a preflight": { "list.routeKey": "OPTIONS /{proxy+}", "list.authorizationType": "NONE" },
    "the health check": { "list.routeKey": "GET /health", "list.authorizationType": "NONE" },
    "a WebSocket message, whose connection was authorized": {
      "api.protocolType": "WEBSOCKET",
      "list.routeKey": "chat",
      "list.authorizationType": "NONE",
    },
  },
  fails: {
    "an open route": [
      { "list.authorizationType": "NONE" },
      /^GET \/orders is open to anybody\.\nFix: Set authorizationType to JWT, AWS_IAM or CUSTOM, or add "GET \/orders"/,
    ],
    "an open catch-all route": [{ "list.routeKey": "$default", "list.authorizationType": "" }, /^\$default is open/],
    "an open connection": [
      { "api.protocolType": "WEBSOCKET", "list.routeKey": "$connect", "list.authorizationType": "NONE" },
      /^\$connect is open to anybody\.\nFix: Set authorizationType to CUSTOM or AWS_IAM/,
    ],
    "the open route of quick create": [
      { "api.target": "arn:aws:lambda:eu-west-1:111122223333:function:orders", "api.routeKey": "GET /orders" },
      /GET \/orders, the route that api has by its target, is open to anybody/,
    ],
    "an open operation of a body": [{ "api.body": bodyWith({}) }, /GET \/orders of the OpenAPI body is open/],
  },
  unknown: {
    "a catch-all route whose API is not known": [
      { "list.routeKey": "$default", "list.authorizationType": "NONE", "list.apiId": UNKNOWN, "list.refs": {} },
      /list: apiId is not known/,
    ],
    "an authorization that is not known yet": [{ "list.authorizationType": UNKNOWN }, /authorizationType is not known/],
  },
  config: { "an allowed route": [{ "list.authorizationType": "NONE" }, { allowed: ["* /orders"] }] },
});
