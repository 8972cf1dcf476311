import { logicalName } from "../../../engine/graph/named-resource";
import type { ApiModel } from "../../model/api-model";
import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import type { RestMethodModel } from "../../model/rest-api/definition-model";
import type {
  ApiKeyModel,
  QuotaModel,
  UsagePlanModel,
  UsagePlanStageModel,
} from "../../model/rest-api/usage-plan-model";
import { effectiveLimits } from "../../behavior/shared/token-bucket";
import { TokenBuckets } from "../shared/token-buckets";
import type { UsageLedger } from "./usage-ledger";

/** A key that may call a stage, by one of its usage plans. */
export interface PlannedKey {
  key: ApiKeyModel;
  plan: UsagePlanModel;
  stage: UsagePlanStageModel;
}

/** A key of a plan, and what is left of the plan's quota. */
export interface PlanState extends Pick<UsagePlanModel, "throttle"> {
  plan: string;
  key: string;
  quota?: Pick<QuotaModel, "period"> & { limit: number; used: number };
}

/**
 * API keys and usage plans. Each key has buckets and counts of its own, in each plan.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class UsagePlans {
  private keys = new Map<string, ApiKeyModel>();
  private plans: UsagePlanModel[] = [];
  /** The plans that `find` found, by stage and key: a program has few of both. */
  private readonly planned = new Map<string, Map<ApiKeyModel, PlannedKey>>();
  /** The ids of a key's buckets, by the part of the stage that they are for. */
  private readonly bucketIds = new WeakMap<PlannedKey, Map<string, string>>();
  private readonly buckets = new TokenBuckets();

  constructor(private readonly ledger: UsageLedger) {}

  /** Takes the keys and plans of a program; buckets whose limits are the same stay as full as they are. */
  configure({ usagePlans, apiKeys }: Pick<ApiModel, "usagePlans" | "apiKeys">): void {
    this.plans = usagePlans;
    this.planned.clear();
    this.keys = new Map(apiKeys.filter(({ value }) => value !== "").map((key) => [key.value, key]));
  }

  /** The key's plan for a stage; undefined is 403 `{"message":"Forbidden"}`: unknown, disabled, or in no plan of the stage. */
  find(value: string | undefined, apiId: string, stageName: string): PlannedKey | undefined {
    const key = value === undefined ? undefined : this.keys.get(value);
    if (key === undefined || !key.enabled) {
      return undefined;
    }
    const stageId = `${apiId}/${stageName}`;
    const known = this.planned.get(stageId) ?? new Map<ApiKeyModel, PlannedKey>();
    const planned = known.get(key) ?? this.planOf(key, apiId, stageName);
    if (planned !== undefined) {
      this.planned.set(stageId, known.set(key, planned));
    }
    return planned;
  }

  private planOf(key: ApiKeyModel, apiId: string, stageName: string): PlannedKey | undefined {
    for (const plan of this.plans.filter(({ keyIds }) => keyIds.includes(key.id))) {
      const stage = plan.apiStages.find((candidate) => candidate.apiId === apiId && candidate.stage === stageName);
      if (stage !== undefined) {
        return { key, plan, stage };
      }
    }
    return undefined;
  }

  /**
   * Takes a token of the key's bucket for the method, or for the stage where the plan has none for the method.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
   */
  throttle(planned: PlannedKey, method: RestMethodModel, now: number): RestError | undefined {
    const { part, wider } = partOf(method);
    return this.admits(planned, part, now, wider) ? undefined : restError("THROTTLED");
  }

  /** Takes a token of the key's bucket for a part of the stage, or for the whole stage where the plan has none for the part. */
  admits(planned: PlannedKey, part: string, now: number, wider = part): boolean {
    const { plan, stage } = planned;
    const own = stage.throttles[part] ?? stage.throttles[wider];
    const settings = own ?? plan.throttle;
    if (settings === undefined) {
      return true;
    }
    const limits = effectiveLimits(settings, undefined);
    return this.buckets.take(this.bucketId(planned, own === undefined ? "" : part), limits, now);
  }

  private bucketId(planned: PlannedKey, part: string): string {
    const ids = this.bucketIds.get(planned) ?? new Map<string, string>();
    let id = ids.get(part);
    if (id === undefined) {
      const { key, plan, stage } = planned;
      id = JSON.stringify([plan.id, key.id, stage.apiId, stage.stage, part]);
      this.bucketIds.set(planned, ids.set(part, id));
    }
    return id;
  }

  /** Returns the keys of the plans, with what is left of the plans' quotas. */
  states(now: number): PlanState[] {
    const keys = [...this.keys.values()];
    return this.plans.flatMap((plan) =>
      keys
        .filter(({ id }) => plan.keyIds.includes(id))
        .map((key): PlanState => {
          const { throttle, quota } = plan;
          const usage = quota && this.ledger.usageOf(plan, quota, key.id, now);
          return {
            plan: plan.name,
            key: logicalName(key.urn),
            throttle,
            quota: quota && usage && { ...quota, ...usage },
          };
        }),
    );
  }

  /** Counts the request against the plan's quota. */
  count({ key, plan }: PlannedKey, now: number): RestError | undefined {
    const { quota } = plan;
    return quota === undefined || this.ledger.count(plan, quota, key, now) ? undefined : restError("QUOTA_EXCEEDED");
  }
}

/** The parts of a stage that usage plans name, by method: every request asks for them. */
const parts = new WeakMap<RestMethodModel, { part: string; wider: string }>();

function partOf(method: RestMethodModel): { part: string; wider: string } {
  let found = parts.get(method);
  if (found === undefined) {
    const { path, httpMethod } = method;
    found = { part: `${path}/${httpMethod}`.replace(/^\/\//, "/"), wider: `${path}/*` };
    parts.set(method, found);
  }
  return found;
}
