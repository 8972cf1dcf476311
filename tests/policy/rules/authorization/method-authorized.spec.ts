import { V1 } from "../../../../policy/facts/aws";
import { methodAuthorized } from "../../../../policy/rules/authorization/method-authorized";
import { describeRule, UNKNOWN } from "../../cases";

const bodyWith = (operation: object) =>
  JSON.stringify({
    openapi: "3.0.1",
    paths: { "/orders": { get: operation } },
    components: {
      securitySchemes: {
        key: { type: "apiKey", name: "x-api-key", in: "header" },
        users: {
          type: "apiKey",
          name: "Authorization",
          in: "header",
          "x-amazon-apigateway-authorizer": { type: "token" },
        },
        iam: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
      },
    },
  });

/** A component that says why a method is open, as HttpApi, RestApi and WebSocketApi do. */
const shop = (decision: object) => ({
  type: "gatewright:index:RestApi",
  props: { authorizationCoverage: { total: 1, authorized: 0, anonymous: 1, decisions: [decision] } },
});
const reasoned = {
  authorizationType: "NONE",
  decidedBy: "route",
  reason: "a public page",
  routeKeys: ["GET /a", "GET /orders"],
};

describeRule(methodAuthorized, {
  baseline: {
    api: { type: V1.restApi, props: { body: bodyWith({ security: [{ users: [] }] }) } },
    orders: { type: V1.resource, props: { id: "res123", path: "/orders" } },
    list: {
      type: V1.method,
      props: { resourceId: "res123", httpMethod: "GET", authorization: "AWS_IAM" },
      refs: { resourceId: ["orders"] },
    },
  },
  passes: {
    "a preflight": { "list.httpMethod": "OPTIONS", "list.authorization": "NONE" },
    "IAM in a body": { "api.body": bodyWith({ security: [{ iam: [] }] }) },
    "IAM by the operation's own extension": {
      "api.body": bodyWith({ "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
    },
    "the health check": { "list.authorization": "NONE", "orders.path": "/health" },
  },
  fails: {
    "an open method of the API's root, which is not known yet": [
      { "list.authorization": "NONE", "list.resourceId": UNKNOWN, "list.refs": { resourceId: ["api"] } },
      /^GET \/ is open to anybody\.\nFix: Set/,
    ],
    "an open method": [
      { "list.authorization": "NONE" },
      /^GET \/orders is open to anybody\.\nFix: Set authorization to AWS_IAM.*or add "GET \/orders"/,
    ],
    "an open method with an API key": [
      { "list.authorization": "NONE", "list.apiKeyRequired": true },
      /open to anybody with an API key, which many share\.\nFix: Set/,
    ],
    "an open operation of a body": [{ "api.body": bodyWith({}) }, /GET \/orders of the OpenAPI body is open/],
    "an operation with an API key alone": [
      { "api.body": bodyWith({ security: [{ key: [] }] }) },
      /of the OpenAPI body is open/,
    ],
    "as a note an open method that the program gives a reason for": [
      { "list.authorization": "NONE", "list.parent": "shop", shop: shop(reasoned) },
      /^exempted: GET \/orders is open to anybody\. Exempted: a public page\.$/,
    ],
    "as a note an open method in a component within the one that gives the reason": [
      {
        "list.authorization": "NONE",
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
    "an open method beside a component that gives a reason for another of the same name": [
      { "list.authorization": "NONE", shop: shop(reasoned) },
      /^GET \/orders is open to anybody\.\nFix:/,
    ],
    "an open method where the reason is for another": [
      { "list.authorization": "NONE", "list.parent": "shop", shop: shop({ ...reasoned, routeKeys: ["GET /a"] }) },
      /^GET \/orders is open to anybody\.\nFix:/,
    ],
    "an open method where the reason is blank": [
      { "list.authorization": "NONE", "list.parent": "shop", shop: shop({ ...reasoned, reason: " " }) },
      /^GET \/orders is open to anybody\.\nFix:/,
    ],
    "an open method that the component believes to be authorized": [
      { "list.authorization": "NONE", "list.parent": "shop", shop: shop({ ...reasoned, authorizationType: "JWT" }) },
      /^GET \/orders is open to anybody\.\nFix:/,
    ],
  },
  unknown: {
    "a reason that is not known": [
      {
        "list.authorization": "NONE",
        "list.parent": "shop",
        shop: { type: "shop:index:Shop", props: { authorizationCoverage: UNKNOWN } },
      },
      /list: authorizationCoverage is not known/,
    ],
    "an authorization that is not known yet": [{ "list.authorization": UNKNOWN }, /list: authorization is not known/],
    "a resource that is not known": [
      { "list.authorization": "NONE", "list.resourceId": UNKNOWN, "list.refs": {} },
      /resourceId is not known/,
    ],
  },
  config: {
    "an allowed method": [{ "list.authorization": "NONE" }, { allowed: ["GET /ord*"] }],
    "an open method whose reason in the program is not accepted": [
      { "list.authorization": "NONE", "list.parent": "shop", shop: shop(reasoned) },
      { acceptReasons: false },
      /^GET \/orders is open to anybody\. The program's reason is "a public page"\.\nFix: Set authorization to .*, or add "GET \/orders"/,
    ],
  },
});
