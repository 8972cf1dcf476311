import { V1 } from "../../../../aws/resource-types";
import { methodAuthorized } from "../../../../policy/rules/authorization/method-authorized";
import { describeRule, UNKNOWN } from "../../cases";
import { reasonCases } from "./reasons";

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

const reasons = reasonCases({
  noun: "method",
  property: "authorization",
  component: "gatewright:index:RestApi",
  openBody: bodyWith({}),
});

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
    "an operation with an API key alone": [
      { "api.body": bodyWith({ security: [{ key: [] }] }) },
      /of the OpenAPI body is open/,
    ],
    ...reasons.fails,
  },
  unknown: {
    ...reasons.unknown,
    "a resource that is not known": [
      { "list.authorization": "NONE", "list.resourceId": UNKNOWN, "list.refs": {} },
      /resourceId is not known/,
    ],
  },
  config: {
    "an allowed method": [{ "list.authorization": "NONE" }, { allowed: ["GET /ord*"] }],
    ...reasons.config,
  },
});
