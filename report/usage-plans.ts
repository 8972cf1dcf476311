import { logicalName } from "../engine/graph/named-resource";
import type { ThrottleModel, UsagePlanModel } from "../gateway/model/api-model";
import type { Snapshot } from "../gateway/model/snapshot";
import { defined } from "../language/defined";

/** A usage plan with the names of its keys, never their values. */
export interface UsagePlanReport {
  /** The name in the program. */
  name: string;
  throttle?: ThrottleModel;
  quota?: { limit: number; period: string; offset: number };
  /** Each stage as `api/stage`. */
  stages: string[];
  /** Throttles of single routes as `api/stage /path/METHOD`. */
  routeThrottles: Record<string, ThrottleModel>;
  keys: PlanKeyReport[];
}

/** An API key of a plan. */
export interface PlanKeyReport {
  /** The name in the program. */
  name: string;
  enabled: boolean;
}

/** Reads the usage plans of a stack by their names. */
export function readUsagePlanReports({ model }: Snapshot): UsagePlanReport[] {
  const apis = [...model.restApis, ...model.webSocketApis];
  const nameOf = (apiId: string): string => {
    const api = apis.find(({ id }) => id === apiId);
    return api === undefined ? apiId : logicalName(api.urn);
  };
  return model.usagePlans
    .map((plan): UsagePlanReport => {
      const { urn, throttle, quota, apiStages } = plan;
      const throttles = apiStages.flatMap((stage) =>
        Object.entries(stage.throttles).map(([route, limits]): [string, ThrottleModel] => [
          `${nameOf(stage.apiId)}/${stage.stage} ${route}`,
          limits,
        ]),
      );
      return defined({
        name: logicalName(urn),
        throttle,
        quota,
        stages: apiStages.map((stage) => `${nameOf(stage.apiId)}/${stage.stage}`).sort(),
        routeThrottles: Object.fromEntries(throttles),
        keys: keysOf(plan, model.apiKeys),
      });
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

function keysOf({ keyIds }: UsagePlanModel, keys: Snapshot["model"]["apiKeys"]): PlanKeyReport[] {
  return keys
    .filter(({ id }) => keyIds.includes(id))
    .map(({ urn, enabled }) => ({ name: logicalName(urn), enabled }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
