import type * as pulumi from "@pulumi/pulumi";
import type { ThrottleArgs } from "../shared/throttle";
import type { ApiRef } from "../shared/api-ref";

/**
 * The arguments of an ApiKey.
 *
 * @example { customerId: "cus_A1b2C3", secret: true }
 */
export interface ApiKeyArgs {
  /**
   * The key itself, 20 to 128 characters; it is a secret. @default AWS makes one
   * @example config.requireSecret("partnerKey")
   */
  value?: pulumi.Input<string>;
  /**
   * The key before, while `rotation` keeps it valid. @default the one that AWS made
   * @example config.requireSecret("formerPartnerKey")
   */
  previousValue?: pulumi.Input<string>;
  /**
   * The number of rotations so far: raised by one, a new key is made and the one before stays valid until the next time. @default 0
   * @example 1
   */
  rotation?: number;
  /** Indicates whether the key is let through. @default true */
  enabled?: pulumi.Input<boolean>;
  /**
   * The customer's id in AWS Marketplace. @default none
   * @example "cus_A1b2C3"
   */
  customerId?: pulumi.Input<string>;
  /**
   * The key's name in AWS; two keys may have one name.
   *
   * @default made from the component's name
   * @example
   * ```ts
   * new ApiKey("acme", { name: "Acme's warehouse" });
   * ```
   * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html
   */
  name?: pulumi.Input<string>;
  /**
   * The key's description. @default none
   * @example "Key of Acme's warehouse"
   */
  description?: pulumi.Input<string>;
  /** Indicates whether Secrets Manager keeps the values, as `{"current", "previous"}`. @default false */
  secret?: boolean;
  /**
   * The KMS key of that secret. @default AWS's own
   * @example key.keyId
   */
  secretKmsKeyId?: pulumi.Input<string>;
  /**
   * The tags of the key and the secret. @default none
   * @example { consumer: "acme" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The period of a quota. */
export const QuotaPeriod = { day: "DAY", week: "WEEK", month: "MONTH" } as const;
export type QuotaPeriod = (typeof QuotaPeriod)[keyof typeof QuotaPeriod];

/**
 * The number of requests that a key has in a period.
 *
 * @example { limit: 10_000, period: "DAY" }
 */
export interface QuotaArgs {
  /**
   * The number of requests.
   * @example 10_000
   */
  limit: pulumi.Input<number>;
  /**
   * The period: a day, a week or a month.
   * @example "DAY"
   */
  period: QuotaPeriod;
  /**
   * The number of requests by which the first period is shorter. @default 0
   * @example 5_000
   */
  offset?: pulumi.Input<number>;
}

/**
 * A stage that the plan's keys can call.
 *
 * @example { api, stage: "live" }
 */
export interface PlanStageArgs {
  /**
   * The API: a RestApi, or one known by its id.
   * @example api
   */
  api: ApiRef;
  /**
   * The stage's name. @default the first stage of an API of Gatewright's
   * @example "live"
   */
  stage?: string;
  /**
   * Throttles of single routes for each key of the plan, by route key. @default the plan's throttle
   * @example { "POST /orders": { rateLimit: 5, burstLimit: 10 } }
   */
  routeThrottles?: Record<string, ThrottleArgs>;
}

/**
 * The limits of a plan for each of its keys.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 *
 * @example { throttle: { rateLimit: 50, burstLimit: 100 }, quota: { limit: 10_000, period: "DAY" } }
 */
export interface PlanLimits {
  /**
   * The requests of one key, per second and at once. @default not limited by the plan
   * @example { rateLimit: 50, burstLimit: 100 }
   */
  throttle?: ThrottleArgs;
  /**
   * The requests of one key in a day, a week or a month. @default not limited
   * @example { limit: 10_000, period: "DAY" }
   */
  quota?: QuotaArgs;
  /**
   * Throttles of single routes for each key, by route key, in every stage. @default the plan's throttle
   * @example { "POST /orders": { rateLimit: 5, burstLimit: 10 } }
   */
  routeThrottles?: Record<string, ThrottleArgs>;
}

/**
 * The arguments of a UsagePlan.
 *
 * @example { stages: [{ api }], quota: { limit: 10_000, period: "DAY" }, keys: { acme: {} } }
 */
export interface UsagePlanArgs extends PlanLimits {
  /**
   * The stages that the plan's keys can call.
   * @example [{ api }]
   */
  stages: PlanStageArgs[];
  /**
   * The plan's consumers by name, each with a key of its own. @default none
   * @example { acme: {} }
   */
  keys?: Record<string, ApiKeyArgs>;
  /**
   * The plan's name in AWS. @default made from the logical name
   * @example "partner"
   */
  name?: pulumi.Input<string>;
  /**
   * The plan's description. @default none
   * @example "For partners with a contract"
   */
  description?: pulumi.Input<string>;
  /**
   * The code of the product in AWS Marketplace. @default none
   * @example "4f1q7"
   */
  productCode?: pulumi.Input<string>;
  /**
   * The tags of the plan. @default none
   * @example { team: "partners" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * A consumer, and its plan.
 *
 * @example { plan: "partner" }
 */
export interface ConsumerArgs extends ApiKeyArgs {
  /**
   * The name of one of the plans.
   * @example "free"
   */
  plan: string;
}

/**
 * The arguments of UsagePlans.
 *
 * @example { stages: [{ api }], plans: { free: { quota: { limit: 1_000, period: "DAY" } } }, consumers: { acme: { plan: "free" } } }
 */
export interface UsagePlansArgs {
  /**
   * The stages that the keys of every plan can call.
   * @example [{ api }]
   */
  stages: PlanStageArgs[];
  /**
   * The limits of each plan, by the plan's name.
   * @example { free: { quota: { limit: 1_000, period: "DAY" } }, partner: { throttle: { rateLimit: 50, burstLimit: 100 } } }
   */
  plans: Record<string, PlanLimits>;
  /**
   * The consumers by name, each with a key of its own and a plan. @default none
   * @example { acme: { plan: "partner" } }
   */
  consumers?: Record<string, ConsumerArgs>;
  /**
   * The tags of the plans. @default none
   * @example { team: "partners" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
