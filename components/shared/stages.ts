import type { AccessLogArgs } from "../monitoring/access-log-group";
import type { Problems } from "./problems";
import { checkThrottle, type ThrottleArgs } from "./throttle";

/** The stage of an HTTP API whose URL has no path of its own. */
export const DEFAULT_STAGE = "$default";

/** Checks that an API names its stages in one way. */
export function checkStageChoice(problems: Problems, args: { stage?: string; stages?: Record<string, unknown> }): void {
  problems.unless(args.stages === undefined || args.stage === undefined, "stage", {
    received: args.stage,
    expected: "either stage or stages",
    fix: "write the stage as one of stages",
  });
}

/** Returns where the problems of a stage belong: to its entry of `stages`, or to the API's own arguments where it has one stage. */
export function problemsOfStage(
  problems: Problems,
  { stages }: { stages?: Record<string, unknown> },
  name: string,
): Problems {
  return stages === undefined ? problems : problems.at(`stages[${JSON.stringify(name)}]`);
}

/** Returns a stage's log, completed by the API's. */
export function inheritLog(api: AccessLogArgs | undefined, stage: AccessLogArgs | undefined): AccessLogArgs {
  return { ...api, ...stage };
}

/** Checks the throttles of single routes of a stage. */
export function checkRouteThrottles(
  problems: Problems,
  throttles: Record<string, ThrottleArgs> | undefined,
  routeKeys: ReadonlySet<string>,
): void {
  for (const [key, throttle] of Object.entries(throttles ?? {})) {
    checkThrottle(problems.at(`[${JSON.stringify(key)}]`), throttle);
    problems.unless(routeKeys.has(key), "", {
      received: key,
      expected: "the key of a route of this API",
      fix: "add the route",
    });
  }
}
