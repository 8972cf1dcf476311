import { defined } from "../../../language/defined";
import { V1 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { asList, asNumber, asObject, asText, type GraphIndex } from "../../../engine/graph/graph-index";
import { names, referenceId } from "./parts";
import type { ApiIdentity } from "../shared/api-identity";
import type { ApiKeyModel, QuotaModel, UsagePlanModel, UsagePlanStageModel } from "./usage-plan-model";

const PLAN = V1.usagePlan;
const PLAN_KEY = V1.usagePlanKey;
const KEY = V1.apiKey;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlan.html */
export function readUsagePlans(index: GraphIndex, apis: readonly ApiIdentity[]): UsagePlanModel[] {
  const keys = index.ofType(KEY);
  return index.ofType(PLAN).map((node) => {
    const id = index.id(node) ?? node.name;
    const links = index.ofType(PLAN_KEY).filter((link) => names(index, link, "usagePlanId", { node, id }));
    const throttle = readThrottle(index.value(node, "throttleSettings"));
    return {
      urn: node.urn,
      id,
      name: index.text(node, "name") ?? node.name,
      apiStages: asList(index.value(node, "apiStages")).map((stage) => readStage(index, node, asObject(stage), apis)),
      keyIds: links.flatMap((link) => keyId(index, link, keys) ?? []),
      ...defined({ throttle, quota: readQuota(index.value(node, "quotaSettings")) }),
    };
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_ApiKey.html */
export function readApiKeys(index: GraphIndex): ApiKeyModel[] {
  return index.ofType(KEY).map((node) => ({
    urn: node.urn,
    id: index.id(node) ?? node.name,
    name: index.text(node, "name") ?? node.name,
    enabled: index.value(node, "enabled") !== false,
    value: index.text(node, "value") ?? "",
    isGenerated: node.inputs.value === undefined || node.inputs.value === null,
  }));
}

function keyId(index: GraphIndex, link: ResourceNode, keys: ResourceNode[]): string | undefined {
  const key = keys.find((node) => names(index, link, "keyId", { node, id: index.id(node) ?? node.name }));
  return key === undefined ? referenceId(index.value(link, "keyId")) : (index.id(key) ?? key.name);
}

function readStage(
  index: GraphIndex,
  node: ResourceNode,
  stage: { [key: string]: PropertyValue },
  apis: readonly ApiIdentity[],
): UsagePlanStageModel {
  const known = referenceId(stage.apiId);
  const sources = index.sources(node, "apiStages");
  const apiId = apis.some(({ id }) => id === known) ? known : apis.find(({ urn }) => sources.includes(urn))?.id;
  return {
    apiId: apiId ?? known ?? "",
    stage: asText(stage.stage) ?? "",
    throttles: Object.fromEntries(
      asList(stage.throttles).map((item) => [asText(asObject(item).path) ?? "", readThrottle(item) ?? {}]),
    ),
  };
}

function readThrottle(value: PropertyValue | undefined): UsagePlanModel["throttle"] {
  const settings = asObject(value);
  const rateLimit = asNumber(settings.rateLimit);
  const burstLimit = asNumber(settings.burstLimit);
  return rateLimit === undefined && burstLimit === undefined ? undefined : defined({ rateLimit, burstLimit });
}

function readQuota(value: PropertyValue | undefined): QuotaModel | undefined {
  const settings = asObject(value);
  const limit = asNumber(settings.limit);
  const period = asText(settings.period);
  return limit === undefined || (period !== "DAY" && period !== "WEEK" && period !== "MONTH")
    ? undefined
    : { limit, period, offset: asNumber(settings.offset) ?? 0 };
}
