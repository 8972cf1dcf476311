import type { ApiKeyModel, UsagePlanModel } from "../../model/rest-api/usage-plan-model";

/**
 * The keys that may call a stage of an API: those that are enabled, of its usage plans.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export function stageKeys(
  { usagePlans, apiKeys }: { usagePlans: UsagePlanModel[]; apiKeys: ApiKeyModel[] },
  apiId: string,
  stageName: string,
): ApiKeyModel[] {
  const keyIds = usagePlans
    .filter(({ apiStages }) => apiStages.some(({ apiId: id, stage }) => id === apiId && stage === stageName))
    .flatMap((plan) => plan.keyIds);
  return apiKeys.filter(({ id, enabled }) => enabled && keyIds.includes(id));
}
