import { ACCOUNT_LIMITS } from "../../../aws/quotas";

/**
 * Throttling by token bucket: each request takes a token, tokens come back at the steady rate, and the bucket holds the
 * burst. Plain data with the time passed in.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export interface TokenBucket {
  tokens: number;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

export interface ThrottleLimits {
  /** Requests a second. */
  rate: number;
  /** Requests that the bucket holds. */
  burst: number;
}

/** The limits that a stage or a route sets; what it leaves out falls to the next. */
export interface ThrottleSettings {
  rateLimit?: number;
  burstLimit?: number;
}

/** A bucket that is full. */
export function fullBucket(limits: ThrottleLimits, now: number): TokenBucket {
  return { tokens: limits.burst, updatedAt: now };
}

/** Returns the tokens in a bucket, parts of one included. */
export function tokensLeft({ tokens, updatedAt }: TokenBucket, limits: ThrottleLimits, now: number): number {
  return Math.min(limits.burst, tokens + (Math.max(0, now - updatedAt) * limits.rate) / 1000);
}

/** Takes a token, if there is one: without it the answer is 429 `{"message":"Too Many Requests"}`. Changes the bucket. */
export function takeToken(bucket: TokenBucket, limits: ThrottleLimits, now: number): boolean {
  bucket.tokens = tokensLeft(bucket, limits, now);
  bucket.updatedAt = Math.max(bucket.updatedAt, now);
  // A float's rounding must not cost the token that is due at this very millisecond.
  if (bucket.tokens < 1 - 1e-9) {
    return false;
  }
  bucket.tokens = Math.max(0, bucket.tokens - 1);
  return true;
}

/**
 * The limits of one route on one stage: the route's settings, otherwise the stage's default, otherwise the account's.
 * Each route has its own bucket.
 */
export function effectiveLimits(stageDefault: ThrottleSettings, route: ThrottleSettings | undefined): ThrottleLimits {
  return {
    rate: route?.rateLimit ?? stageDefault.rateLimit ?? ACCOUNT_LIMITS.throttleRate.value,
    burst: route?.burstLimit ?? stageDefault.burstLimit ?? ACCOUNT_LIMITS.throttleBurst.value,
  };
}
