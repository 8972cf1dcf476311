import { V2 } from "../../../../aws/resource-types";
import { routeAuthorized } from "../../../../policy/rules/authorization/route-authorized";
import { describeRule, UNKNOWN } from "../../cases";
import { componentWith, reasonCases, reasoned } from "./reasons";

const HTTP_API = "gatewright:index:HttpApi";
const bodyWith = (operation: object) => JSON.stringify({ paths: { "/orders": { get: operation } } });
const reasons = reasonCases({
  noun: "route",
  property: "authorizationType",
  component: HTTP_API,
  openBody: bodyWith({}),
});

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
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html
    "an operation of the body that takes signed requests alone": {
      "api.body": bodyWith({ security: [], "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
    },
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
    "as a note the open route of quick create that the program gives a reason for": [
      {
        "api.target": "arn:aws:lambda:eu-west-1:111122223333:function:orders",
        "api.parent": "shop",
        shop: componentWith(HTTP_API, { ...reasoned, routeKeys: ["$default"] }),
      },
      /^exempted: \$default, the route that api has by its target, is open to anybody\. Exempted: a public page\.$/,
    ],
    "as a note an open connection that the program gives a reason for": [
      {
        "api.protocolType": "WEBSOCKET",
        "list.routeKey": "$connect",
        "list.authorizationType": "NONE",
        "list.parent": "shop",
        shop: componentWith(HTTP_API, { ...reasoned, routeKeys: ["$connect"] }),
      },
      /^exempted: \$connect is open to anybody\. Exempted: a public page\.$/,
    ],
    ...reasons.fails,
  },
  unknown: {
    ...reasons.unknown,
    "a catch-all route whose API is not known": [
      { "list.routeKey": "$default", "list.authorizationType": "NONE", "list.apiId": UNKNOWN, "list.refs": {} },
      /list: apiId is not known/,
    ],
  },
  config: {
    "an allowed route": [{ "list.authorizationType": "NONE" }, { allowed: ["* /orders"] }],
    ...reasons.config,
  },
});
