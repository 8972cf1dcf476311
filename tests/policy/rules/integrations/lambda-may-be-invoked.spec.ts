import { V1, V2, LAMBDA } from "../../../../aws/resource-types";
import { lambdaMayBeInvoked } from "../../../../policy/rules/integrations/lambda-may-be-invoked";
import { describeRule, UNKNOWN } from "../../cases";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";

const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
const ROLE = "arn:aws:iam::111122223333:role/invoke";
const shop = { type: V1.restApi, props: { id: "rest123456" } };
const ofShop = { restApi: ["shop"] };
/** A REST API that calls the function, instead of the HTTP API. */
const rest = (type: string, props: object) => ({
  integration: undefined,
  shop,
  call: { type, props: { restApi: "rest123456", ...props }, refs: ofShop },
});
const restIntegration = (props: object) => rest(V1.integration, { type: "AWS_PROXY", uri, ...props });
const queue = { type: "aws:sqs/queue:Queue", props: {} };

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
    "a REST integration with a role": { permission: undefined, ...restIntegration({ credentials: ROLE }) },
    "a REST integration of another kind": { permission: undefined, ...restIntegration({ type: "HTTP" }) },
    "a REST authorizer with a role": {
      permission: undefined,
      ...rest(V1.authorizer, { authorizerUri: uri, authorizerCredentials: ROLE }),
    },
    "a REST integration with a permission for its API": {
      ...restIntegration({}),
      "permission.sourceArn": "arn:aws:execute-api:eu-west-1:111122223333:rest123456/*/*",
    },
    "an API that quick create makes with a role": {
      permission: undefined,
      integration: undefined,
      "api.target": arn,
      "api.credentialsArn": ROLE,
    },
    "an authorizer of a body with a role": {
      permission: undefined,
      integration: undefined,
      "api.body": JSON.stringify({
        components: {
          securitySchemes: {
            check: { "x-amazon-apigateway-authorizer": { authorizerUri: uri, authorizerCredentials: ROLE } },
          },
        },
      }),
    },
    "a permission for every API": { "permission.sourceArn": "arn:aws:execute-api:eu-west-1:111122223333:*/*/*" },
    "a permission whose source has another form, which is another rule's": {
      "permission.sourceArn": "arn:aws:apigateway:eu-west-1::/apis/abcde12345",
    },
    "a permission whose source is not known and depends on no API": {
      queue,
      "permission.sourceArn": UNKNOWN,
      "permission.refs": { function: ["orders"], sourceArn: ["queue"] },
    },
    "a permission where the id of the API is not known": {
      "api.id": UNKNOWN,
      "integration.apiId": UNKNOWN,
      "permission.sourceArn": "arn:aws:execute-api:eu-west-1:111122223333:other12345/*/*",
    },
    "a permission by reference where the API of the integration is not in the stack": {
      "integration.apiId": "elsewhere1",
      "integration.refs": { integrationUri: ["orders"] },
      "permission.sourceArn": UNKNOWN,
      "permission.refs": { function: ["orders"], sourceArn: ["other"] },
    },
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
    "a REST integration": [
      restIntegration({}),
      /call invokes orders, which does not let shop in, and its permissions are for other APIs/,
    ],
    "a REST integration that maps the request": [restIntegration({ type: "AWS" }), /call invokes orders/],
    "a REST authorizer": [
      rest(V1.authorizer, { authorizerUri: uri }),
      /call invokes orders, which does not let shop in, and its permissions are for other APIs/,
    ],
    "a REST integration of an API that is not in the stack": [
      { ...restIntegration({}), shop: undefined },
      /call invokes orders, which does not let the API in, and its permissions are for other APIs/,
    ],
    "an operation of a REST API's body": [
      {
        permission: undefined,
        integration: undefined,
        shop: {
          type: V1.restApi,
          props: { body: JSON.stringify({ paths: { "/a": { get: { "x-amazon-apigateway-integration": { uri } } } } }) },
        },
      },
      /GET \/a of shop invokes orders/,
    ],
    "a permission for a REST API by reference": [
      { shop, "permission.sourceArn": UNKNOWN, "permission.refs": { function: ["orders"], sourceArn: ["shop"] } },
      /and its permissions are for other APIs/,
    ],
    "an integration whose function is known by reference, among others": [
      {
        permission: undefined,
        queue,
        "integration.integrationUri": UNKNOWN,
        "integration.refs": { apiId: ["api"], integrationUri: ["orders", "queue"] },
      },
      /integration invokes orders/,
    ],
    "an integration whose alias is known by reference": [
      {
        permission: undefined,
        alias: {
          type: LAMBDA.alias,
          props: { name: "live", functionName: "orders" },
          refs: { functionName: ["orders"] },
        },
        "integration.integrationUri": UNKNOWN,
        "integration.refs": { apiId: ["api"], integrationUri: ["alias"] },
      },
      /integration invokes orders/,
    ],
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
