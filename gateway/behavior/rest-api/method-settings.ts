import { REST_API_LIMITS } from "../../../aws/quotas";
import type { RestMethodModel } from "../../model/rest-api/definition-model";
import type { MethodSettingsModel, RestStageModel } from "../../model/rest-api/stage-model";

/** The settings of one method on one stage, the stage's own where the method has none. */
export interface EffectiveSettings {
  throttle: MethodSettingsModel["throttle"];
  caching: boolean;
  cacheTtlSeconds: number;
  requireAuthorizationForCacheControl: boolean;
  unauthorizedCacheControlHeaderStrategy: NonNullable<MethodSettingsModel["unauthorizedCacheControlHeaderStrategy"]>;
}

const DEFAULT_TTL = REST_API_LIMITS.cacheTtlDefault.value;

/**
 * "You can override stage-level settings for individual methods." Caching of a whole stage holds for GET alone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function effectiveSettings(
  stage: Pick<RestStageModel, "methodSettings" | "cacheClusterEnabled">,
  method: Pick<RestMethodModel, "path" | "httpMethod">,
): EffectiveSettings {
  const own = stage.methodSettings.find(({ methodPath }) => isOf(methodPath, method));
  const all = stage.methodSettings.find(({ methodPath }) => methodPath === "*/*");
  const cachedByStage = all?.cachingEnabled === true && method.httpMethod === "GET";
  return {
    throttle: { ...all?.throttle, ...own?.throttle },
    caching: stage.cacheClusterEnabled && (own?.cachingEnabled ?? cachedByStage),
    cacheTtlSeconds: own?.cacheTtlSeconds ?? all?.cacheTtlSeconds ?? DEFAULT_TTL,
    requireAuthorizationForCacheControl:
      own?.requireAuthorizationForCacheControl ?? all?.requireAuthorizationForCacheControl ?? false,
    unauthorizedCacheControlHeaderStrategy:
      own?.unauthorizedCacheControlHeaderStrategy ??
      all?.unauthorizedCacheControlHeaderStrategy ??
      "SUCCEED_WITH_RESPONSE_HEADER",
  };
}

/**
 * `/orders/{id}/GET`, with or without the slash before it; the root's is `//GET` or `/GET`.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html (methodSettings)
 */
function isOf(methodPath: string, { path, httpMethod }: Pick<RestMethodModel, "path" | "httpMethod">): boolean {
  const end = methodPath.lastIndexOf("/");
  const resourcePath = `/${methodPath.slice(0, Math.max(0, end)).replace(/^\/+/, "")}`;
  return resourcePath === path && methodPath.slice(end + 1) === httpMethod;
}
