import { firstFew } from "../../language/first-few";
import type { AccountQuotas } from "../../aws/account-quotas";
import { accountThrottle, LIMITS } from "../../aws/quotas";
import { logicalName } from "../../engine/graph/named-resource";
import type { ApiModel, UsagePlanModel } from "../../gateway/model/api-model";
import { defined } from "../../language/defined";
import { type FunctionUse, functionUses } from "../cost/function-use";
import type { ReadApi } from "../read-api";
import type { ThrottleReport } from "../routes/route";
import { withCommas } from "../../language/with-commas";

/** A limit on the requests that an API takes. */
export interface Bound {
  /** The thing that is limited, such as `Concurrency of orders`. */
  name: string;
  /** The rate at which it binds. */
  requestsPerSecond: number;
  /** The calculation of the rate, and how to raise it. */
  why: string;
  /** The AWS page; undefined where the program itself sets it. */
  source?: string;
  /** True where it holds for one consumer, and not for all together. */
  perConsumer: boolean;
}

/** The limit that an API meets. */
export interface CapacityReport {
  /** Ascending by rate. */
  bounds: Bound[];
  /** The first that all consumers together meet. */
  bottleneck?: Bound;
  /** The integrations whose own limits the program doesn't say. */
  unknown: string[];
}

/** Returns the limits of an API in the order in which a growing load meets them. */
export function capacityOf(
  api: ReadApi,
  { usagePlans }: Pick<ApiModel, "usagePlans">,
  quotas: AccountQuotas,
  milliseconds: number,
): CapacityReport {
  const bounds = [
    accountBound(api, quotas),
    ...connectionBounds(api, quotas),
    ...throttleBounds(api),
    ...functionBounds(api, quotas, milliseconds),
    ...usagePlans.flatMap((plan) => planBounds(api, plan)),
  ].sort((left, right) => left.requestsPerSecond - right.requestsPerSecond);
  const bottleneck = bounds.find(({ perConsumer }) => !perConsumer);
  return defined({ bounds, bottleneck, unknown: unknownBackends(api) });
}

function accountBound({ region }: ReadApi, quotas: AccountQuotas): Bound {
  const { value, source } = quotas.of(accountThrottle(region));
  return {
    name: "Throttle of the account",
    requestsPerSecond: value,
    why: `all APIs of the account in ${region} share it; AWS raises it`,
    source,
    perConsumer: false,
  };
}

function connectionBounds({ kind }: ReadApi, quotas: AccountQuotas): Bound[] {
  const { value, source } = quotas.of(LIMITS.websocket.newConnections);
  const why = "new connections of all WebSocket APIs in the region; AWS raises it";
  return kind === "WEBSOCKET"
    ? [{ name: "New connections", requestsPerSecond: value, why, source, perConsumer: false }]
    : [];
}

/** Each route has a bucket of its own, also where the stage sets the limits of all routes. */
function throttleBounds({ routes, stages }: ReadApi): Bound[] {
  return stages.flatMap(({ name }) => {
    const byRate = new Map<number, { keys: string[]; from: ThrottleReport["from"] }>();
    for (const { report } of routes) {
      const throttle = report.throttles.find(({ stage }) => stage === name);
      if (throttle?.rateLimit !== undefined) {
        const group = byRate.get(throttle.rateLimit) ?? { keys: [], from: throttle.from };
        group.keys.push(report.routeKey);
        byRate.set(throttle.rateLimit, group);
      }
    }
    return [...byRate].map(([rate, { keys, from }]) => ({
      name: `Throttle of ${keys.length === 1 ? (keys[0] ?? "") : `each of ${keys.length} routes`} in ${name}`,
      requestsPerSecond: rate,
      why: `set for the ${from}${keys.length === 1 ? "" : `: ${firstFew(keys, 3)}`}`,
      perConsumer: false,
    }));
  });
}

function functionBounds({ routes }: ReadApi, quotas: AccountQuotas, milliseconds: number): Bound[] {
  const concurrency = quotas.of(LIMITS.lambda.concurrency);
  return functionUses(routes).flatMap(({ name, model, role, share }: FunctionUse) => {
    if (share === 0) {
      return [];
    }
    const reserved = model?.reservedConcurrency;
    const environments = reserved ?? concurrency.value;
    const most = environments * LIMITS.lambda.requestsPerConcurrency.value;
    const invocations = Math.min(most, milliseconds === 0 ? most : (environments * 1000) / milliseconds);
    const whose = reserved === undefined ? "of the account, which all its functions share" : "reserved";
    const part = share < 0.995 ? `, invoked by ${Math.round(share * 100)} percent of the requests` : "";
    return [
      {
        name: `Concurrency of ${role === "authorizer" ? "authorizer " : ""}${name}`,
        requestsPerSecond: invocations / share,
        why: `${environments} environments ${whose}, ${milliseconds} ms each${part}`,
        source: concurrency.source,
        perConsumer: false,
      },
    ];
  });
}

const PERIOD_SECONDS = { DAY: 86_400, WEEK: 7 * 86_400, MONTH: 30 * 86_400 };

function planBounds({ id, stages }: ReadApi, plan: UsagePlanModel): Bound[] {
  const isOfApi = plan.apiStages.some(({ apiId, stage }) => apiId === id && stages.some((own) => own.name === stage));
  if (!isOfApi) {
    return [];
  }
  const { throttle, quota } = plan;
  const name = logicalName(plan.urn);
  const rate = throttle?.rateLimit;
  return [
    ...(rate === undefined
      ? []
      : [bound(`Throttle of plan ${name}`, rate, `for each key, ${throttle?.burstLimit ?? 0} at once`)]),
    ...(quota === undefined
      ? []
      : [
          bound(
            `Quota of plan ${name}`,
            quota.limit / PERIOD_SECONDS[quota.period],
            `for each key on average: ${withCommas(quota.limit)} a ${quota.period.toLowerCase()}`,
          ),
        ]),
  ];
}

function bound(name: string, requestsPerSecond: number, why: string): Bound {
  return { name, requestsPerSecond, why, perConsumer: true };
}

function unknownBackends({ routes }: ReadApi): string[] {
  const names = routes.flatMap(({ report: { integration } }) =>
    ["Lambda", "MOCK", "none"].includes(integration.kind) ? [] : [integration.target ?? integration.kind],
  );
  return [...new Set(names)];
}
