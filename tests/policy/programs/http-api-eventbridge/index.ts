import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

const api = new apigatewayv2.Api("events", { protocolType: "HTTP" });
const stage = new apigatewayv2.Stage("stage", { apiId: api.id, name: pulumi.getStack(), autoDeploy: true });

const bus = new cloudwatch.EventBus("bus");
const rule = new cloudwatch.EventRule("uploads", {
  eventBusName: bus.name,
  eventPattern: JSON.stringify({ source: ["shop.uploads"] }),
});
const gatewayRole = new iam.Role("gateway", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "apigateway.amazonaws.com" }),
  managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonEventBridgeFullAccess"],
});
const integration = new apigatewayv2.Integration("bus", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationSubtype: "EventBridge-PutEvents",
  credentialsArn: gatewayRole.arn,
  requestParameters: {
    EventBusName: bus.name,
    Source: "shop.uploads",
    DetailType: "upload",
    Detail: "$request.body",
  },
});
new apigatewayv2.Route("uploads", {
  apiId: api.id,
  routeKey: "POST /uploads",
  target: pulumi.interpolate`integrations/${integration.id}`,
});

const role = new iam.Role("listener", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  managedPolicyArns: [iam.ManagedPolicy.CloudWatchLogsFullAccess],
});
const listener = new lambda.Function("listener", {
  runtime: "nodejs22.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("../handler"),
});
new cloudwatch.EventTarget("listener", { arn: listener.arn, rule: rule.name, eventBusName: bus.name });
new lambda.Permission("listener", {
  action: "lambda:InvokeFunction",
  principal: "events.amazonaws.com",
  function: listener.arn,
  sourceArn: rule.arn,
});

export const url = pulumi.interpolate`${api.apiEndpoint}/${stage.name}`;
