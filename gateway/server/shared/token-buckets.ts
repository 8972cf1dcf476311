import {
  fullBucket,
  takeToken,
  type ThrottleLimits,
  type TokenBucket,
  tokensLeft,
} from "../../behavior/shared/token-bucket";

/** Token buckets by key, each made full when its key is first asked for, or asked for with other limits. */
export class TokenBuckets {
  private readonly buckets = new Map<string, { bucket: TokenBucket; limits: ThrottleLimits }>();

  /** Takes a token; false means 429. */
  take(key: string, limits: ThrottleLimits, now: number): boolean {
    let entry = this.buckets.get(key);
    if (entry === undefined || entry.limits.rate !== limits.rate || entry.limits.burst !== limits.burst) {
      entry = { limits, bucket: fullBucket(limits, now) };
      this.buckets.set(key, entry);
    }
    return takeToken(entry.bucket, limits, now);
  }

  /** Returns the whole tokens that are left: all of them where none was taken yet. */
  left(key: string, limits: ThrottleLimits, now: number): number {
    const bucket = this.buckets.get(key)?.bucket;
    return bucket === undefined ? limits.burst : Math.floor(tokensLeft(bucket, limits, now) + 1e-9);
  }
}
