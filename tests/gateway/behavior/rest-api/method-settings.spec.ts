import assert from "node:assert/strict";
import { effectiveSettings } from "../../../../gateway/behavior/rest-api/method-settings";
import type { MethodSettingsModel } from "../../../../gateway/model/rest-api/stage-model";

type Stage = Parameters<typeof effectiveSettings>[0];
type Method = Parameters<typeof effectiveSettings>[1];

function burstOf(path: string, httpMethod: string, methodPaths: string[]): number | undefined {
  const methodSettings = methodPaths.map((methodPath, index): MethodSettingsModel => ({
    methodPath,
    throttle: { burstLimit: index + 1 },
  }));
  const stage: Pick<Stage, "methodSettings" | "cacheClusterEnabled"> = { methodSettings, cacheClusterEnabled: false };
  const method: Pick<Method, "path" | "httpMethod"> = { path, httpMethod };
  return effectiveSettings(stage, method).throttle?.burstLimit;
}

describe("the settings of a method", () => {
  it("are those of its path and method, with or without a slash before the path", () => {
    assert.equal(burstOf("/orders/{id}", "GET", ["/orders/GET", "/orders/{id}/GET"]), 2);
    assert.equal(burstOf("/orders/{id}", "GET", ["/orders/GET", "orders/{id}/GET"]), 2);
    assert.equal(burstOf("/orders/{id}", "GET", ["/orders/{id}/POST"]), undefined);
  });

  it("are found for the root, whose path is the slash alone", () => {
    assert.equal(burstOf("/", "GET", ["//GET"]), 1);
    assert.equal(burstOf("/", "GET", ["/GET"]), 1);
    assert.equal(burstOf("/", "GET", ["/orders/GET"]), undefined);
  });

  it("are the stage's where the method has none", () => {
    assert.equal(burstOf("/orders", "GET", ["*/*"]), 1);
  });
});
