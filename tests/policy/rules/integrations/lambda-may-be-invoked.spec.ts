import { V2, LAMBDA } from "../../../../aws/resource-types";
import { lambdaMayBeInvoked } from "../../../../policy/rules/integrations/lambda-may-be-invoked";
import { describeRule, UNKNOWN } from "../../cases";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";

describeRule(lambdaMayBeInvoked, {
  baseline: {
    api: {
      type: V2.api,
      props: { id: "abcde12345", executionArn: "arn:aws:execute-api:eu-west-1:111122223333:abcde12345" },
    },
    other: { type: V2.api, props: { id: "other12345" } },
    orders: { type: LAMBDA.function, props: { arn, name: "orders" } },
    integration: {
      type: V2.integration,
      props: { apiId: "abcde12345", integrationType: "AWS_PROXY", integrationUri: arn },
      refs: { apiId: ["api"], integrationUri: ["orders"] },
    },
    permission: {
      type: LAMBDA.permission,
      props: {
        function: "orders",
        principal: "apigateway.amazonaws.com",
        sourceArn: "arn:aws:execute-api:eu-west-1:111122223333:abcde12345/*/*",
      },
      refs: { function: ["orders"], sourceArn: ["api"] },
    },
  },
  passes: {
    "an operation of a body with a role": {
      permission: undefined,
      integration: undefined,
      "api.body": JSON.stringify({
        paths: {
          "/orders": {
            get: { "x-amazon-apigateway-integration": { uri: arn, credentials: "arn:aws:iam::111122223333:role/x" } },
          },
        },
      }),
    },
    "a permission that joins by reference alone": {
      "api.id": UNKNOWN,
      "orders.arn": UNKNOWN,
      "integration.apiId": UNKNOWN,
      "integration.integrationUri": UNKNOWN,
      "permission.function": UNKNOWN,
      "permission.sourceArn": UNKNOWN,
    },
    "a role": { permission: undefined, "integration.credentialsArn": "arn:aws:iam::111122223333:role/invoke" },
    "a function of another stack": { orders: undefined, permission: undefined },
    "a public service": {
      permission: undefined,
      "integration.integrationType": "HTTP_PROXY",
      "integration.integrationUri": "https://a.example.com",
    },
    "a service integration that is not known yet": {
      permission: undefined,
      queue: { type: "aws:sqs/queue:Queue", props: {} },
      "integration.integrationUri": UNKNOWN,
      "integration.refs": { apiId: ["api"], integrationUri: ["queue"] },
    },
  },
  fails: {
    "a permission to read the function alone": [{ "permission.action": "lambda:GetFunction" }, /does not let api in/],
    "a permission for the function's URL alone": [
      { "permission.action": "lambda:InvokeFunctionUrl" },
      /does not let api in/,
    ],
    "an operation of a body": [
      {
        permission: undefined,
        integration: undefined,
        "api.body": JSON.stringify({
          paths: { "/orders": { get: { "x-amazon-apigateway-integration": { type: "aws_proxy", uri: arn } } } },
        }),
      },
      /GET \/orders of api invokes orders, which does not let api in/,
    ],
    "an operation of a body in YAML": [
      {
        permission: undefined,
        integration: undefined,
        "api.body": `paths:\n  /orders:\n    get:\n      x-amazon-apigateway-integration:\n        uri: ${arn}\n`,
      },
      /GET \/orders of api invokes orders/,
    ],
    "an operation that refers to the body's integration": [
      {
        permission: undefined,
        integration: undefined,
        "api.body": JSON.stringify({
          paths: {
            "/orders": {
              get: {
                "x-amazon-apigateway-integration": { $ref: "#/components/x-amazon-apigateway-integrations/orders" },
              },
            },
          },
          components: { "x-amazon-apigateway-integrations": { orders: { uri: arn } } },
        }),
      },
      /GET \/orders of api invokes orders/,
    ],
    "an authorizer of a body": [
      {
        permission: undefined,
        integration: undefined,
        "api.body": JSON.stringify({
          components: {
            securitySchemes: {
              check: {
                "x-amazon-apigateway-authorizer": {
                  authorizerUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
                },
              },
            },
          },
        }),
      },
      /the security scheme check of api invokes orders/,
    ],
    "an API that quick create makes": [
      { permission: undefined, integration: undefined, "api.target": arn },
      /api invokes orders, which does not let api in/,
    ],
    "no permission": [
      { permission: undefined },
      /integration invokes orders, which does not let api in\.\nFix: Add a lambda\.Permission for apigateway\.amazonaws\.com with the API's executionArn followed by \/\*\/\* as sourceArn/,
    ],
    "a permission for another principal": [{ "permission.principal": "events.amazonaws.com" }, /does not let api in/],
    "a permission for another API": [
      { "permission.sourceArn": "arn:aws:execute-api:eu-west-1:111122223333:other12345/*/*" },
      /and its permissions are for other APIs/,
    ],
    "a permission for another API by reference": [
      { "permission.sourceArn": UNKNOWN, "permission.refs": { function: ["orders"], sourceArn: ["other"] } },
      /and its permissions are for other APIs/,
    ],
    "an authorizer without a permission": [
      {
        permission: undefined,
        integration: undefined,
        check: {
          type: V2.authorizer,
          props: {
            apiId: "abcde12345",
            authorizerType: "REQUEST",
            authorizerUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
          },
          refs: { apiId: ["api"] },
        },
      },
      /check invokes orders/,
    ],
  },
  unknown: {
    "a permission whose function is not known": [
      { "permission.function": UNKNOWN, "permission.refs": {} },
      /function of a permission is not known/,
    ],
    "an integration whose function is not known": [
      { "integration.integrationUri": UNKNOWN, "integration.refs": { apiId: ["api"] } },
      /integrationUri is not known/,
    ],
  },
});
