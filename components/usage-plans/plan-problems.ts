import { LIMITS } from "../../aws/quotas";
import { apiFacts } from "../shared/api-metadata";
import { restPartsOf } from "../rest-api/nodes";
import { throttleProblems } from "../shared/stage-plan";
import { compareWithLimit } from "../shared/limits";
import { validateKnown, type Problem } from "../shared/problems";
import { type PlanLimits, type PlanStageArgs, QuotaPeriod } from "./usage-plan-args";

/** What is wrong with what a plan allows. */
export function planProblems(limits: PlanLimits, stages: readonly PlanStageArgs[], where: string): Problem[] {
  return [
    ...throttleProblems(limits.throttle, `${where}throttle`),
    ...halfThrottle(limits.throttle, `${where}throttle`),
    ...quotaProblems(limits, where),
    ...routeThrottleProblems(limits.routeThrottles, stages, `${where}routeThrottles`),
  ];
}

/** What is wrong with the stages. */
export function stageProblems(stages: readonly PlanStageArgs[]): Problem[] {
  return [
    ...(stages.length === 0
      ? [{ argument: "stages", received: [], expected: "at least one stage", fix: "name an API" }]
      : []),
    ...stages.flatMap((stage, index) => [
      ...stageProblem(stage, `stages[${index}]`),
      ...routeThrottleProblems(stage.routeThrottles, [stage], `stages[${index}].routeThrottles`),
    ]),
  ];
}

/** How many keys there are, against what AWS has for an account and region. */
export function keyCountProblems(argument: string, count: number): Problem[] {
  return compareWithLimit(argument, count, LIMITS.rest.apiKeys).problems;
}

function stageProblem({ api, stage }: PlanStageArgs, argument: string): Problem[] {
  const known = Object.keys(apiFacts(api)?.stages ?? {});
  if (stage === undefined) {
    return known.length > 0
      ? []
      : [{ argument: `${argument}.stage`, expected: "the stage of an API made elsewhere", fix: "name it" }];
  }
  return known.length === 0 || known.includes(stage)
    ? []
    : [{ argument: `${argument}.stage`, received: stage, expected: known.join(", "), fix: "name a stage of the API" }];
}

function quotaProblems({ quota }: PlanLimits, where: string): Problem[] {
  if (quota === undefined) {
    return [];
  }
  const periods: readonly string[] = Object.values(QuotaPeriod);
  return [
    ...(periods.includes(quota.period)
      ? []
      : [
          {
            argument: `${where}quota.period`,
            received: quota.period,
            expected: periods.join(", "),
            fix: 'write "DAY"',
          },
        ]),
    ...validateKnown<number>(quota.limit, (limit) =>
      Number.isInteger(limit) && limit > 0
        ? undefined
        : {
            argument: `${where}quota.limit`,
            received: limit,
            expected: "a whole number from 1",
            fix: "leave quota out for none",
          },
    ),
  ];
}

/** A limit that is left out beside the other reaches AWS as 0, which refuses every request. */
function halfThrottle(throttle: PlanLimits["throttle"], argument: string): Problem[] {
  const { rateLimit, burstLimit } = throttle ?? {};
  if ((rateLimit === undefined) === (burstLimit === undefined)) {
    return [];
  }
  const missing = rateLimit === undefined ? "rateLimit" : "burstLimit";
  return [
    { argument: `${argument}.${missing}`, expected: "both rateLimit and burstLimit", fix: `write ${missing} too` },
  ];
}

function routeThrottleProblems(
  throttles: PlanLimits["routeThrottles"],
  stages: readonly PlanStageArgs[],
  argument: string,
): Problem[] {
  const tables = stages.map(({ api }) => restPartsOf(api)?.plan.routes.map(({ key }) => key.key));
  return Object.entries(throttles ?? {}).flatMap(([key, throttle]) => {
    const place = `${argument}[${JSON.stringify(key)}]`;
    const isMissing = tables.length > 0 && tables.every((table) => table !== undefined && !table.includes(key));
    return [
      ...throttleProblems(throttle, place),
      ...halfThrottle(throttle, place),
      ...(isMissing
        ? [{ argument, received: key, expected: "the key of a route of the API", fix: "add the route" }]
        : []),
    ];
  });
}
