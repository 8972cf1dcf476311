import * as acm from "@pulumi/aws/acm";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as cognito from "@pulumi/aws/cognito";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

const hostname = "api.example.com";

const users = new cognito.UserPool("users");
const client = new cognito.UserPoolClient("web", { userPoolId: users.id, generateSecret: false });

const role = new iam.Role("orders", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  managedPolicyArns: [iam.ManagedPolicy.AWSLambdaBasicExecutionRole],
});
const orders = new lambda.Function("orders", {
  runtime: "nodejs22.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("../handler"),
});

const api = new apigatewayv2.Api("orders", {
  protocolType: "HTTP",
  corsConfiguration: {
    allowOrigins: ["https://www.example.com"],
    allowMethods: ["GET", "POST"],
    allowHeaders: ["authorization", "content-type"],
    maxAge: 300,
  },
});
const authorizer = new apigatewayv2.Authorizer("users", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { audiences: [client.id], issuer: pulumi.interpolate`https://${users.endpoint}` },
});
const integration = new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: orders.invokeArn,
  payloadFormatVersion: "2.0",
});
for (const routeKey of ["GET /orders", "POST /orders"]) {
  new apigatewayv2.Route(routeKey, {
    apiId: api.id,
    routeKey,
    target: pulumi.interpolate`integrations/${integration.id}`,
    authorizationType: "JWT",
    authorizerId: authorizer.id,
  });
}
new lambda.Permission("orders", {
  action: "lambda:InvokeFunction",
  principal: "apigateway.amazonaws.com",
  function: orders.name,
  sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
});
const logs = new cloudwatch.LogGroup("orders-api", { retentionInDays: 30 });
const stage = new apigatewayv2.Stage("default", {
  apiId: api.id,
  name: "$default",
  autoDeploy: true,
  accessLogSettings: {
    destinationArn: logs.arn,
    format: JSON.stringify({
      requestId: "$context.requestId",
      ip: "$context.identity.sourceIp",
      routeKey: "$context.routeKey",
      status: "$context.status",
      error: "$context.integrationErrorMessage",
    }),
  },
});

const zone = route53.getZoneOutput({ name: "example.com" });
const certificate = new acm.Certificate("api", { domainName: hostname, validationMethod: "DNS" });
const [option] = [certificate.domainValidationOptions[0]];
const proof = new route53.Record("api-proof", {
  zoneId: zone.zoneId,
  name: option.resourceRecordName,
  type: option.resourceRecordType,
  records: [option.resourceRecordValue],
  ttl: 60,
});
const validation = new acm.CertificateValidation("api", {
  certificateArn: certificate.arn,
  validationRecordFqdns: [proof.fqdn],
});
const domain = new apigatewayv2.DomainName("api", {
  domainName: hostname,
  domainNameConfiguration: {
    certificateArn: validation.certificateArn,
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  },
});
new apigatewayv2.ApiMapping("api", { apiId: api.id, domainName: domain.id, stage: stage.id });
new route53.Record("api", {
  zoneId: zone.zoneId,
  name: domain.domainName,
  type: "A",
  aliases: [
    {
      name: domain.domainNameConfiguration.targetDomainName,
      zoneId: domain.domainNameConfiguration.hostedZoneId,
      evaluateTargetHealth: false,
    },
  ],
});

export const url = `https://${hostname}`;
