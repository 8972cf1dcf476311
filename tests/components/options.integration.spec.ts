import assert from "node:assert/strict";
import { resolve } from "node:path";
import { type ResourceNode } from "../../engine";
import { evaluate } from "../support/evaluate";

const directory = resolve(__dirname, "fixtures/options");

describe("the options of an HttpApi", () => {
  let resources: ResourceNode[];
  let url: unknown;

  before(async () => {
    const { graph } = await evaluate({ directory, stack: "test" });
    resources = graph.resources;
    url = graph.outputs.url;
  });

  it("take an explicit provider to every child, so that the API is in its region", () => {
    const children = resources.filter((resource) => resource.custom && resource.type.startsWith("aws:"));
    assert.equal(children.length, 8);
    for (const child of children) {
      assert.match(child.provider ?? "", /::pulumi:providers:aws::tokyo$/, child.urn);
    }
    assert.match(String(url), /^https:\/\/[a-z0-9]{10}\.execute-api\.ap-northeast-1\.amazonaws\.com$/);
  });

  it("let transforms change a child of a child", () => {
    const integration = resources.find((resource) => resource.type === "aws:apigatewayv2/integration:Integration");
    assert.equal(integration?.inputs.timeoutMilliseconds, 1234);
  });

  it("rename every child with an alias of the component", () => {
    const aliased = (type: string): string[] => resources.find((it) => it.type === type)?.options.aliases ?? [];
    const component = "urn:pulumi:test::options::gatewright:index:HttpApi";
    assert.deepEqual(aliased("gatewright:index:HttpApi"), [`${component}::old-shop`]);
    assert.deepEqual(aliased("aws:apigatewayv2/route:Route"), [
      `${component}$aws:apigatewayv2/route:Route::old-shop-GET /orders`,
    ]);
  });

  it("stop the deployment where a value that is known late is wrong", async () => {
    const config = { "options:issuer": "https://cognito-idp.eu-west-1.amazonaws.com/us-east-1_Abc" };
    await assert.rejects(evaluate({ directory, stack: "test", config }), (error: Error) => {
      assert.match(
        error.message,
        /HttpApi "shop", authorizer "jwt-[0-9a-f]{8}": 1 problem\n {2}- authorizer\.issuer: got "https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/us-east-1_Abc", expected .* Fix: the pool is in us-east-1/,
      );
      return true;
    });
  });

  it("do not check a value that a preview does not know yet", async () => {
    const config = { "options:issuer": "nonsense" };
    const { graph } = await evaluate({ directory, stack: "test", config, mode: "preview" });
    assert.ok(graph.resources.some((resource) => resource.type === "aws:apigatewayv2/stage:Stage"));
  });
});
