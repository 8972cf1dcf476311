import assert from "node:assert/strict";
import {
  findFunction,
  mayInvoke,
  type LambdaFunctionModel,
  type LambdaPermissionModel,
} from "../../../../gateway/model/shared/lambda-function";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const SOURCE = "arn:aws:execute-api:us-east-1:123456789012:abc123/$default/GET/orders";

function orders(permissions: Partial<LambdaPermissionModel>[] = []): LambdaFunctionModel {
  return {
    urn: "urn:orders",
    name: "orders",
    arn: ARN,
    region: "us-east-1",
    account: "123456789012",
    packageType: "Zip",
    timeoutSeconds: 3,
    memoryMb: 128,
    environment: {},
    architectures: ["x86_64"],
    layers: [],
    version: "$LATEST",
    aliases: [],
    permissions: permissions.map((permission) => ({
      urn: "urn:permission",
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      sourceUnknown: false,
      sourceUrns: [],
      ...permission,
    })),
    logGroup: "/aws/lambda/orders",
    tags: {},
  };
}

describe("findFunction", () => {
  it("finds a function by the ARN of one of its aliases", () => {
    const model = orders();
    assert.deepEqual(findFunction([model], `${ARN}:live`), { arn: `${ARN}:live`, function: model, qualifier: "live" });
  });

  it("keeps the ARN of a function that is not in the graph", () => {
    assert.deepEqual(findFunction([], ARN), { arn: ARN });
  });
});

describe("mayInvoke", () => {
  const sources = { arns: [SOURCE], urns: ["urn:api"] };
  const cases: [behaviour: string, permission: Partial<LambdaPermissionModel>, allowed: boolean][] = [
    [
      "allows a source ARN with wildcards",
      { sourceArn: "arn:aws:execute-api:us-east-1:123456789012:abc123/*/*" },
      true,
    ],
    ["allows a permission for every source", {}, true],
    ["refuses another API's source ARN", { sourceArn: "arn:aws:execute-api:us-east-1:123456789012:zzz999/*/*" }, false],
    ["refuses another service", { principal: "events.amazonaws.com" }, false],
    ["refuses another action", { action: "lambda:GetFunction" }, false],
    ["refuses a permission of an alias for the function itself", { qualifier: "live" }, false],
    ["allows an unknown source that comes from the API", { sourceUnknown: true, sourceUrns: ["urn:api"] }, true],
    ["refuses an unknown source that comes from another", { sourceUnknown: true, sourceUrns: ["urn:x"] }, false],
  ];
  for (const [behaviour, permission, allowed] of cases) {
    it(behaviour, () => assert.equal(mayInvoke({ function: orders([permission]) }, sources), allowed));
  }

  it("asks for the alias's own permission where an alias is invoked", () => {
    const target = { function: orders([{ qualifier: "live" }]), qualifier: "live" };
    assert.equal(mayInvoke(target, sources), true);
    assert.equal(mayInvoke({ ...target, qualifier: "test" }, sources), false);
  });
});
