import type { ApiMetadata, StageSignals } from "../shared/api-metadata";
import { isDeferred, type Problems } from "../shared/problems";
import type { MonitoringArgs } from "./args";
import { metadataOf, signalsOf } from "./monitored-api";

/** A method and a path: a metric has no other routes' dimensions. */
const ROUTE = /^[A-Z]+ \/\S*$/;

/** Returns the routes that get an alarm of their own: the given ones, or all of a stage with detailed metrics. */
export function monitoredRoutes(args: MonitoringArgs): readonly string[] {
  const stage = ownStage(args);
  return args.routes ?? (stage?.detailedMetrics === true ? stage.routeKeys.filter((key) => ROUTE.test(key)) : []);
}

/** Checks that each route has metrics. */
export function checkRoutes(problems: Problems, args: MonitoringArgs): void {
  const stage = ownStage(args);
  const hasNone = stage !== undefined && !isDeferred(stage.detailedMetrics) && stage.detailedMetrics !== true;
  problems.unless(!hasNone || (args.routes ?? []).length === 0, "routes", {
    received: args.routes,
    expected: "a stage with detailed metrics: without them CloudWatch has no metrics of single routes",
    fix: "set detailedMetrics: true on the API, or leave routes out",
  });
  for (const key of args.routes ?? []) {
    const isKnown = ROUTE.test(key) && (stage === undefined || stage.routeKeys.includes(key));
    problems.unless(isKnown, "routes", {
      received: key,
      expected: "the key of a route of the API, with a method and a path",
      fix: "write GET /orders",
    });
  }
}

function ownStage(
  args: MonitoringArgs,
): (Pick<StageSignals, "detailedMetrics"> & Pick<ApiMetadata, "routeKeys">) | undefined {
  const metadata = metadataOf(args);
  const signals = signalsOf(args);
  return metadata === undefined || signals === undefined || metadata.protocol === "WEBSOCKET"
    ? undefined
    : { detailedMetrics: signals.detailedMetrics, routeKeys: metadata.routeKeys };
}
