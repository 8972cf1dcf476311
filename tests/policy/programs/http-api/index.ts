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
  code: new pulumi.asset.AssetArchive({ ".": new pulumi.asset.FileArchive("../handler") }),
});

const api = new apigatewayv2.Api("api", { protocolType: "HTTP" });
new lambda.Permission(
  "api",
  {
    action: "lambda:InvokeFunction",
    principal: "apigateway.amazonaws.com",
    function: hello,
    sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
  },
  { dependsOn: [api, hello] },
);
const integration = new apigatewayv2.Integration("hello", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: hello.arn,
  integrationMethod: "POST",
  payloadFormatVersion: "2.0",
  passthroughBehavior: "WHEN_NO_MATCH",
});
const route = new apigatewayv2.Route("everything", {
  apiId: api.id,
  routeKey: "$default",
  target: pulumi.interpolate`integrations/${integration.id}`,
});
const stage = new apigatewayv2.Stage(
  "stage",
  {
    apiId: api.id,
    name: pulumi.getStack(),
    autoDeploy: true,
    routeSettings: [{ routeKey: route.routeKey, throttlingBurstLimit: 5000, throttlingRateLimit: 10000 }],
  },
  { dependsOn: [route] },
);

export const endpoint = pulumi.interpolate`${api.apiEndpoint}/${stage.name}`;
