import type { ThrottleModel } from "../http-api/model";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
export interface UsagePlanModel {
  urn: string;
  id: string;
  name: string;
  apiStages: UsagePlanStageModel[];
  throttle?: ThrottleModel;
  quota?: QuotaModel;
  /** The keys of the plan, by id. */
  keyIds: string[];
}

export interface UsagePlanStageModel {
  apiId: string;
  stage: string;
  /** By `/path/METHOD`. */
  throttles: Record<string, ThrottleModel>;
}

export interface QuotaModel {
  limit: number;
  period: "DAY" | "WEEK" | "MONTH";
  /** Requests that count as made in the first period. */
  offset: number;
}

/** The value is a secret: for comparing alone, never for a log or a file, unless the embedded engine made it up. */
export interface ApiKeyModel {
  urn: string;
  id: string;
  name: string;
  enabled: boolean;
  value: string;
  /** Indicates whether the program leaves the value to AWS. A graph that the embedded engine made has a stand-in for it, no secret. */
  isGenerated: boolean;
}
