import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

const role = new iam.Role("hello", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
new iam.RolePolicyAttachment("hello", { role, policyArn: iam.ManagedPolicy.AWSLambdaBasicExecutionRole });
const hello = new lambda.Function("hello", {
  runtime: "nodejs22.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("../handler"),
});
new lambda.Permission("hello", {
  action: "lambda:InvokeFunction",
  principal: "apigateway.amazonaws.com",
  function: hello,
});

const api = new apigatewayv2.Api("api", { protocolType: "HTTP", routeKey: "GET /", target: hello.invokeArn });

export const endpoint = api.apiEndpoint;
