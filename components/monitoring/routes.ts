import { isDeferred, type Problems } from "../shared/problems";
import type { ApiMonitoringArgs } from "./args";
import type { MonitoredApi } from "./monitored-api";

/** A method and a path: a metric of HTTP and REST APIs has no other routes' dimensions. */
const ROUTE = /^[A-Z]+ \/\S*$/;

/** Returns the routes that get an alarm of their own: the given ones, or all of a stage with detailed metrics. */
export function monitoredRoutes(args: ApiMonitoringArgs, api: MonitoredApi): readonly string[] {
  const all = api.signals?.detailedMetrics === true ? (api.routeKeys ?? []) : [];
  return (args.routes ?? all).filter((key) => isMeasured(key, api));
}

/** Checks that each route has metrics. */
export function checkRoutes(problems: Problems, args: ApiMonitoringArgs, api: MonitoredApi): void {
  const { routeKeys, signals } = api;
  const hasNone = signals !== undefined && !isDeferred(signals.detailedMetrics) && !signals.detailedMetrics;
  problems.unless(!hasNone || (args.routes ?? []).length === 0, "routes", {
    received: args.routes,
    expected: "a stage with detailed metrics: without them CloudWatch has no metrics of single routes",
    fix: "set detailedMetrics: true on the API, or leave routes out",
  });
  for (const key of args.routes ?? []) {
    const isKnown = isMeasured(key, api) && (routeKeys === undefined || routeKeys.includes(key));
    const isSocket = api.stage.kind === "WEBSOCKET";
    problems.unless(isKnown, "routes", {
      received: key,
      expected: isSocket ? "the key of a route of the API" : "the key of a route of the API, with a method and a path",
      fix: isSocket ? "write $default" : "write GET /orders",
    });
  }
}

function isMeasured(key: unknown, { stage }: MonitoredApi): boolean {
  return typeof key === "string" && (stage.kind === "WEBSOCKET" ? key !== "" : ROUTE.test(key));
}
