import { Config, interpolate } from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";

const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const count = new Config().requireNumber("routes");

const api = new apigatewayv2.Api("bench", { protocolType: "HTTP" });
const authorizer = new apigatewayv2.Authorizer("jwt", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer: "https://issuer.example.com", audiences: ["orders"] },
});
const integration = new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: functionArn,
  payloadFormatVersion: "2.0",
});
new lambda.Permission("orders", {
  action: "lambda:InvokeFunction",
  function: functionArn,
  principal: "apigateway.amazonaws.com",
  sourceArn: interpolate`${api.executionArn}/*/*`,
});
const routes = Array.from(
  { length: count },
  (_, i) =>
    new apigatewayv2.Route(`GET /orders/${i}/{id}`, {
      apiId: api.id,
      routeKey: `GET /orders/${i}/{id}`,
      authorizationType: "JWT",
      authorizerId: authorizer.id,
      target: interpolate`integrations/${integration.id}`,
    }),
);
const logs = new cloudwatch.LogGroup("access-logs", { retentionInDays: 30 });
export const stage = new apigatewayv2.Stage(
  "default",
  {
    apiId: api.id,
    name: "$default",
    autoDeploy: true,
    accessLogSettings: { destinationArn: logs.arn, format: JSON.stringify({ requestId: "$context.requestId" }) },
    defaultRouteSettings: { throttlingBurstLimit: 100, throttlingRateLimit: 50 },
  },
  { dependsOn: routes },
).invokeUrl;
