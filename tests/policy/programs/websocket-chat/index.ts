import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

const connections = new dynamodb.Table("connections", {
  attributes: [{ name: "connectionId", type: "S" }],
  hashKey: "connectionId",
  billingMode: "PAY_PER_REQUEST",
});
const role = new iam.Role("chat", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  managedPolicyArns: [iam.ManagedPolicy.AWSLambdaBasicExecutionRole],
});

const api = new apigatewayv2.Api("chat", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
});
new iam.RolePolicy("chat", {
  role,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["dynamodb:*Item", "dynamodb:Scan"], Resource: connections.arn },
      {
        Effect: "Allow",
        Action: "execute-api:ManageConnections",
        Resource: pulumi.interpolate`${api.executionArn}/*/*/@connections/*`,
      },
    ],
  }),
});

for (const [name, routeKey] of [
  ["connect", "$connect"],
  ["disconnect", "$disconnect"],
  ["send", "sendmessage"],
] as const) {
  const handler = new lambda.Function(name, {
    runtime: "nodejs22.x",
    handler: "index.handler",
    role: role.arn,
    code: new pulumi.asset.FileArchive("../handler"),
    environment: { variables: { TABLE: connections.name } },
  });
  const integration = new apigatewayv2.Integration(name, {
    apiId: api.id,
    integrationType: "AWS_PROXY",
    integrationUri: handler.invokeArn,
  });
  new apigatewayv2.Route(name, {
    apiId: api.id,
    routeKey,
    target: pulumi.interpolate`integrations/${integration.id}`,
  });
  new lambda.Permission(name, {
    action: "lambda:InvokeFunction",
    principal: "apigateway.amazonaws.com",
    function: handler.name,
    sourceArn: pulumi.interpolate`${api.executionArn}/*/${routeKey}`,
  });
}
const stage = new apigatewayv2.Stage("live", { apiId: api.id, name: "live", autoDeploy: true });

export const url = stage.invokeUrl;
