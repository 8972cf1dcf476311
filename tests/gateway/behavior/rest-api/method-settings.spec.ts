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

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html: "override stage-level caching"
  const settingsOf = (
    methodSettings: Partial<MethodSettingsModel>[],
    httpMethod = "GET",
    cacheClusterEnabled = true,
  ): ReturnType<typeof effectiveSettings> =>
    effectiveSettings(
      { methodSettings: methodSettings as MethodSettingsModel[], cacheClusterEnabled },
      { path: "/a", httpMethod },
    );

  it("have a cache where the stage has one and caches all of GET, or the method", () => {
    const all = { methodPath: "*/*", cachingEnabled: true };
    assert.equal(settingsOf([all]).caching, true);
    assert.equal(settingsOf([all], "POST").caching, false);
    assert.equal(settingsOf([{ methodPath: "*/*" }]).caching, false);
    assert.equal(settingsOf([]).caching, false);
    assert.equal(settingsOf([all], "GET", false).caching, false);
    assert.equal(settingsOf([{ methodPath: "a/POST", cachingEnabled: true }], "POST").caching, true);
    assert.equal(settingsOf([all, { methodPath: "a/GET", cachingEnabled: false }]).caching, false);
    assert.equal(settingsOf([{ methodPath: "a/POST", cachingEnabled: true }], "POST", false).caching, false);
  });

  it("are the method's own, the stage's, or AWS's defaults, each by itself", () => {
    const defaults = settingsOf([]);
    assert.deepEqual([defaults.cacheTtlSeconds, defaults.requireAuthorizationForCacheControl], [300, false]);
    assert.equal(defaults.unauthorizedCacheControlHeaderStrategy, "SUCCEED_WITH_RESPONSE_HEADER");
    const all: Partial<MethodSettingsModel> = {
      methodPath: "*/*",
      cacheTtlSeconds: 10,
      requireAuthorizationForCacheControl: true,
      unauthorizedCacheControlHeaderStrategy: "FAIL_WITH_403",
      throttle: { rateLimit: 1, burstLimit: 2 },
    };
    const stage = settingsOf([all]);
    assert.deepEqual(
      [stage.cacheTtlSeconds, stage.requireAuthorizationForCacheControl, stage.unauthorizedCacheControlHeaderStrategy],
      [10, true, "FAIL_WITH_403"],
    );
    const own = settingsOf([
      all,
      {
        methodPath: "/a/GET",
        cacheTtlSeconds: 0,
        requireAuthorizationForCacheControl: false,
        unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITHOUT_RESPONSE_HEADER",
        throttle: { burstLimit: 3 },
      },
    ]);
    assert.deepEqual(own, {
      throttle: { rateLimit: 1, burstLimit: 3 },
      caching: false,
      cacheTtlSeconds: 0,
      requireAuthorizationForCacheControl: false,
      unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITHOUT_RESPONSE_HEADER",
    });
  });

  it("are the stage's where the method has none", () => {
    assert.equal(burstOf("/orders", "GET", ["*/*"]), 1);
  });
});
