import { V1 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";
import { isRecord } from "../../../language/is-record";

export const cacheEncrypted = resourceRule({
  name: "cache-encrypted",
  title: "Cached responses are encrypted",
  description: "Where methods are cached, the cache data is encrypted.",
  severity: "medium",
  category: "security",
  blocks: "production",
  why: "The cache keeps whole responses, which hold what the caller was allowed to see.",
  fix: "Set settings.cacheDataEncrypted to true.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html",
  equivalents: ["CKV_AWS_308", "AVD-AWS-0002", "APIGateway.5"],
  examples: {
    fails: `new apigateway.MethodSettings("all", {
  restApi: api.id,
  stageName: "live",
  methodPath: "*/*",
  settings: { cachingEnabled: true },
});`,
    passes: `new apigateway.MethodSettings("all", {
  restApi: api.id,
  stageName: "live",
  methodPath: "*/*",
  settings: { cachingEnabled: true, cacheDataEncrypted: true },
});`,
  },
  options: {},
  types: [V1.methodSettings],
  check(resource, { report }) {
    if (resource.flag("settings.cachingEnabled") && !resource.flag("settings.cacheDataEncrypted")) {
      report(`${resource.name} caches responses unencrypted.`, "Set settings.cacheDataEncrypted to true.");
    }
  },
  remediate(properties) {
    const { settings } = properties;
    if (isRecord(settings) && settings.cachingEnabled) {
      settings.cacheDataEncrypted = true;
    }
  },
});
