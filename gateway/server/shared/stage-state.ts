import { type AccessLogFormat, compileAccessLogFormat } from "../../behavior/shared/access-log";
import { AuthorizerCache } from "../../behavior/shared/authorizer-cache";
import type { HttpRouteModel, HttpStageModel } from "../../model/http-api/model";
import { effectiveLimits, type ThrottleLimits } from "../../behavior/shared/token-bucket";
import { TokenBuckets } from "./token-buckets";
import { ownValue } from "../../../language/own-value";

/** The state of a stage between requests: token buckets, cached authorizer answers, its access log format. */
export class StageState {
  readonly authorizerCache = new AuthorizerCache();
  readonly accessLog: AccessLogFormat | undefined;
  private readonly throttles: RouteThrottles;

  constructor(stage: HttpStageModel, routes: readonly HttpRouteModel[]) {
    this.accessLog = stage.accessLog && compileAccessLogFormat(stage.accessLog.format);
    this.throttles = new RouteThrottles(stage, routes);
  }

  /** Takes a token of the route's bucket; false means 429. */
  admits(route: HttpRouteModel, now: number): boolean {
    return this.throttles.admits(route, now);
  }

  throttleStates(now: number): ThrottleState[] {
    return this.throttles.states(now);
  }
}

/** The limits of a route, and the requests that it takes at once now. */
export interface ThrottleState extends ThrottleLimits {
  routeKey: string;
  left: number;
}

/** One token bucket for each route of a stage; HTTP and WebSocket APIs throttle alike. */
export class RouteThrottles {
  private readonly buckets = new TokenBuckets();
  private readonly limits = new Map<string, ThrottleLimits>();

  constructor(
    stage: Pick<HttpStageModel, "defaultThrottle" | "routeThrottles">,
    routes: readonly Pick<HttpRouteModel, "routeKey">[],
  ) {
    for (const { routeKey } of routes) {
      const settings = ownValue(stage.routeThrottles, routeKey);
      // the account's own limit, 10,000 requests a second, is not kept by a laptop
      if (isSet(settings) || isSet(stage.defaultThrottle)) {
        this.limits.set(routeKey, effectiveLimits(stage.defaultThrottle, settings));
      }
    }
  }

  /** Takes a token of the route's bucket; false means that the request is over its limit. */
  admits({ routeKey }: Pick<HttpRouteModel, "routeKey">, now: number): boolean {
    const limits = this.limits.get(routeKey);
    return limits === undefined || this.buckets.take(routeKey, limits, now);
  }

  /** Returns what is left of the limits that the program sets. */
  states(now: number): ThrottleState[] {
    return [...this.limits].map(([routeKey, limits]) => ({
      routeKey,
      ...limits,
      left: this.buckets.left(routeKey, limits, now),
    }));
  }
}

function isSet(settings: HttpStageModel["defaultThrottle"] | undefined): boolean {
  return settings?.rateLimit !== undefined || settings?.burstLimit !== undefined;
}
