import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";

const api = new apigateway.RestApi("api");
const bus = new cloudwatch.EventBus("bus");

const validator = new apigateway.RequestValidator("body", { restApi: api.id, validateRequestBody: true });
const person = new apigateway.Model("person", {
  restApi: api.id,
  name: "person",
  contentType: "application/json",
  schema: JSON.stringify({ type: "object", properties: { name: { type: "string" } }, required: ["name"] }),
});
const uploads = new apigateway.Resource("uploads", {
  restApi: api.id,
  parentId: api.rootResourceId,
  pathPart: "uploads",
});
const method = new apigateway.Method("upload", {
  restApi: api.id,
  resourceId: uploads.id,
  httpMethod: "POST",
  authorization: "NONE",
  requestValidatorId: validator.id,
  requestModels: { "application/json": person.name },
});
const role = new iam.Role("gateway", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "apigateway.amazonaws.com" }),
  managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonEventBridgeFullAccess"],
});
const integration = new apigateway.Integration("upload", {
  restApi: api.id,
  resourceId: uploads.id,
  httpMethod: method.httpMethod,
  type: "AWS",
  integrationHttpMethod: "POST",
  uri: pulumi.interpolate`arn:aws:apigateway:${getRegionOutput().region}:events:action/PutEvents`,
  credentials: role.arn,
  passthroughBehavior: "WHEN_NO_TEMPLATES",
  requestParameters: {
    "integration.request.header.X-Amz-Target": "'AWSEvents.PutEvents'",
    "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
  },
  requestTemplates: {
    "application/json": pulumi.jsonStringify({
      Entries: [
        {
          Source: "shop.uploads",
          EventBusName: bus.name,
          DetailType: "upload",
          Detail: "$util.escapeJavaScript($input.body)",
        },
      ],
    }),
  },
});
const created = new apigateway.MethodResponse("created", {
  restApi: api.id,
  resourceId: uploads.id,
  httpMethod: method.httpMethod,
  statusCode: "201",
});
const response = new apigateway.IntegrationResponse(
  "created",
  {
    restApi: api.id,
    resourceId: uploads.id,
    httpMethod: method.httpMethod,
    statusCode: created.statusCode,
    selectionPattern: "2\\d{2}",
    responseTemplates: { "application/json": JSON.stringify({ accepted: true }) },
  },
  { dependsOn: [integration] },
);
const deployment = new apigateway.Deployment("deployment", {
  restApi: api.id,
  triggers: {
    redeployment: pulumi.jsonStringify([
      uploads.id,
      method.id,
      method.requestValidatorId,
      integration.requestTemplates,
      response.responseTemplates,
    ]),
  },
});
const stage = new apigateway.Stage("stage", { restApi: api.id, deployment: deployment.id, stageName: "v1" });

export const url = stage.invokeUrl;
