import { V1, V2 } from "../../../../aws/resource-types";
import { lambdaIntegrationUri } from "../../../../policy/rules/integrations/lambda-integration-uri";
import { describeRule, UNKNOWN } from "../../cases";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const invokeArn = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;

describeRule(lambdaIntegrationUri, {
  baseline: {
    orders: { type: V1.integration, props: { type: "AWS_PROXY", uri: invokeArn } },
    rest: { type: V1.authorizer, props: { authorizerUri: invokeArn } },
    http: { type: V2.authorizer, props: { authorizerUri: invokeArn } },
  },
  passes: {
    "a JWT authorizer": { "http.authorizerUri": "" },
    "an HTTP integration": { "orders.type": "HTTP", "orders.uri": "https://a.example.com" },
  },
  fails: {
    "an integration with the function's ARN": [
      { "orders.uri": arn },
      /uri of orders is a function's ARN.*\nFix: Use the function's invokeArn/,
    ],
    "a REST authorizer with the function's ARN": [{ "rest.authorizerUri": arn }, /authorizerUri of rest/],
    "an HTTP authorizer with the function's ARN": [{ "http.authorizerUri": arn }, /authorizerUri of http/],
  },
  unknown: { "an ARN that is not known yet": [{ "orders.uri": UNKNOWN }, /orders: uri is not known/] },
});
