import type { AccountQuotas } from "../aws/account-quotas";
import { type Limit, LIMITS } from "../aws/quotas";
import { V1, V2 } from "../aws/resource-types";
import { logicalName } from "../engine/graph/named-resource";
import type { ResourceNode } from "../engine/graph/graph";
import type { Snapshot } from "../gateway/model/snapshot";
import { type QuotaUse, quotaShare } from "./api-use";

/** A use of a quota by what is no single API: the account in a region, a domain, a usage plan, a key. */
export interface AccountUse extends QuotaUse {
  /** `eu-west-1`, or the name of the domain, the plan or the key. */
  of: string;
}

/** Returns what a stack uses of the quotas that aren't of one API. Other stacks of the account add to those of the region. */
export function accountUses({ index, model }: Snapshot, quotas: AccountQuotas): AccountUse[] {
  const inRegions = (limit: Limit, nodes: ResourceNode[]): AccountUse[] => {
    const counts = new Map<string, number>();
    for (const node of nodes) {
      const region = index.region(node);
      counts.set(region, (counts.get(region) ?? 0) + 1);
    }
    return [...counts].map(([of, used]) => ({ of, used, limit: quotas.of(limit) }));
  };
  const restApis = index.ofType(V1.restApi);
  const edge = new Set(model.restApis.filter(({ endpointType }) => endpointType === "EDGE").map(({ urn }) => urn));
  const closed = new Set(model.restApis.filter(({ endpointType }) => endpointType === "PRIVATE").map(({ urn }) => urn));
  const regional = restApis.filter(({ urn }) => !edge.has(urn) && !closed.has(urn));
  return [
    ...inRegions(LIMITS.account.regionalApis, [...index.ofType(V2.api), ...regional]),
    ...inRegions(
      LIMITS.account.edgeOptimizedApis,
      restApis.filter(({ urn }) => edge.has(urn)),
    ),
    ...inRegions(
      LIMITS.rest.privateApis,
      restApis.filter(({ urn }) => closed.has(urn)),
    ),
    ...inRegions(LIMITS.rest.publicCustomDomains, [...index.ofType(V1.domainName), ...index.ofType(V2.domainName)]),
    ...inRegions(LIMITS.http.vpcLinks, index.ofType(V2.vpcLink)),
    ...inRegions(LIMITS.rest.vpcLinks, index.ofType(V1.vpcLink)),
    ...inRegions(LIMITS.rest.usagePlans, index.ofType(V1.usagePlan)),
    ...inRegions(LIMITS.rest.apiKeys, index.ofType(V1.apiKey)),
    ...inRegions(LIMITS.rest.clientCertificates, index.ofType(V1.clientCertificate)),
    ...domainUses(model.domains, quotas),
    ...planUses(model, quotas),
  ];
}

function domainUses(domains: Snapshot["model"]["domains"], quotas: AccountQuotas): AccountUse[] {
  return domains.flatMap(({ domainName: of, mappings, rules }) => [
    {
      of,
      used: mappings.filter(({ path }) => path.includes("/")).length,
      limit: quotas.of(LIMITS.rest.multiLevelApiMappings),
    },
    ...(rules.length === 0 ? [] : [{ of, used: rules.length, limit: quotas.of(LIMITS.rest.routingRules) }]),
  ]);
}

/** Of the keys only the one with the most plans. */
function planUses({ usagePlans, apiKeys }: Snapshot["model"], quotas: AccountQuotas): AccountUse[] {
  const throttles = usagePlans.flatMap(({ urn, apiStages }) => {
    const used = Math.max(0, ...apiStages.map((stage) => Object.keys(stage.throttles).length));
    return used === 0 ? [] : [{ of: logicalName(urn), used, limit: quotas.of(LIMITS.rest.methodThrottles) }];
  });
  const [key] = apiKeys
    .map(({ id, urn }) => ({
      of: logicalName(urn),
      used: usagePlans.filter(({ keyIds }) => keyIds.includes(id)).length,
      limit: quotas.of(LIMITS.rest.usagePlansPerApiKey),
    }))
    .sort((left, right) => quotaShare(right) - quotaShare(left));
  return key === undefined ? throttles : [...throttles, key];
}
