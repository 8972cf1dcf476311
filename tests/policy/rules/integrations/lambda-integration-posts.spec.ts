import { V1 } from "../../../../aws/resource-types";
import { lambdaIntegrationPosts } from "../../../../policy/rules/integrations/lambda-integration-posts";
import { describeRule, UNKNOWN } from "../../cases";

const uri =
  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:a/invocations";
const bodyWith = (httpMethod: string) =>
  JSON.stringify({
    paths: { "/a": { get: { "x-amazon-apigateway-integration": { type: "aws_proxy", uri, httpMethod } } } },
  });

describeRule(lambdaIntegrationPosts, {
  baseline: {
    api: { type: V1.restApi, props: { body: bodyWith("POST") } },
    orders: { type: V1.integration, props: { type: "AWS_PROXY", integrationHttpMethod: "POST", uri } },
  },
  passes: {
    "another service's method": {
      "orders.type": "AWS",
      "orders.uri": "arn:aws:apigateway:eu-west-1:s3:path/x",
      "orders.integrationHttpMethod": "GET",
    },
    "a mock": { "orders.type": "MOCK", "orders.integrationHttpMethod": "" },
  },
  fails: {
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
