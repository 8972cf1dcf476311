import { LIMITS } from "../../aws/quotas";
import { accessLogProblems } from "../monitoring/access-log-group";
import { validateKnown, type Problem } from "./problems";
import type { HttpApiArgs, StageArgs, ThrottleArgs } from "../http-api/args";

/** The stage whose URL has no path of its own. */
export const HTTP_DEFAULT_STAGE = "$default";

/** One stage with what it has from the API. */
export interface PlannedStage {
  name: string;
  /** The name without what a logical name or a log group can't have. */
  label: string;
  args: StageArgs;
}

/** The stages to make: one unless `stages` names several; none for an adopted API that names none. */
export function planStages(args: HttpApiArgs, routeKeys: ReadonlySet<string>, problems: Problem[]): PlannedStage[] {
  if (args.stages !== undefined && args.stage !== undefined) {
    const fix = "write the stage as one of stages";
    problems.push({ argument: "stage", received: args.stage, expected: "either stage or stages", fix });
  }
  const named =
    args.stages ??
    (args.api !== undefined && args.stage === undefined ? {} : { [args.stage ?? HTTP_DEFAULT_STAGE]: {} });
  const stages = Object.entries(named).map(([name, stage]) => ({
    name,
    label: labelOf(name),
    args: inherit(args, stage),
  }));
  problems.push(...stages.flatMap((stage) => stageProblems(stage, args, routeKeys)), ...sameLabels(stages));
  return stages;
}

function inherit(api: HttpApiArgs, stage: StageArgs): StageArgs {
  return {
    ...stage,
    throttle: inheritThrottle(api.throttle, stage.throttle),
    accessLog: { ...api.accessLog, ...stage.accessLog },
    detailedMetrics: stage.detailedMetrics ?? api.detailedMetrics,
    stageVariables: stage.stageVariables ?? api.stageVariables,
    autoDeploy: stage.autoDeploy ?? api.autoDeploy ?? true,
  };
}

/** What the nearer one leaves out is the wider one's. */
export function inheritThrottle(wider: ThrottleArgs = {}, nearer: ThrottleArgs = {}): ThrottleArgs {
  return { rateLimit: nearer.rateLimit ?? wider.rateLimit, burstLimit: nearer.burstLimit ?? wider.burstLimit };
}

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html */
function stageProblems(stage: PlannedStage, args: HttpApiArgs, routeKeys: ReadonlySet<string>): Problem[] {
  const argument = args.stages === undefined ? "stage" : `stages[${JSON.stringify(stage.name)}]`;
  const where = args.stages === undefined ? "" : `${argument}.`;
  const expected = "letters, digits, - and _, at most 128 of them, or $default";
  const wellFormed = stage.name === HTTP_DEFAULT_STAGE || /^[A-Za-z0-9_-]{1,128}$/.test(stage.name);
  return [
    ...(wellFormed ? [] : [{ argument, received: stage.name, expected, fix: `write ${JSON.stringify(stage.label)}` }]),
    ...accessLogProblems(stage.args.accessLog, `${where}accessLog`),
    ...throttleProblems(stage.args.throttle, `${where}throttle`),
    ...stageVariableProblems(stage.args.stageVariables, `${where}stageVariables`),
    ...Object.entries(stage.args.routeThrottles ?? {}).flatMap(([key, throttle]) => [
      ...throttleProblems(throttle, `${where}routeThrottles[${JSON.stringify(key)}]`),
      ...(routeKeys.has(key)
        ? []
        : [
            {
              argument: `${where}routeThrottles`,
              received: key,
              expected: "the key of a route of this API",
              fix: "add the route",
            },
          ]),
    ]),
  ];
}

/** What is wrong with the plain values of a throttle. */
export function throttleProblems(throttle: ThrottleArgs | undefined, argument: string): Problem[] {
  return [
    ...validateKnown<number>(throttle?.rateLimit, (value) => amountProblem(`${argument}.rateLimit`, value, false)),
    ...validateKnown<number>(throttle?.burstLimit, (value) => amountProblem(`${argument}.burstLimit`, value, true)),
  ];
}

function amountProblem(argument: string, value: number, whole: boolean): Problem | undefined {
  return Number.isFinite(value) && value >= 0 && (!whole || Number.isInteger(value))
    ? undefined
    : {
        argument,
        received: value,
        expected: `${whole ? "a whole number" : "a number"} from 0`,
        fix: "write how many requests",
      };
}

/** AWS documents these characters; its error message names a space too. */
const NOT_IN_A_VALUE = /[^A-Za-z0-9\-._~:/?#&=, ]/g;

/**
 * What is wrong with the names and plain values of stage variables, on every kind of API.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html (variables)
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html (stageVariables)
 */
export function stageVariableProblems(variables: StageArgs["stageVariables"], argument: string): Problem[] {
  const { stageVariableKey: key, stageVariableValue: value } = LIMITS.http;
  return Object.entries(variables ?? {}).flatMap(([name, text]) => [
    ...(/^[A-Za-z0-9_]+$/.test(name) && name.length <= key.value
      ? []
      : [
          {
            argument,
            received: name,
            expected: `a name of letters, digits and _, at most ${key.value}`,
            fix: "rename it",
          },
        ]),
    ...validateKnown<string>(text, (plain) =>
      plain.search(NOT_IN_A_VALUE) < 0
        ? undefined
        : {
            argument: `${argument}.${name}`,
            // The characters alone: a value may be one that no log should have.
            received: [...new Set(plain.match(NOT_IN_A_VALUE))].join(""),
            expected: "letters, digits and - . _ ~ : / ? # & = ,",
            fix: "keep the text elsewhere, such as in the function's environment, and name it here",
          },
    ),
    ...validateKnown<string>(text, (plain) =>
      plain.length <= value.value
        ? undefined
        : {
            argument: `${argument}.${name}`,
            received: plain.length,
            expected: `at most ${value.value} characters`,
            fix: "shorten it",
          },
    ),
  ]);
}

function sameLabels(stages: PlannedStage[]): Problem[] {
  const labels = stages.map((stage) => stage.label);
  return stages
    .filter((stage, index) => labels.indexOf(stage.label) !== index)
    .map((stage) => ({
      argument: "stages",
      received: stage.name,
      expected: "names that differ in more than $",
      fix: "rename it",
    }));
}

function labelOf(stage: string): string {
  return stage.replace(/[^A-Za-z0-9_-]/g, "");
}
