import { compileFormat } from "../../behavior/shared/access-log";
import { AuthorizerCache } from "../../behavior/shared/authorizer-cache";
import { effectiveSettings, type EffectiveSettings } from "../../behavior/rest-api/method-settings";
import { ResponseCache } from "../../behavior/rest-api/response-cache";
import type { RestMethodModel } from "../../model/rest-api/definition-model";
import type { RestStageModel } from "../../model/rest-api/stage-model";
import type { RestAuthorizerAnswer } from "../../behavior/rest-api/lambda-authorizer";
import { contextVariable } from "../../behavior/rest-api/context-variables";
import { effectiveLimits, type ThrottleLimits } from "../../behavior/shared/token-bucket";
import type { ThrottleState } from "../shared/stage-state";
import { TokenBuckets } from "../shared/token-buckets";

/**
 * The state of a stage of a REST API between requests. Its methods have settings and caches that routes of HTTP APIs lack, so that it
 * shares parts with `StageState` (buckets, the cache of authorizers) and no base.
 */
export class RestStageState {
  readonly authorizerCache = new AuthorizerCache<RestAuthorizerAnswer>();
  readonly responseCache = new ResponseCache();
  readonly canaryCache = new ResponseCache();
  /** Writes the access log line of a request from its `$context`. */
  readonly accessLog: ((variables: Record<string, unknown>) => string) | undefined;
  private readonly settings = new Map<string, EffectiveSettings>();
  private readonly limits = new Map<EffectiveSettings, ThrottleLimits | undefined>();
  private readonly buckets = new TokenBuckets();

  constructor(private readonly stage: RestStageModel) {
    this.accessLog =
      stage.accessLog && compileFormat(stage.accessLog.format, (name) => (variables) => logged(name, variables));
  }

  settingsOf(method: RestMethodModel): EffectiveSettings {
    let settings = this.settings.get(method.routeKey);
    if (settings === undefined) {
      settings = effectiveSettings(this.stage, method);
      this.settings.set(method.routeKey, settings);
    }
    return settings;
  }

  /** Takes a token of the method's bucket; false means 429. */
  admits(method: RestMethodModel, now: number): boolean {
    const limits = this.limitsOf(method);
    return limits === undefined || this.buckets.take(method.routeKey, limits, now);
  }

  /** Returns what is left of the limits that the program sets. */
  throttleStates(methods: readonly RestMethodModel[], now: number): ThrottleState[] {
    return methods.flatMap((method) => {
      const { routeKey } = method;
      const limits = this.limitsOf(method);
      return limits === undefined ? [] : [{ routeKey, ...limits, left: this.buckets.left(routeKey, limits, now) }];
    });
  }

  private limitsOf(method: RestMethodModel): ThrottleLimits | undefined {
    const settings = this.settingsOf(method);
    if (!this.limits.has(settings)) {
      const { throttle } = settings;
      // the account's own limit, 10,000 requests a second, is not kept by a laptop
      const isSet = throttle.rateLimit !== undefined || throttle.burstLimit !== undefined;
      this.limits.set(settings, isSet ? effectiveLimits(throttle, undefined) : undefined);
    }
    return this.limits.get(settings);
  }
}

/** A key's value is a secret, so the log has its last characters alone, as AWS's execution logs do. */
function logged(name: string, variables: Record<string, unknown>): string | undefined {
  const value = contextVariable(variables, name);
  return name === "identity.apiKey" && value !== undefined ? `${"*".repeat(10)}${value.slice(-6)}` : value;
}
