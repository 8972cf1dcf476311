import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { FunctionRegistry } from "../../../../gateway/server/lambda/function-registry";
import { InvokingRoles } from "../../../../gateway/server/lambda/invoking-roles";
import { missingPermission, resolveFunction } from "../../../../gateway/server/lambda/function-target";
import { BackendTable } from "../../../../gateway/server/private-backends/backend-table";
import { compileServedApis, type ServedApis } from "../../../../gateway/server/served-apis";
import { LiveDeployments } from "../../../../gateway/server/rest-api/served-api";
import { functionArn, graphOf, jsFunction } from "../../../support/http-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";

describe("resolveFunction", () => {
  const registry = new FunctionRegistry({}, () => undefined);
  let program: ServedApis;

  before(async () => {
    const graph = graphOf([jsFunction("orders-live", `exports.handler = async () => 1;`)]);
    const model = readSnapshot(graph).model;
    const functions = await registry.load(model.functions, tmpdir());
    const targets = { functions, backends: BackendTable.empty, roles: new InvokingRoles() };
    program = compileServedApis(model, targets, new LiveDeployments(() => undefined));
  });
  after(() => registry.close());

  it("takes the function that the graph already says", () => {
    const [model] = program.functionModels;
    const target = resolveFunction(program, { arn: `${functionArn("orders-live")}:2`, function: model }, undefined);
    assert.equal(target.arn, `${functionArn("orders-live")}:2`);
    assert.equal(target.function?.config.functionName, "orders-live");
  });

  it("names the alias of an ARN that is not known before a deployment", () => {
    const [model] = program.functionModels;
    const target = resolveFunction(program, { qualifier: "live", function: model }, undefined);
    assert.equal(target.arn, `${functionArn("orders-live")}:live`);
  });

  it("finds a function by an ARN with the stage's variables put in", () => {
    const arn = `arn:aws:lambda:eu-west-1:123456789012:function:orders-\${stageVariables.stage}`;
    const target = resolveFunction(program, { arn }, { stage: "live" });
    assert.equal(target.arn, functionArn("orders-live"));
    assert.equal(target.function?.config.functionName, "orders-live");
  });

  it("gives the ARN alone where the program has no such function", () => {
    assert.deepEqual(resolveFunction(program, { arn: functionArn("other") }, undefined), { arn: functionArn("other") });
  });
});

describe("missingPermission", () => {
  it("names the permission that lets API Gateway invoke the function", () => {
    assert.equal(
      missingPermission("orders", "arn:api/*"),
      'API Gateway may not invoke orders: add an aws.lambda.Permission with function "orders", action "lambda:InvokeFunction", principal "apigateway.amazonaws.com" and sourceArn "arn:api/*"',
    );
  });
});
