import { checkAccessLog } from "../monitoring/access-log-group";
import { checkLogDestination } from "../monitoring/log-destination";
import { LoggingLevel } from "../shared/logging-level";
import type { Problems } from "../shared/problems";
import { checkStageVariables } from "../shared/stage-variables";
import { checkRouteThrottles, checkStageChoice, inheritLog, problemsOfStage } from "../shared/stages";
import { checkText, DESCRIPTION } from "../shared/texts";
import { checkThrottle, inheritThrottle } from "../shared/throttle";
import type { PlainWebSocketApiArgs, WebSocketStageArgs } from "./args";

const DEFAULT_STAGE = "live";

/** One stage with what it has from the API. */
export interface WebSocketStagePlan {
  name: string;
  args: WebSocketStageArgs;
}

/** Plans the stages: one unless `stages` names several. */
export function planWebSocketStages(
  args: PlainWebSocketApiArgs,
  routeKeys: ReadonlySet<string>,
  problems: Problems,
): WebSocketStagePlan[] {
  checkStageChoice(problems, args);
  const named = args.stages ?? { [args.stage ?? DEFAULT_STAGE]: {} };
  const stages = Object.entries(named).map(([name, own]) => ({ name, args: withApiSettings(args, own) }));
  for (const planned of stages) {
    checkStage(problemsOfStage(problems, args, planned.name), planned, args.stages !== undefined, routeKeys);
  }
  problems.unless(stages.length > 0, "stages", {
    received: {},
    expected: "at least one stage",
    fix: "name one, or leave stages out",
  });
  return stages;
}

function withApiSettings(api: PlainWebSocketApiArgs, own: WebSocketStageArgs): WebSocketStageArgs {
  return {
    ...own,
    autoDeploy: own.autoDeploy ?? api.autoDeploy ?? true,
    throttle: inheritThrottle(api.throttle, own.throttle),
    accessLog: inheritLog(api.accessLog, own.accessLog),
    loggingLevel: own.loggingLevel ?? api.loggingLevel,
    dataTrace: own.dataTrace ?? api.dataTrace,
    detailedMetrics: own.detailedMetrics ?? api.detailedMetrics,
    stageVariables: own.stageVariables ?? api.stageVariables,
    clientCertificate: own.clientCertificate ?? api.clientCertificate,
  };
}

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html */
function checkStage(
  problems: Problems,
  { name, args }: WebSocketStagePlan,
  isOwn: boolean,
  routeKeys: ReadonlySet<string>,
): void {
  problems.unless(/^[A-Za-z0-9_-]{1,128}$/.test(name), isOwn ? "" : "stage", {
    received: name,
    expected: "letters, digits, - and _, at most 128 of them: a WebSocket API has no $default stage",
    fix: 'write "live"',
  });
  problems.known<string>("loggingLevel", args.loggingLevel, (received) => {
    const levels: readonly string[] = Object.values(LoggingLevel);
    return levels.includes(received) ? undefined : { received, expected: "OFF, ERROR or INFO", fix: 'write "ERROR"' };
  });
  checkThrottle(problems.at("throttle"), args.throttle);
  checkRouteThrottles(problems.at("routeThrottles"), args.routeThrottles, routeKeys);
  checkStageVariables(problems.at("stageVariables"), args.stageVariables);
  checkAccessLog(problems.at("accessLog"), args.accessLog);
  checkLogDestination(problems, args.accessLog, false);
  if (isOwn) {
    checkText(problems, "description", args.description, DESCRIPTION);
  }
}

/** Returns what is not wrong but seldom meant. */
export function stageWarnings(args: PlainWebSocketApiArgs, stages: readonly WebSocketStagePlan[]): string[] {
  const untraced = stages.filter(
    ({ args: { dataTrace, loggingLevel = "OFF" } }) => dataTrace === true && loggingLevel === "OFF",
  );
  return untraced.map(({ name }) => {
    const place = args.stages === undefined ? "" : `stages[${JSON.stringify(name)}]: `;
    return `${place}dataTrace has no effect while loggingLevel is "OFF".`;
  });
}
