import type { HttpResponse } from "../shared/request";
import { REST_API_LIMITS } from "../../../aws/quotas";
import type { RestMethodModel } from "../../model/rest-api/definition-model";

/**
 * The cached responses of one stage.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export class ResponseCache {
  private readonly entries = new Map<string, { response: HttpResponse; expiresAt: number }>();

  /** @param capacity The oldest response goes when there are more. */
  constructor(private readonly capacity = 10_000) {}

  get(key: string, now: number): HttpResponse | undefined {
    const entry = this.entries.get(key);
    return entry === undefined || entry.expiresAt <= now ? undefined : entry.response;
  }

  /** Keeps nothing that is too large, that failed, or that has no time to live. */
  set(key: string, response: HttpResponse, ttlSeconds: number, now: number): void {
    const isSuccess = response.statusCode >= 200 && response.statusCode < 300;
    if (!isSuccess || ttlSeconds <= 0 || response.body.length > REST_API_LIMITS.cachedResponse.value) {
      this.entries.delete(key);
      return;
    }
    this.entries.delete(key);
    this.entries.set(key, { response, expiresAt: now + Math.min(ttlSeconds, REST_API_LIMITS.cacheTtl.value) * 1000 });
    const oldest = this.entries.keys().next();
    if (this.entries.size > this.capacity && oldest.done !== true) {
      this.entries.delete(oldest.value);
    }
  }
}

/**
 * The key of a request's response: its method, and the parameters that the integration names as cache keys. Methods with one
 * cache namespace share their entries.
 */
export function cacheKey(
  method: RestMethodModel,
  httpMethod: string,
  read: (parameter: string) => string | undefined,
): string {
  const namespace = method.integration?.cacheNamespace ?? method.resourceId;
  const values = (method.integration?.cacheKeyParameters ?? []).map((parameter) => [
    parameter,
    read(parameter) ?? null,
  ]);
  return JSON.stringify([namespace, httpMethod, values]);
}

/** Returns whether the client asks for the entry to be fetched anew: `Cache-Control: max-age=0`. */
export function asksForInvalidation(cacheControl: string | undefined): boolean {
  return /(?:^|,)\s*max-age\s*=\s*0\s*(?:,|$)/i.test(cacheControl ?? "");
}
