import type { Snapshot } from "../gateway/model/snapshot";
import { readWarmFunctions, type WarmFunction } from "./warm-functions";
import { type ApiUse, apiUses, type QuotaUse } from "./api-use";
import { defined } from "../language/defined";

/** One stack's APIs, their use of AWS's quotas, and their cost. */
export interface StackReport {
  stack: string;
  apis: ApiReport[];
  provisionedConcurrency: WarmFunction[];
}

export interface ApiReport {
  /** The name in the program. */
  name: string;
  kind: ApiUse["kind"];
  quotas: QuotaUse[];
  /** The number of routes ask who is calling; of a WebSocket API it is `$connect` that asks. */
  authorizedRoutes: number;
  /** The routes that anyone may call. */
  anonymousRoutes: string[];
  /** Dollars a month for the requests alone; undefined where there is no price for a request alone. */
  monthlyCost?: number;
}

export function stackReport(snapshot: Snapshot, monthlyRequests: number): StackReport {
  const apis = apiUses(snapshot.model).map(({ name, kind, routes, quotas, cost }): ApiReport => {
    const anonymous = routes.filter(({ authorizationType }) => authorizationType === "NONE");
    return defined({
      name,
      kind,
      quotas,
      authorizedRoutes: routes.length - anonymous.length,
      anonymousRoutes: anonymous.map(({ routeKey }) => routeKey),
      monthlyCost: cost === undefined ? undefined : cost(monthlyRequests),
    });
  });
  return { stack: snapshot.graph.stack, apis, provisionedConcurrency: readWarmFunctions(snapshot) };
}
