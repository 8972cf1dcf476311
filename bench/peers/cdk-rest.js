// Prints how many resources of each type CDK makes of the API in bench/programs/rest, as JSON.
const { App, Stack } = require("aws-cdk-lib");
const { LambdaIntegration, RestApi } = require("aws-cdk-lib/aws-apigateway");
const { Function } = require("aws-cdk-lib/aws-lambda");

const routes = Number(process.argv[2]);
const methods = ["GET", "POST", "PUT"];
const stack = new Stack(new App(), "bench", { env: { account: "123456789012", region: "eu-west-1" } });
const api = new RestApi(stack, "bench");
const targets = methods.map((_, i) => {
  const functionArn = `arn:aws:lambda:eu-west-1:123456789012:function:handler-${i}`;
  const attributes = { functionArn, sameEnvironment: true };
  return new LambdaIntegration(Function.fromFunctionAttributes(stack, `handler-${i}`, attributes));
});
for (let i = 0; i < routes; i++) {
  const path = `r${Math.floor(i / 3)}`;
  const resource = api.root.getResource(path) ?? api.root.addResource(path);
  resource.addMethod(methods[i % 3], targets[i % 3]);
}
// The template is not asked whether it fits into one stack: it has more than the 500 resources that one may have.
const { Resources } = stack._toCloudFormation();
const counts = {};
for (const resource of Object.values(stack.resolve(Resources))) {
  counts[resource.Type] = (counts[resource.Type] ?? 0) + 1;
}
console.log(JSON.stringify(counts));
