import { AccountQuotas } from "../aws/account-quotas";
import type { Snapshot } from "../gateway/model/snapshot";
import { type AccountUse, accountUses } from "./account-use";
import { apiUses, type QuotaUse } from "./api-use";
import { type CapacityReport, capacityOf } from "./capacity/capacity";
import { type DeployTime, deployTime } from "./capacity/deploy-time";
import { apiCost, type CostReport, type PricedLines, summed } from "./cost/api-cost";
import { breakEvens } from "./cost/break-even";
import { hourlyLines } from "./cost/stack-cost";
import type { Traffic } from "./cost/traffic";
import { type ReadApi, readApis } from "./read-api";
import { type MonitoringReport, readMonitoring } from "./monitoring";
import type { RouteReport } from "./routes/route";
import { readUsagePlanReports, type UsagePlanReport } from "./usage-plans";
import { readWarmFunctions, type WarmFunction } from "./warm-functions";

/** The traffic, the account and the prices that a report assumes. */
export interface ReportOptions {
  /** The traffic of each API. */
  traffic: Traffic;
  /** The quotas of the stack's account. @default AWS's defaults */
  quotas?: AccountQuotas;
  /** The region of the prices. @default each API's own */
  region?: string;
}

/** One stack's APIs, their use of AWS's quotas, their cost and where they end. */
export interface StackReport {
  stack: string;
  apis: ApiReport[];
  usagePlans: UsagePlanReport[];
  monitoring: MonitoringReport;
  /** The use of the quotas that aren't of one API. */
  account: AccountUse[];
  /** The cost by the hour, before the first request. */
  hourly: PricedLines;
  /** Dollars a month for all APIs and what is paid by the hour. */
  monthlyTotal: number;
  firstDeployment: DeployTime;
  provisionedConcurrency: WarmFunction[];
}

export interface ApiReport extends Omit<ReadApi, "id" | "routes"> {
  routes: RouteReport[];
  quotas: QuotaUse[];
  /** The number of routes that ask who is calling; of a WebSocket API it is `$connect` that asks. */
  authorizedRoutes: number;
  /** The routes that anyone may call. */
  anonymousRoutes: string[];
  cost: CostReport;
  breakEvens: string[];
  capacity: CapacityReport;
}

export function stackReport(snapshot: Snapshot, options: ReportOptions): StackReport {
  const { quotas = new AccountQuotas() } = options;
  const uses = apiUses(snapshot.model, quotas);
  const apis = readApis(snapshot).map((api, index) => {
    return apiReport(snapshot, api, { ...options, quotas, uses: uses[index]?.quotas ?? [] });
  });
  const provisionedConcurrency = readWarmFunctions(snapshot);
  const hourly = summed(hourlyLines(snapshot, provisionedConcurrency));
  return {
    stack: snapshot.graph.stack,
    apis,
    usagePlans: readUsagePlanReports(snapshot),
    monitoring: readMonitoring(snapshot),
    account: accountUses(snapshot, quotas),
    hourly,
    monthlyTotal: apis.reduce((sum, { cost }) => sum + cost.total, hourly.total),
    firstDeployment: deployTime(snapshot),
    provisionedConcurrency,
  };
}

function apiReport(
  { model }: Snapshot,
  api: ReadApi,
  { traffic, quotas, region = api.region, uses }: ReportOptions & { quotas: AccountQuotas; uses: QuotaUse[] },
): ApiReport {
  const { name, kind, isPrivate, ownAddress, settings, stages, domains } = api;
  const routes = api.routes.map(({ report }) => report);
  const priced = { ...api, region };
  const open = routes.filter(({ authorizer }) => authorizer.type === "NONE");
  const asking = kind === "WEBSOCKET" ? routes.filter(({ routeKey }) => routeKey === "$connect") : routes;
  return {
    ...{ name, kind, region: api.region, isPrivate, ownAddress, settings, stages, domains, routes, quotas: uses },
    authorizedRoutes: asking.length - open.length,
    anonymousRoutes: open.map(({ routeKey }) => routeKey),
    cost: apiCost(priced, traffic),
    breakEvens: breakEvens(priced, traffic),
    capacity: capacityOf(api, model, quotas, traffic.milliseconds),
  };
}
