import { CLOUDWATCH_LIMITS } from "../../aws/quotas";
import { apiMetadata, apiProtocol } from "../shared/api-metadata";
import type { Problems } from "../shared/problems";
import { checkLimit } from "../shared/limits";
import { checkTags } from "../shared/texts";
import type { Condition, Severity } from "./alarm-plan";
import { AlarmLevel, type MonitoringArgs } from "./args";
import { commonActions, severeActions } from "./actions";
import { compositeRuleLength } from "./composite-rule";
import { isReference } from "./monitored-api";
import { checkRoutes } from "./routes";

/** Checks the arguments of a monitoring. */
export function checkMonitoring(problems: Problems, args: MonitoringArgs): void {
  checkApi(problems, args);
  checkObjectives(problems.at("objectives"), args);
  checkNotify(problems.at("notify"), args.notify);
  problems.oneOf("alarms", args.alarms, Object.values(AlarmLevel));
  const { minimumFailures = 1, clientErrorRate = 1 } = args;
  problems.unless(Number.isInteger(minimumFailures) && minimumFailures >= 1, "minimumFailures", {
    received: minimumFailures,
    expected: "a whole number from 1",
    fix: "write 10",
  });
  problems.unless(clientErrorRate > 0 && clientErrorRate <= 100, "clientErrorRate", {
    received: clientErrorRate,
    expected: "a percentage above 0, at most 100",
    fix: "write 20",
  });
  checkRoutes(problems, args);
  checkTags(problems.at("tags"), args.tags);
}

/** Checks the composite alarms against CloudWatch's limits. */
export function checkConditions(problems: Problems, name: string, conditions: readonly Condition[]): void {
  const severities: Severity[] = ["page", "ticket"];
  for (const severity of severities) {
    const own = conditions.filter((condition) => condition.severity === severity);
    const children = own.flatMap(({ alarms }) => alarms).length;
    checkLimit(problems, `alarms of a ${severity}`, children, CLOUDWATCH_LIMITS.compositeChildren);
    const length = compositeRuleLength(name, own);
    const { value, source } = CLOUDWATCH_LIMITS.compositeRule;
    problems.unless(length <= value, `alarms of a ${severity}`, {
      received: length,
      expected: `a rule of at most ${value} characters (${source})`,
      fix: "list the routes that matter in routes, or make a second Monitoring",
    });
  }
}

function checkApi(problems: Problems, { api, stage }: MonitoringArgs): void {
  if (isReference(api)) {
    const isRest = api.kind === "REST";
    problems.oneOf("api.kind", api.kind, ["HTTP", "REST", "WEBSOCKET"]);
    problems.unless((isRest ? api.apiName : api.apiId) !== undefined, isRest ? "api.apiName" : "api.apiId", {
      expected: isRest ? "the name of the REST API, which its metrics are found by" : "the API's id",
      fix: isRest ? "write apiName: api.name" : "write apiId: api.id",
    });
    return;
  }
  const stages = Object.keys(apiMetadata(api)?.stages ?? {});
  problems.unless(apiProtocol(api) !== undefined && stages.length > 0, "api", {
    expected: "an HttpApi, a RestApi or a WebSocketApi with a stage, or a reference with its kind and stage",
    fix: 'write { kind: "HTTP", apiId: api.id, stage: "live" }',
  });
  problems.unless(stage === undefined || stages.length === 0 || stages.includes(stage), "stage", {
    received: stage,
    expected: stages.join(", "),
    fix: "name a stage of the API",
  });
}

function checkObjectives(problems: Problems, { objectives }: MonitoringArgs): void {
  const { availability = 99.9, latency = {} } = objectives ?? {};
  problems.unless(availability > 0 && availability < 100, "availability", {
    received: availability,
    expected: "a percentage above 0 and below 100: at 100 no request could ever fail",
    fix: "write 99.9",
  });
  for (const [percentile, milliseconds] of Object.entries(latency)) {
    problems.unless(typeof milliseconds === "number" && milliseconds > 0, `latency.${percentile}`, {
      received: milliseconds,
      expected: "milliseconds above 0",
      fix: "write 800",
    });
  }
}

function checkNotify(problems: Problems, notify: MonitoringArgs["notify"]): void {
  for (const [argument, severity] of [
    ["", undefined],
    ["page", "page"],
    ["ticket", "ticket"],
  ] as const) {
    const actions = severity === undefined ? commonActions(notify) : severeActions(notify, severity);
    checkLimit(problems, argument, actions.length, CLOUDWATCH_LIMITS.alarmActions);
    for (const action of actions) {
      problems.known<string>(argument, action, (received) =>
        received.startsWith("arn:") ? undefined : { received, expected: "the ARN of an action", fix: "pass topic.arn" },
      );
    }
  }
}
