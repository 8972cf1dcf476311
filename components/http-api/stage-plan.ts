import { checkLogDestination } from "../monitoring/log-destination";
import { LIMITS } from "../../aws/quotas";
import { checkAccessLog } from "../monitoring/access-log-group";
import { checkLimit } from "../shared/limits";
import type { Problems } from "../shared/problems";
import { checkStageVariables } from "../shared/stage-variables";
import { checkRouteThrottles, checkStageChoice, DEFAULT_STAGE, inheritLog, problemsOfStage } from "../shared/stages";
import { checkText, DESCRIPTION } from "../shared/texts";
import { checkThrottle, inheritThrottle } from "../shared/throttle";
import type { PlainHttpApiArgs, StageArgs } from "./args";

/** One stage with what it has from the API. */
export interface StagePlan {
  name: string;
  /** The name without what a logical name or a log group can't have. */
  label: string;
  args: StageArgs;
}

/** Plans the stages: one unless `stages` names several; none for an adopted API that names none. */
export function planStages(args: PlainHttpApiArgs, routeKeys: ReadonlySet<string>, problems: Problems): StagePlan[] {
  checkStageChoice(problems, args);
  const named =
    args.stages ?? (args.api !== undefined && args.stage === undefined ? {} : { [args.stage ?? DEFAULT_STAGE]: {} });
  const stages = Object.entries(named).map(([name, own]) => ({
    name,
    label: name.replace(/[^A-Za-z0-9_-]/g, ""),
    args: withApiSettings(args, own),
  }));
  for (const planned of stages) {
    checkStage(problemsOfStage(problems, args, planned.name), planned, args.stages !== undefined, routeKeys);
  }
  checkLimit(problems, "stages", stages.length, LIMITS.http.stages);
  const labels = stages.map(({ label }) => label);
  for (const { name } of stages.filter(({ label }, index) => labels.indexOf(label) !== index)) {
    problems.add("stages", { received: name, expected: "names that differ in more than $", fix: "rename it" });
  }
  return stages;
}

function withApiSettings(api: PlainHttpApiArgs, own: StageArgs): StageArgs {
  return {
    ...own,
    throttle: inheritThrottle(api.throttle, own.throttle),
    accessLog: inheritLog(api.accessLog, own.accessLog),
    detailedMetrics: own.detailedMetrics ?? api.detailedMetrics,
    stageVariables: own.stageVariables ?? api.stageVariables,
    autoDeploy: own.autoDeploy ?? api.autoDeploy ?? true,
  };
}

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html */
function checkStage(
  problems: Problems,
  { name, label, args }: StagePlan,
  isOwn: boolean,
  routeKeys: ReadonlySet<string>,
): void {
  problems.unless(name === DEFAULT_STAGE || /^[A-Za-z0-9_-]{1,128}$/.test(name), isOwn ? "" : "stage", {
    received: name,
    expected: "letters, digits, - and _, at most 128 of them, or $default",
    fix: `write ${JSON.stringify(label)}`,
  });
  checkAccessLog(problems.at("accessLog"), args.accessLog);
  checkLogDestination(problems, args.accessLog, false);
  checkThrottle(problems.at("throttle"), args.throttle);
  checkStageVariables(problems.at("stageVariables"), args.stageVariables);
  checkRouteThrottles(problems.at("routeThrottles"), args.routeThrottles, routeKeys);
  if (isOwn) {
    checkText(problems, "description", args.description, DESCRIPTION);
  }
}
