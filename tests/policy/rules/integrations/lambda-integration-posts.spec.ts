import { V1, V2 } from "../../../../aws/resource-types";
import { lambdaIntegrationPosts } from "../../../../policy/rules/integrations/lambda-integration-posts";
import { describeRule, UNKNOWN } from "../../cases";

const uri =
  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:a/invocations";
const operation = (integration?: object) =>
  JSON.stringify({ paths: { "/a": { get: { "x-amazon-apigateway-integration": integration } } } });
const bodyWith = (httpMethod: string) => operation({ type: "aws_proxy", uri, httpMethod });

describeRule(lambdaIntegrationPosts, {
  baseline: {
    api: { type: V1.restApi, props: { body: bodyWith("POST") } },
    orders: { type: V1.integration, props: { type: "AWS_PROXY", integrationHttpMethod: "POST", uri } },
  },
  passes: {
    "an HTTP integration of an HTTP API": {
      http: { type: V2.integration, props: { integrationType: "HTTP_PROXY", integrationMethod: "GET" } },
    },
    "a REST API without a body": { "api.body": undefined },
    "an operation without an integration": { "api.body": operation() },
    "an operation of another kind": { "api.body": operation({ type: "http_proxy", uri, httpMethod: "GET" }) },
    "an operation whose integration has no texts": { "api.body": operation({ type: 1, uri: 2, httpMethod: 3 }) },
    "another service's method in an operation": {
      "api.body": operation({ type: "aws", uri: "arn:aws:apigateway:eu-west-1:s3:path/x", httpMethod: "GET" }),
    },
    "another service's operation without an address": { "api.body": operation({ type: "AWS", httpMethod: "GET" }) },
    "a service integration of an HTTP API": {
      http: {
        type: V2.integration,
        props: { integrationType: "AWS_PROXY", integrationSubtype: "SQS-SendMessage", integrationMethod: "GET" },
      },
    },
    "another service's method": {
      "orders.type": "AWS",
      "orders.uri": "arn:aws:apigateway:eu-west-1:s3:path/x",
      "orders.integrationHttpMethod": "GET",
    },
    "a mock": { "orders.type": "MOCK", "orders.integrationHttpMethod": "" },
  },
  fails: {
    "a custom operation with another method": [
      { "api.body": operation({ type: "AWS", uri, httpMethod: "get" }) },
      /of GET \/a has the integration method GET/,
    ],
    "an operation without a method": [
      { "api.body": operation({ type: "aws_proxy", uri }) },
      /of GET \/a has the integration method none/i,
    ],
    "another method of an HTTP API's integration": [
      { http: { type: V2.integration, props: { integrationType: "AWS_PROXY", integrationMethod: "GET" } } },
      /http has the integration method GET, and Lambda is invoked by POST\.\nFix: Set integrationMethod to "POST"/,
    ],
    "another method": [
      { "orders.integrationHttpMethod": "GET" },
      /orders has the integration method GET.*\nFix: Set integrationHttpMethod to "POST"/,
    ],
    "a custom integration with another method": [
      { "orders.type": "AWS", "orders.integrationHttpMethod": "GET" },
      /method GET/,
    ],
    "no method": [{ "orders.integrationHttpMethod": "" }, /method none/],
    "an operation of a body": [
      { "api.body": bodyWith("GET") },
      /of GET \/a has the integration method GET.*\nFix: Set its httpMethod to "POST"/,
    ],
  },
  unknown: {
    "a function that is not known yet": [{ "orders.uri": UNKNOWN }, "not needed"],
    "a method that is not known yet": [
      { "orders.integrationHttpMethod": UNKNOWN },
      /integrationHttpMethod is not known/,
    ],
  },
  remediates: {
    "another method": [{ "orders.integrationHttpMethod": "GET" }, "orders", "integrationHttpMethod", "POST"],
  },
});
