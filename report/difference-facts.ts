import { authorizerCell, dollars, integrationCell, limitCell, quotaCell, rate, throttleCell } from "./format/cells";
import type { QuotaUse } from "./api-use";
import type { RouteReport } from "./routes/route";
import type { ApiReport, StackReport } from "./stack-report";

/** The facts of a part of a stack that are compared, in the words in which they are shown. */
export type Facts = Record<string, string | undefined>;
/** The facts of parts of one kind, by their names. */
export type NamedFacts = Record<string, Facts>;

/** Returns the facts of a whole API. */
export function apiFacts({ kind, region, isPrivate, ownAddress, settings, cost, capacity }: ApiReport): Facts {
  const { bottleneck } = capacity;
  return {
    kind,
    region,
    "private endpoint": isPrivate ? "yes" : "no",
    "own address": ownAddress ? "on" : "off",
    ...settings,
    "monthly cost": dollars(cost.total),
    "first bottleneck": bottleneck && `${bottleneck.name} at ${rate(bottleneck.requestsPerSecond)}/s`,
  };
}

/**
 * Returns the allowed number of each quota that both have: the stacks may be of different accounts. What is used of it shows in the
 * parts themselves.
 */
export function sharedQuotas(before: readonly QuotaUse[], after: readonly QuotaUse[]): [Facts, Facts] {
  const [old, now] = [before, after].map(
    (quotas) => new Map(quotas.map(({ limit }) => [`quota ${limit.name}`, String(limit.value)])),
  );
  const shared = [...(now?.keys() ?? [])].filter((name) => old?.has(name));
  const facts = (values: Map<string, string> | undefined): Facts =>
    Object.fromEntries(shared.map((name) => [name, values?.get(name)]));
  return [facts(old), facts(now)];
}

/** Returns the facts of each stage. */
export function stageFacts({ stages }: ApiReport): NamedFacts {
  return Object.fromEntries(
    stages.map(({ name, accessLog, cacheSize, settings }) => [
      name,
      { "access log": accessLog ? "on" : "off", cache: cacheSize && `${cacheSize} GB`, ...settings },
    ]),
  );
}

/** Returns the facts of each address under a custom domain. */
export function domainFacts({ domains }: ApiReport): NamedFacts {
  return Object.fromEntries(
    domains.map(({ address, stage, mutualTls, securityPolicy }) => [
      address,
      { stage, "mutual TLS": mutualTls ? "on" : "off", "security policy": securityPolicy },
    ]),
  );
}

/** Returns the facts of each route. */
export function routeFacts({ routes }: ApiReport): NamedFacts {
  return Object.fromEntries(routes.map((route) => [route.routeKey, oneRoute(route)]));
}

function oneRoute({ integration, authorizer, throttles, validation, apiKey, cors }: RouteReport): Facts {
  const { timeoutMs } = integration;
  const { decidedBy, audiences, resultTtlSeconds, identitySources } = authorizer;
  return {
    integration: integrationCell(integration),
    timeout: timeoutMs === undefined ? undefined : `${timeoutMs} ms`,
    authorizer: authorizerCell(authorizer),
    "decided by": decidedBy,
    audiences: audiences?.join(", "),
    "decision cached": resultTtlSeconds === undefined ? undefined : `${resultTtlSeconds} s`,
    "identity sources": identitySources?.join(", "),
    throttle: throttleCell(throttles),
    validation: validation.join(", "),
    "API key": apiKey ? "required" : "not required",
    CORS: cors,
  };
}

/** Returns the facts of each usage plan. */
export function planFacts({ usagePlans }: StackReport): NamedFacts {
  return Object.fromEntries(
    usagePlans.map(({ name, throttle, quota, stages, routeThrottles, keys }) => [
      name,
      {
        throttle: limitCell(throttle),
        quota: quotaCell(quota),
        stages: stages.join(", "),
        "throttles of routes": Object.entries(routeThrottles)
          .map(([route, limits]) => `${route} ${limitCell(limits) ?? ""}`)
          .join("; "),
        keys: keys.map((key) => key.name).join(", "),
      },
    ]),
  );
}

/** Returns the facts of each API key of a plan: its name and whether it is on, never its value. */
export function keyFacts({ usagePlans }: StackReport): NamedFacts {
  return Object.fromEntries(
    usagePlans.flatMap(({ keys }) => keys.map(({ name, enabled }) => [name, { enabled: enabled ? "yes" : "no" }])),
  );
}

/** Returns the facts of each alarm. */
export function alarmFacts({ monitoring }: StackReport): NamedFacts {
  return Object.fromEntries(
    monitoring.alarms.map(({ name, metrics, threshold, periods, actions }) => [
      name,
      { metrics: metrics.join(", "), threshold: threshold?.toString(), periods, actions: String(actions) },
    ]),
  );
}

/** Returns the facts of what a stack has beside its APIs. */
export function stackFacts({ monitoring, hourly, monthlyTotal, provisionedConcurrency }: StackReport): Facts {
  return {
    dashboards: monitoring.dashboards.join(", "),
    "saved queries": String(monitoring.savedQueries),
    "metric filters": String(monitoring.metricFilters),
    "provisioned concurrency": provisionedConcurrency
      .map(({ functionName, qualifier, environments }) => `${functionName}:${qualifier} ${environments}`)
      .join(", "),
    "cost by the hour, a month": dollars(hourly.total),
    "monthly cost of all": dollars(monthlyTotal),
  };
}
