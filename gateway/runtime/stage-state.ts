import { type AccessLogFormat, compileAccessLogFormat } from "../model/http/access-log";
import { AuthorizerCache } from "../model/http/authorizer-cache";
import type { HttpRouteModel, HttpStageModel } from "../model/http/http-api-model";
import { effectiveLimits, fullBucket, takeToken, type ThrottleLimits, type TokenBucket } from "../model/throttle";

/** What a stage keeps between requests: token buckets, cached authorizer answers, its access log format. */
export class StageState {
  readonly authorizerCache = new AuthorizerCache();
  readonly accessLog: AccessLogFormat | undefined;
  private readonly buckets = new Map<string, { bucket: TokenBucket; limits: ThrottleLimits }>();

  constructor(
    private readonly stage: HttpStageModel,
    routes: readonly HttpRouteModel[],
  ) {
    this.accessLog = stage.accessLog && compileAccessLogFormat(stage.accessLog.format);
    const now = Date.now();
    for (const { routeKey } of routes) {
      const settings = stage.routeThrottles[routeKey];
      // the account's own limit, 10,000 requests a second, is not kept by a laptop
      if (isSet(settings) || isSet(stage.defaultThrottle)) {
        const limits = effectiveLimits(stage.defaultThrottle, settings);
        this.buckets.set(routeKey, { limits, bucket: fullBucket(limits, now) });
      }
    }
  }

  /** Takes a token of the route's bucket; false means 429. */
  admits(route: HttpRouteModel, now: number): boolean {
    const entry = this.buckets.get(route.routeKey);
    return entry === undefined || takeToken(entry.bucket, entry.limits, now);
  }
}

function isSet(settings: HttpStageModel["defaultThrottle"] | undefined): boolean {
  return settings?.rateLimit !== undefined || settings?.burstLimit !== undefined;
}
