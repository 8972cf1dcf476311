import assert from "node:assert/strict";
import { defined } from "../../../../language/defined";
import { isSecret } from "../../../../engine/graph/value";
import { IRELAND, outputs, synthesised, text } from "../synthesised";

describe("synthesised apigateway resources", () => {
  it("form a REST API's id, ARNs and root resource", () => {
    const { id, outputs } = synthesised("aws:apigateway/restApi:RestApi");
    assert.equal(outputs.arn, `arn:aws:apigateway:eu-west-1::/restapis/${id}`);
    assert.equal(outputs.executionArn, `arn:aws:execute-api:eu-west-1:123456789012:${id}`);
    assert.match(text(outputs.rootResourceId), /^[a-z][a-z0-9]{9}$/);
    assert.notEqual(outputs.rootResourceId, id);
  });

  it("form a deployment's URL and ARN before version 7 of the provider alone, with a slash at the end without a stage", () => {
    // recorded: https://github.com/pulumi/pulumi-aws-apigateway, TestProviderUpgrade/simple/state.json (provider 6.0.4)
    const inputs = { restApi: "effd0ch15h", stageName: "" };
    const recorded = {
      executionArn: "arn:aws:execute-api:eu-west-1:123456789012:effd0ch15h/",
      invokeUrl: "https://effd0ch15h.execute-api.eu-west-1.amazonaws.com/",
    };
    const of = (providerMajor: number | undefined) =>
      outputs(
        "aws:apigateway/deployment:Deployment",
        inputs,
        Object.keys(recorded),
        defined({ ...IRELAND, providerMajor }),
      );
    assert.deepEqual(of(6), recorded);
    for (const major of [7, undefined]) {
      assert.deepEqual(of(major), { executionArn: undefined, invokeUrl: undefined });
    }
  });

  it("form a stage's id, ARNs and URL", () => {
    const inputs = { restApi: "a1b2c3d4e5", stageName: "v1", deployment: "d12345" };
    assert.equal(synthesised("aws:apigateway/stage:Stage", inputs).id, "ags-a1b2c3d4e5-v1");
    assert.deepEqual(outputs("aws:apigateway/stage:Stage", inputs, ["arn", "executionArn", "invokeUrl"]), {
      arn: "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/v1",
      executionArn: "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/v1",
      invokeUrl: "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/v1",
    });
  });

  it("put a resource's path under its parent's", () => {
    const inputs = { restApi: "a1b2c3d4e5", parentId: "parent", pathPart: "{id}" };
    const find = (type: string, id: string) =>
      type === "aws:apigateway/resource:Resource" && id === "parent" ? { path: "/orders" } : undefined;
    assert.equal(
      synthesised("aws:apigateway/resource:Resource", inputs, { ...IRELAND, find }).outputs.path,
      "/orders/{id}",
    );
    assert.equal(synthesised("aws:apigateway/resource:Resource", inputs).outputs.path, "/{id}");
  });

  it("keep an API key's value secret, of 40 characters, and the same in its usage plan", () => {
    const key = synthesised("aws:apigateway/apiKey:ApiKey");
    const value = key.outputs.value;
    assert.ok(isSecret(value));
    assert.match(text(value.value), /^[A-Za-z0-9]{40}$/);
    const inputs = { keyId: key.id, keyType: "API_KEY", usagePlanId: "p12345" };
    assert.deepEqual(synthesised("aws:apigateway/usagePlanKey:UsagePlanKey", inputs).outputs.value, value);
  });

  it("give a Regional domain a host and zone of the region, an edge-optimized one those of CloudFront", () => {
    const type = "aws:apigateway/domainName:DomainName";
    const regional = synthesised(type, { domainName: "a.example.com", endpointConfiguration: { types: "REGIONAL" } });
    assert.match(text(regional.outputs.regionalDomainName), /^d-[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/);
    assert.equal(regional.outputs.regionalZoneId, "ZLY8HYME6SFDD");
    assert.equal(regional.outputs.cloudfrontDomainName, "");
    const edge = synthesised(type, { domainName: "b.example.com" });
    assert.match(text(edge.outputs.cloudfrontDomainName), /^d[a-z0-9]{13}\.cloudfront\.net$/);
    assert.equal(edge.outputs.cloudfrontZoneId, "Z2FDTNDATAQYW2");
    assert.equal(edge.outputs.regionalDomainName, "");
  });
});
