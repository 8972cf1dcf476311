// An HTTP API like the sample's in CDK, synthesised with the checks of cdk-nag; with a path, the template is written there.
const { writeFileSync } = require("node:fs");
const { App, Aspects, Stack } = require("aws-cdk-lib");
const apigatewayv2 = require("aws-cdk-lib/aws-apigatewayv2");
const { HttpJwtAuthorizer } = require("aws-cdk-lib/aws-apigatewayv2-authorizers");
const { HttpLambdaIntegration } = require("aws-cdk-lib/aws-apigatewayv2-integrations");
const lambda = require("aws-cdk-lib/aws-lambda");
const logs = require("aws-cdk-lib/aws-logs");
const { AwsSolutionsChecks } = require("cdk-nag");

const app = new App();
const stack = new Stack(app, "orders");
const authorizer = new HttpJwtAuthorizer("tokens", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example01", {
  jwtAudience: ["1example"],
});
const api = new apigatewayv2.HttpApi(stack, "orders", {
  corsPreflight: { allowOrigins: ["https://shop.example.com"], allowMethods: [apigatewayv2.CorsHttpMethod.ANY] },
});
new logs.LogGroup(stack, "access", { retention: logs.RetentionDays.ONE_YEAR });
const handler = (name) =>
  new lambda.Function(stack, name, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: lambda.Code.fromInline("exports.handler = async () => ({ statusCode: 200 });"),
  });
const orders = new HttpLambdaIntegration("orders", handler("orders-function"));
const health = new HttpLambdaIntegration("health", handler("health-function"));
for (const route of ["GET /orders", "POST /orders", "GET /orders/{id}", "DELETE /orders/{id}"]) {
  const [method, path] = route.split(" ");
  api.addRoutes({ path, methods: [method], integration: orders, authorizer });
}
api.addRoutes({ path: "/health", methods: ["GET"], integration: health });
Aspects.of(app).add(new AwsSolutionsChecks());

const template = app.synth().getStackByName("orders").template;
if (process.argv[2] !== undefined) {
  writeFileSync(process.argv[2], `${JSON.stringify(template, null, 2)}\n`);
}
