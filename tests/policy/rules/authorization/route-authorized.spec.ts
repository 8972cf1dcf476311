import { V2 } from "../../../../policy/facts/aws";
import { routeAuthorized } from "../../../../policy/rules/authorization/route-authorized";
import { describeRule, UNKNOWN } from "../../cases";

const bodyWith = (operation: object) => JSON.stringify({ paths: { "/orders": { get: operation } } });

/** A component that says why a route is open, as HttpApi, RestApi and WebSocketApi do. */
const shop = (decision: object) => ({
  type: "gatewright:index:HttpApi",
  props: { authorizationCoverage: { total: 1, authorized: 0, anonymous: 1, decisions: [decision] } },
});
const reasoned = {
  authorizationType: "NONE",
  decidedBy: "route",
  reason: "a public page",
  routeKeys: ["GET /a", "GET /orders"],
};

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
    "as a note an open route that the program gives a reason for": [
      { "list.authorizationType": "NONE", "list.parent": "shop", shop: shop(reasoned) },
      /^exempted: GET \/orders is open to anybody\. Exempted: a public page\.$/,
    ],
    "as a note an open route in a component within the one that gives the reason": [
      {
        "list.authorizationType": "NONE",
        "list.parent": "part",
        part: { type: "shop:index:Part", props: {}, parent: "shop" },
        shop: shop(reasoned),
      },
      /^exempted: GET \/orders is open to anybody\. Exempted: a public page\.$/,
    ],
    "as a note an operation of a body that the program gives a reason for": [
      { "api.body": bodyWith({}), "api.parent": "shop", shop: shop(reasoned) },
      /^exempted: GET \/orders of the OpenAPI body is open to anybody\. Exempted: a public page\.$/,
    ],
    "as a note the open route of quick create that the program gives a reason for": [
      {
        "api.target": "arn:aws:lambda:eu-west-1:111122223333:function:orders",
        "api.parent": "shop",
        shop: shop({ ...reasoned, routeKeys: ["$default"] }),
      },
      /^exempted: \$default, the route that api has by its target, is open to anybody\. Exempted: a public page\.$/,
    ],
    "as a note an open connection that the program gives a reason for": [
      {
        "api.protocolType": "WEBSOCKET",
        "list.routeKey": "$connect",
        "list.authorizationType": "NONE",
        "list.parent": "shop",
        shop: shop({ ...reasoned, routeKeys: ["$connect"] }),
      },
      /^exempted: \$connect is open to anybody\. Exempted: a public page\.$/,
    ],
    "an open route beside a component that gives a reason for another of the same name": [
      { "list.authorizationType": "NONE", shop: shop(reasoned) },
      /^GET \/orders is open to anybody\.\nFix:/,
    ],
    "an open route where the reason is for another": [
      { "list.authorizationType": "NONE", "list.parent": "shop", shop: shop({ ...reasoned, routeKeys: ["GET /a"] }) },
      /^GET \/orders is open to anybody\.\nFix:/,
    ],
    "an open route where the reason is blank": [
      { "list.authorizationType": "NONE", "list.parent": "shop", shop: shop({ ...reasoned, reason: " " }) },
      /^GET \/orders is open to anybody\.\nFix:/,
    ],
    "an open route that the component believes to be authorized": [
      {
        "list.authorizationType": "NONE",
        "list.parent": "shop",
        shop: shop({ ...reasoned, authorizationType: "JWT" }),
      },
      /^GET \/orders is open to anybody\.\nFix:/,
    ],
  },
  unknown: {
    "a reason that is not known": [
      {
        "list.authorizationType": "NONE",
        "list.parent": "shop",
        shop: { type: "shop:index:Shop", props: { authorizationCoverage: UNKNOWN } },
      },
      /list: authorizationCoverage is not known/,
    ],
    "a catch-all route whose API is not known": [
      { "list.routeKey": "$default", "list.authorizationType": "NONE", "list.apiId": UNKNOWN, "list.refs": {} },
      /list: apiId is not known/,
    ],
    "an authorization that is not known yet": [{ "list.authorizationType": UNKNOWN }, /authorizationType is not known/],
  },
  config: {
    "an allowed route": [{ "list.authorizationType": "NONE" }, { allowed: ["* /orders"] }],
    "an open route whose reason in the program is not accepted": [
      { "list.authorizationType": "NONE", "list.parent": "shop", shop: shop(reasoned) },
      { acceptReasons: false },
      /^GET \/orders is open to anybody\. The program's reason is "a public page"\.\nFix: Set authorizationType to .*, or add "GET \/orders"/,
    ],
  },
});
