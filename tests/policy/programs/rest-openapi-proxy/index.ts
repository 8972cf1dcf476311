import * as apigateway from "@pulumi/aws/apigateway";
import * as config from "@pulumi/aws/config";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

const counters = new dynamodb.Table("counters", {
  attributes: [{ name: "id", type: "S" }],
  hashKey: "id",
  billingMode: "PAY_PER_REQUEST",
});
const role = new iam.Role("counter", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
const policy = new iam.RolePolicy("counter", {
  role,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["dynamodb:GetItem", "dynamodb:UpdateItem"], Resource: counters.arn },
      { Effect: "Allow", Action: ["logs:*"], Resource: "*" },
    ],
  }),
});
const counter = new lambda.Function(
  "counter",
  {
    runtime: "nodejs22.x",
    handler: "index.handler",
    role: role.arn,
    timeout: 300,
    code: new pulumi.asset.FileArchive("../handler"),
    environment: { variables: { TABLE: counters.name } },
  },
  { dependsOn: [policy] },
);

const api = new apigateway.RestApi("counter", {
  body: counter.arn.apply((arn) =>
    JSON.stringify({
      swagger: "2.0",
      info: { title: "counter", version: "1.0" },
      paths: {
        "/{proxy+}": {
          "x-amazon-apigateway-any-method": {
            "x-amazon-apigateway-integration": {
              type: "aws_proxy",
              httpMethod: "POST",
              passthroughBehavior: "when_no_match",
              uri: `arn:aws:apigateway:${config.region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
            },
          },
        },
      },
    }),
  ),
});
const deployment = new apigateway.Deployment("counter", { restApi: api });
const stage = new apigateway.Stage("counter", { restApi: api, deployment, stageName: "api" });
new lambda.Permission("counter", {
  action: "lambda:InvokeFunction",
  function: counter,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
});

export const endpoint = stage.invokeUrl;
