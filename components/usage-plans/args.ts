import type * as pulumi from "@pulumi/pulumi";
import type { ThrottleArgs } from "../shared/throttle";
import type { ApiRef } from "../shared/api-ref";

export interface ApiKeyArgs {
  /** The key itself, 20 to 128 characters; it is a secret. @default AWS makes one */
  value?: pulumi.Input<string>;
  /** The key before, while `rotation` keeps it valid. @default the one that AWS made */
  previousValue?: pulumi.Input<string>;
  /** Specifies how often the key has been rotated: raised by one, a new key is made and the one before stays valid until the next time. @default 0 */
  rotation?: number;
  /** Indicates whether the key is let through. @default true */
  enabled?: pulumi.Input<boolean>;
  /** Specifies whose key it is, as a marketplace knows the customer. @default none */
  customerId?: pulumi.Input<string>;
  /** Specifies what the key is for. @default none */
  description?: pulumi.Input<string>;
  /** Indicates whether Secrets Manager keeps the values, as `{"current", "previous"}`. @default false */
  secret?: boolean;
  /** The KMS key of that secret. @default AWS's own */
  secretKmsKeyId?: pulumi.Input<string>;
  /** The tags of the key and the secret. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The time that a quota is for. */
export const QuotaPeriod = { day: "DAY", week: "WEEK", month: "MONTH" } as const;
export type QuotaPeriod = (typeof QuotaPeriod)[keyof typeof QuotaPeriod];

/** The number of requests that a key has in a period. */
export interface QuotaArgs {
  /** The number of requests. */
  limit: pulumi.Input<number>;
  /** In what time. */
  period: QuotaPeriod;
  /** The number of requests that the first period has less. @default 0 */
  offset?: pulumi.Input<number>;
}

/** A stage that the plan's keys can call. */
export interface PlanStageArgs {
  /** The API: a RestApi, or one known by its id. */
  api: ApiRef;
  /** The stage's name. @default the first of our own API */
  stage?: string;
  /** Throttles of single routes for each key of the plan, by route key. @default the plan's throttle */
  routeThrottles?: Record<string, ThrottleArgs>;
}

/** The limits of a plan for each of its keys. */
export interface PlanLimits {
  /** The number of requests of one key that are let through, such as 50 a second and 100 at once. @default not limited by the plan */
  throttle?: ThrottleArgs;
  /** The number of requests that one key has in a day, a week or a month. @default not limited */
  quota?: QuotaArgs;
  /** Throttles of single routes for each key, by route key, in every stage. @default the plan's throttle */
  routeThrottles?: Record<string, ThrottleArgs>;
}

export interface UsagePlanArgs extends PlanLimits {
  /** The stages that the plan's keys can call. */
  stages: PlanStageArgs[];
  /** The plan's consumers by name, each with a key of its own. @default none */
  keys?: Record<string, ApiKeyArgs>;
  /** The plan's name in AWS. @default made from the logical name */
  name?: pulumi.Input<string>;
  /** Specifies what the plan is for. @default none */
  description?: pulumi.Input<string>;
  /** The product's code in a marketplace. @default none */
  productCode?: pulumi.Input<string>;
  /** The tags of the plan. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** A consumer, and its plan. */
export interface ConsumerArgs extends ApiKeyArgs {
  /** The name of one of the plans. */
  plan: string;
}

export interface UsagePlansArgs {
  /** The stages that the keys of every plan can call. */
  stages: PlanStageArgs[];
  /** Specifies what each plan allows, by its name: `free`, `standard`, `partner`. */
  plans: Record<string, PlanLimits>;
  /** The consumers by name, each with a key of its own and a plan. @default none */
  consumers?: Record<string, ConsumerArgs>;
  /** The tags of the plans. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
