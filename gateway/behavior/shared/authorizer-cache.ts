import type { LambdaAuthorizerModel } from "../../model/http-api/model";
import type { AuthorizerAnswer } from "../http-api/lambda-authorizer";

/** A malformed answer, or one of a REST API's authorizer that failed. */
const NO_DECISIONS = new Set(["malformed", "failed", "unauthorized"]);

/**
 * Cached answers of the Lambda authorizers of one stage. The key is the identity sources' values; a policy is judged for
 * each route anew, a simple answer holds for all of them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.caching
 */
export class AuthorizerCache<Answer extends { kind: string } = AuthorizerAnswer> {
  private readonly answers = new Map<string, { answer: Answer; expiresAt: number }>();

  /** @param capacity The oldest answer goes when there are more. */
  constructor(private readonly capacity = 10_000) {}

  get(authorizerId: string, values: string[], now: number): Answer | undefined {
    const key = cacheKey(authorizerId, values);
    const entry = this.answers.get(key);
    if (entry !== undefined && entry.expiresAt <= now) {
      this.answers.delete(key);
      return undefined;
    }
    return entry?.answer;
  }

  /** Keeps nothing without a time to live, without identity sources or of an answer that is no decision. */
  set(
    authorizer: Pick<LambdaAuthorizerModel, "id" | "resultTtlSeconds">,
    values: string[],
    answer: Answer,
    now: number,
  ): void {
    if (authorizer.resultTtlSeconds <= 0 || values.length === 0 || NO_DECISIONS.has(answer.kind)) {
      return;
    }
    const oldest = this.answers.size >= this.capacity ? this.answers.keys().next().value : undefined;
    if (oldest !== undefined) {
      this.answers.delete(oldest);
    }
    this.answers.set(cacheKey(authorizer.id, values), { answer, expiresAt: now + authorizer.resultTtlSeconds * 1000 });
  }
}

function cacheKey(authorizerId: string, values: string[]): string {
  return JSON.stringify([authorizerId, ...values]);
}
