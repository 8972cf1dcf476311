import { THROTTLE } from "../shared/api-argument-names";
import { each, fieldsOf } from "../shared/arguments";
import type { ApiKeyArgs } from "./api-key";
import type { ConsumerArgs, PlanLimits, QuotaArgs, UsagePlanArgs, UsagePlansArgs } from "./usage-plan-args";

const KEY_FIELDS = {
  value: "any",
  previousValue: "any",
  rotation: "any",
  enabled: "any",
  customerId: "any",
  description: "any",
  secret: "any",
  secretKmsKeyId: "any",
  tags: "any",
} as const;

const LIMITS = {
  throttle: THROTTLE,
  quota: fieldsOf<QuotaArgs>({ limit: "any", period: "any", offset: "any" }),
  routeThrottles: each(THROTTLE),
} as const;

export const API_KEY = fieldsOf<ApiKeyArgs>(KEY_FIELDS);

export const USAGE_PLAN = fieldsOf<UsagePlanArgs>(
  {
    ...LIMITS,
    stages: "any",
    keys: each(API_KEY),
    name: "any",
    description: "any",
    productCode: "any",
    tags: "any",
  },
  ["stages"],
);

export const USAGE_PLANS = fieldsOf<UsagePlansArgs>(
  {
    stages: "any",
    plans: each(fieldsOf<PlanLimits>(LIMITS)),
    consumers: each(fieldsOf<ConsumerArgs>({ ...KEY_FIELDS, plan: "any" })),
    tags: "any",
  },
  ["stages", "plans"],
);
