import { Config, getProject, getStack, interpolate } from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";

// the resources of ../components with the same inputs and dependencies: tests/bench/programs.integration.spec.ts compares the graphs
const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const count = new Config().requireNumber("routes");

const api = new apigatewayv2.Api("bench", { protocolType: "HTTP" });
const authorizer = new apigatewayv2.Authorizer("jwt", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer: "https://issuer.example.com", audiences: ["orders"] },
});
const permission = new lambda.Permission("orders", {
  action: "lambda:InvokeFunction",
  function: functionArn,
  principal: "apigateway.amazonaws.com",
  sourceArn: interpolate`${api.executionArn}/*/*`,
});
const integration = new apigatewayv2.Integration(
  "orders",
  {
    apiId: api.id,
    connectionType: "INTERNET",
    integrationMethod: "POST",
    integrationType: "AWS_PROXY",
    integrationUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    payloadFormatVersion: "2.0",
    timeoutMilliseconds: 30_000,
  },
  { dependsOn: [permission] },
);
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
const logs = new cloudwatch.LogGroup("access-logs", {
  name: `/aws/vendedlogs/apis/${getProject()}/${getStack()}/bench/default`,
  retentionInDays: 30,
});
export const url = new apigatewayv2.Stage(
  "default",
  {
    apiId: api.id,
    name: "$default",
    autoDeploy: true,
    accessLogSettings: {
      destinationArn: logs.arn,
      format: JSON.stringify({
        requestId: "$context.requestId",
        requestTime: "$context.requestTime",
        ip: "$context.identity.sourceIp",
        userAgent: "$context.identity.userAgent",
        method: "$context.httpMethod",
        path: "$context.path",
        routeKey: "$context.routeKey",
        status: "$context.status",
        protocol: "$context.protocol",
        responseLength: "$context.responseLength",
        responseLatency: "$context.responseLatency",
        integrationStatus: "$context.integrationStatus",
        integrationLatency: "$context.integrationLatency",
        integrationError: "$context.integrationErrorMessage",
        authorizerError: "$context.authorizer.error",
        error: "$context.error.message",
      }),
    },
    defaultRouteSettings: { detailedMetricsEnabled: false, throttlingBurstLimit: 500, throttlingRateLimit: 1000 },
  },
  { dependsOn: [...routes, permission] },
).invokeUrl;
