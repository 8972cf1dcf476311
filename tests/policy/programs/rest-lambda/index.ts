import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

const webhook = new pulumi.Config().requireSecret("webhook");

const role = new iam.Role("notify", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
new iam.RolePolicyAttachment("notify", {
  role: role.name,
  policyArn: iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
});
const notify = new lambda.Function("notify", {
  runtime: "nodejs22.x",
  handler: "index.handler",
  role: role.arn,
  timeout: 30,
  code: new pulumi.asset.AssetArchive({ ".": new pulumi.asset.FileArchive("../handler") }),
  environment: { variables: { WEBHOOK: webhook } },
});

const api = new apigateway.RestApi("notify", { description: "Says in a chat what happened" });
const method = new apigateway.Method("any", {
  restApi: api.id,
  resourceId: api.rootResourceId,
  httpMethod: "ANY",
  authorization: "NONE",
});
const integration = new apigateway.Integration("any", {
  restApi: api.id,
  resourceId: api.rootResourceId,
  httpMethod: method.httpMethod,
  type: "AWS_PROXY",
  integrationHttpMethod: "POST",
  uri: notify.invokeArn,
});
new lambda.Permission("notify", {
  action: "lambda:InvokeFunction",
  function: notify.arn,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
});
const deployment = new apigateway.Deployment("notify", { restApi: api.id }, { dependsOn: [integration] });
const stage = new apigateway.Stage("notify", { restApi: api.id, deployment: deployment.id, stageName: "live" });

export const url = stage.invokeUrl;
