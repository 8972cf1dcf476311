// A stack of about as many resources as its config asks for, written with @pulumi/aws alone: services, each with an HTTP API of 20 routes, a
// function with its own role and log group for each route, and a table. They refer to each other by ids, ARNs and policy documents.
"use strict";
const pulumi = require("@pulumi/pulumi");
const apigatewayv2 = require("@pulumi/aws/apigatewayv2");
const cloudwatch = require("@pulumi/aws/cloudwatch");
const dynamodb = require("@pulumi/aws/dynamodb");
const iam = require("@pulumi/aws/iam");
const lambda = require("@pulumi/aws/lambda");

const size = new pulumi.Config().requireNumber("resources");
const tags = { project: "bench", stack: pulumi.getStack() };
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" } }],
});
const code = new pulumi.asset.AssetArchive({
  "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ statusCode: 200 });"),
});

const PER_SERVICE = 5;
const PER_ROUTE = 7;
const ROUTES = 20;

function service(name, routeCount) {
  const api = new apigatewayv2.Api(name, { protocolType: "HTTP", tags });
  const authorizer = new apigatewayv2.Authorizer(name, {
    apiId: api.id,
    authorizerType: "JWT",
    identitySources: ["$request.header.Authorization"],
    jwtConfiguration: { issuer: "https://issuer.example.com", audiences: ["bench"] },
  });
  const table = new dynamodb.Table(name, {
    attributes: [{ name: "id", type: "S" }],
    hashKey: "id",
    billingMode: "PAY_PER_REQUEST",
    tags,
  });
  const accessLog = new cloudwatch.LogGroup(name, { retentionInDays: 30, tags });
  const routes = Array.from({ length: routeCount }, (_, index) =>
    route(`${name}-${index}`, { api, authorizer, table }),
  );
  new apigatewayv2.Stage(
    name,
    {
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: accessLog.arn, format: JSON.stringify({ id: "$context.requestId" }) },
      defaultRouteSettings: { throttlingBurstLimit: 100, throttlingRateLimit: 50 },
      tags,
    },
    { dependsOn: routes },
  );
}

function route(name, { api, authorizer, table }) {
  const role = new iam.Role(name, { assumeRolePolicy: trust, tags });
  new iam.RolePolicy(name, {
    role: role.id,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [{ Action: ["dynamodb:GetItem", "dynamodb:PutItem"], Effect: "Allow", Resource: table.arn }],
    }),
  });
  const handler = new lambda.Function(name, {
    role: role.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    code,
    timeout: 10,
    memorySize: 256,
    environment: { variables: { TABLE: table.name, LOG_LEVEL: "info" } },
    tags,
  });
  new cloudwatch.LogGroup(name, { name: pulumi.interpolate`/aws/lambda/${handler.name}`, retentionInDays: 30, tags });
  new lambda.Permission(name, {
    action: "lambda:InvokeFunction",
    function: handler.name,
    principal: "apigateway.amazonaws.com",
    sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
  });
  const integration = new apigatewayv2.Integration(name, {
    apiId: api.id,
    integrationType: "AWS_PROXY",
    integrationUri: handler.invokeArn,
    payloadFormatVersion: "2.0",
  });
  return new apigatewayv2.Route(name, {
    apiId: api.id,
    routeKey: `GET /${name}/{id}`,
    authorizationType: "JWT",
    authorizerId: authorizer.id,
    target: pulumi.interpolate`integrations/${integration.id}`,
  });
}

let left = size;
for (let index = 0; left > PER_SERVICE; index++) {
  const routeCount = Math.min(ROUTES, Math.floor((left - PER_SERVICE) / PER_ROUTE));
  service(`service${index}`, routeCount);
  left -= PER_SERVICE + routeCount * PER_ROUTE;
  if (routeCount === 0) {
    break;
  }
}
