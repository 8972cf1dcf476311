import assert from "node:assert/strict";
import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { StackConfig } from "../../../policy/sdk/stack-config";

const KEY = "gatewright:quotas";

describe("the config of the stack, as the pack reads it", () => {
  it("is what the engine starts the pack with, then that of each request", () => {
    const config = new StackConfig();
    const environment = { PULUMI_CONFIG: JSON.stringify({ [KEY]: "started", "aws:region": "eu-west-1" }) };
    assert.equal(config.value(KEY, environment), "started");
    assert.equal(config.value("a:b", environment), undefined);
    assert.equal(config.value(KEY, {}), undefined);
    assert.equal(config.value(KEY, { PULUMI_CONFIG: "no JSON" }), undefined);

    const original = Object.getOwnPropertyDescriptor(AnalyzerStackConfigureRequest.prototype, "getTagsMap");
    try {
      config.watch();
      for (const value of ["first stack", "second stack"]) {
        const request = new AnalyzerStackConfigureRequest();
        request.getConfigMap().set(KEY, value);
        request.getTagsMap().set("owner", "shop");
        assert.equal(request.getTagsMap().get("owner"), "shop");
        assert.equal(config.value(KEY, environment), value);
      }
      new AnalyzerStackConfigureRequest().getTagsMap();
      assert.equal(config.value(KEY, environment), undefined);
    } finally {
      Object.defineProperty(AnalyzerStackConfigureRequest.prototype, "getTagsMap", original ?? {});
    }
  });
});
