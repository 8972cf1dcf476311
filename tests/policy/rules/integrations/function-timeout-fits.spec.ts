import { V1, V2, LAMBDA } from "../../../../aws/resource-types";
import { functionTimeoutFits } from "../../../../policy/rules/integrations/function-timeout-fits";
import { describeRule, UNKNOWN } from "../../cases";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;

/** An API of a body, instead of the resources. */
const bodied = (type: string, integration: object, more: object = {}) => ({
  http: undefined,
  rest: undefined,
  check: undefined,
  api: {
    type,
    props: {
      body: JSON.stringify({
        paths: { "/orders": { get: { "x-amazon-apigateway-integration": integration } } },
        ...more,
      }),
    },
  },
});
const authorizer = {
  components: { securitySchemes: { check: { "x-amazon-apigateway-authorizer": { authorizerUri: uri } } } },
};

describeRule(functionTimeoutFits, {
  baseline: {
    orders: { type: LAMBDA.function, props: { arn, timeout: 10 } },
    http: {
      type: V2.integration,
      props: { integrationType: "AWS_PROXY", integrationUri: arn, timeoutMilliseconds: 10000 },
    },
    rest: { type: V1.integration, props: { type: "AWS_PROXY", uri } },
    check: { type: V2.authorizer, props: { authorizerUri: uri } },
  },
  passes: {
    "as long as the integration of a REST body waits": { "orders.timeout": 29, ...bodied(V1.restApi, { uri }) },
    "as long as the integration of an HTTP body waits": { "orders.timeout": 30, ...bodied(V2.api, { uri }) },
    "a response of a REST body that is streamed": {
      "orders.timeout": 300,
      ...bodied(V1.restApi, { uri, responseTransferMode: "STREAM" }),
    },
    "an authorizer of a REST body, whose limit is the integration's": {
      "orders.timeout": 20,
      ...bodied(V1.restApi, { type: "mock" }, authorizer),
    },
    "a function of another stack behind a body": {
      orders: undefined,
      ...bodied(V1.restApi, { uri, timeoutInMillis: 50 }),
    },
    "an integration that maps the request, which is asynchronous or not": {
      "orders.timeout": 60,
      http: undefined,
      check: undefined,
      "rest.type": "AWS",
    },
    "a response of a long function that is streamed": {
      "orders.timeout": 300,
      http: undefined,
      check: undefined,
      "rest.responseTransferMode": "STREAM",
    },
    "an integration without a function": { "http.integrationUri": undefined, "orders.timeout": 10 },
    "timeouts that AWS fills in": { "http.timeoutMilliseconds": UNKNOWN, "rest.responseTransferMode": UNKNOWN },
    "a function that does not say": { "orders.timeout": undefined },
    "a response that is streamed": { "orders.timeout": 10, "rest.responseTransferMode": "STREAM" },
  },
  fails: {
    "a function behind a REST body for more than 29 seconds": [
      { "orders.timeout": 30, ...bodied(V1.restApi, { uri }) },
      /orders may run for 30 seconds, and GET \/orders of api gives up after 29\./,
    ],
    "a function behind an HTTP body for more than 30 seconds": [
      { "orders.timeout": 31, ...bodied(V2.api, { uri }) },
      /orders may run for 31 seconds, and GET \/orders of api gives up after 30\./,
    ],
    "an authorizer of an HTTP body for more than 10 seconds": [
      { "orders.timeout": 11, ...bodied(V2.api, { type: "mock" }, authorizer) },
      /orders may run for 11 seconds, and the security scheme check of api gives up after 10\./,
    ],
    "a function behind a body": [
      {
        "orders.timeout": 60,
        http: undefined,
        rest: undefined,
        check: undefined,
        api: {
          type: V1.restApi,
          props: {
            body: JSON.stringify({
              paths: { "/orders": { get: { "x-amazon-apigateway-integration": { uri, timeoutInMillis: 5000 } } } },
            }),
          },
        },
      },
      /orders may run for 60 seconds, and GET \/orders of api gives up after 5\.\nFix: Set the function's timeout to 5/,
    ],
    "a function that runs longer than the integration waits": [
      { "http.timeoutMilliseconds": 5000 },
      /orders may run for 10 seconds, and http gives up after 5\.\nFix: Set the function's timeout to 5 or less/,
    ],
    "a function that runs longer than any of them waits": [
      { "orders.timeout": 60 },
      /http gives up after 10/,
      /rest gives up after 29/,
      /check gives up after 10/,
    ],
  },
  unknown: {
    "a timeout that is not known yet": [
      { "orders.timeout": UNKNOWN, rest: undefined, check: undefined },
      /http: timeout is not known/,
    ],
  },
});
