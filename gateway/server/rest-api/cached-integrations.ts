import type { Soon } from "../../../language/soon";
import type { EffectiveSettings } from "../../behavior/rest-api/method-settings";
import type { RestMethodModel } from "../../model/rest-api/definition-model";
import { headerValue } from "../../behavior/shared/request";
import { restError } from "../../behavior/rest-api/gateway-responses";
import { asksForInvalidation, cacheKey, type ResponseCache } from "../../behavior/rest-api/response-cache";
import { steadyNow } from "../shared/clock";
import type { ServedApis } from "../served-apis";
import type { IntegrationResult } from "./integration-result";
import type { RestRequestContext } from "./request-context";
import type { RestIntegrations } from "./integrations";
import type { RestStageState } from "./stage-state";

/**
 * Integrations behind the stage's cache, for the methods that have caching on.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export class CachedIntegrations {
  constructor(private readonly integrations: RestIntegrations) {}

  /** From the cache, or from the integration. */
  call(served: ServedApis, context: RestRequestContext): Soon<IntegrationResult> {
    const { method, state } = context;
    const settings = method && state?.settingsOf(method);
    return method === undefined || state === undefined || settings?.caching !== true || settings.cacheTtlSeconds <= 0
      ? this.integrations.call(served, context)
      : this.callCached(served, context, method, state, settings);
  }

  private async callCached(
    served: ServedApis,
    context: RestRequestContext,
    method: RestMethodModel,
    state: RestStageState,
    settings: EffectiveSettings,
  ): Promise<IntegrationResult> {
    const cache = cacheOf(context, state);
    const key = cacheKey(method, context.request.method, (parameter) => context.read(parameter));
    const addedHeaders: [string, string][] = [];
    let isInvalidated = asksForInvalidation(headerValue(context.request.headers, "cache-control"));
    const isAuthorized = !settings.requireAuthorizationForCacheControl || context.findings.authorizer?.kind === "iam";
    if (isInvalidated && !isAuthorized) {
      isInvalidated = false;
      const strategy = settings.unauthorizedCacheControlHeaderStrategy;
      if (strategy === "FAIL_WITH_403") {
        return { error: restError("ACCESS_DENIED"), decidedBy: "cache" };
      }
      if (strategy === "SUCCEED_WITH_RESPONSE_HEADER") {
        addedHeaders.push(["warning", IGNORED]);
      }
    }
    const cached = isInvalidated ? undefined : cache.get(key, steadyNow());
    if (cached !== undefined) {
      return { response: cached, addedHeaders, decidedBy: "cache" };
    }
    const result = await this.integrations.call(served, context);
    if ("response" in result && result.stream === undefined) {
      cache.set(key, result.response, settings.cacheTtlSeconds, steadyNow());
    }
    return { ...result, addedHeaders: [...addedHeaders, ...(result.addedHeaders ?? [])] };
  }
}

const IGNORED = "199 Cache-control headers were ignored because the caller was unauthorized.";

/** A canary has a cache of its own, unless it is to share the stage's. */
function cacheOf({ selection: { isCanary, stage } }: RestRequestContext, state: RestStageState): ResponseCache {
  return isCanary === true && stage?.canary?.useStageCache !== true ? state.canaryCache : state.responseCache;
}
