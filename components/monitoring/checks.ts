import { CLOUDWATCH_LIMITS } from "../../aws/quotas";
import { apiMetadata, apiProtocol } from "../shared/api-metadata";
import { type Expectation, isDeferred, type Problems } from "../shared/problems";
import { checkLimit } from "../shared/limits";
import { checkTags } from "../shared/texts";
import type { Condition, Severity } from "./alarm-plan";
import { AlarmLevel, type ApiMonitoringArgs, type MonitoringArgs } from "./args";
import { commonActions, severeActions } from "./actions";
import { compositeRuleLength } from "./composite-rule";
import type { LogCount } from "./log-counts";
import { isReference, type MonitoredApi } from "./monitored-api";
import { checkReferences } from "./reference-checks";
import { checkRoutes } from "./routes";

/** Checks the arguments of a monitoring, without its API. */
export function checkMonitoring(
  problems: Problems,
  args: ApiMonitoringArgs,
  api: MonitoredApi,
  isLogged: boolean,
): void {
  const { stage } = args;
  problems.unless(stage === undefined || api.stages.length === 0 || api.stages.includes(stage), "stage", {
    received: stage,
    expected: api.stages.join(", "),
    fix: "name a stage of the API",
  });
  checkObjectives(problems.at("objectives"), args);
  checkNotify(problems.at("notify"), args.notify);
  problems.oneOf("alarms", args.alarms, Object.values(AlarmLevel));
  problems.unless(args.dashboard !== true || args.alarms !== AlarmLevel.none, "dashboard", {
    received: true,
    expected: 'alarms other than "none", which the dashboard shows',
    fix: 'set alarms: "few", or leave dashboard out',
  });
  checkNumbers(problems, args);
  checkRoutes(problems, args, api);
  checkConsumers(problems, args, api, isLogged);
  checkDeployments(problems.at("deployments"), args.deployments);
  checkReferences(problems, args);
  checkTags(problems.at("tags"), args.tags);
}

/** Checks the composite alarms and the filters against CloudWatch's limits. */
export function checkConditions(
  problems: Problems,
  name: string,
  conditions: readonly Condition[],
  counts: readonly LogCount[],
): void {
  const severities: Severity[] = ["page", "ticket"];
  for (const severity of severities) {
    const own = conditions.filter((condition) => condition.severity === severity);
    const children = own.flatMap(({ alarms }) => alarms).length;
    const fewer = "list the routes that matter in routes, or make a second Monitoring";
    checkLimit(problems, `alarms of a ${severity}`, children, CLOUDWATCH_LIMITS.compositeChildren, fewer);
    const length = compositeRuleLength(name, own);
    const { value, source } = CLOUDWATCH_LIMITS.compositeRule;
    problems.unless(length <= value, `alarms of a ${severity}`, {
      received: length,
      expected: `a rule of at most ${value} characters (${source})`,
      fix: fewer,
    });
  }
  checkLimit(problems, "consumers (their filters over the access log)", counts.length, CLOUDWATCH_LIMITS.metricFilters);
}

/** Checks that the API is one whose metrics can be found, and returns whether it is. */
export function checkApi(problems: Problems, { api }: MonitoringArgs): boolean {
  const before = problems.all.length;
  checkReference(problems, api);
  return problems.all.length === before;
}

function checkReference(problems: Problems, api: MonitoringArgs["api"]): void {
  if (isReference(api)) {
    const isRest = api.kind === "REST";
    problems.oneOf("api.kind", api.kind, ["HTTP", "REST", "WEBSOCKET"]);
    problems.unless((isRest ? api.apiName : api.apiId) !== undefined, isRest ? "api.apiName" : "api.apiId", {
      expected: isRest ? "the name of the REST API, which its metrics are found by" : "the API's id",
      fix: isRest ? "write apiName: api.name" : "write apiId: api.id",
    });
    problems.unless(isDeferred(api.stage) || (typeof api.stage === "string" && api.stage !== ""), "api.stage", {
      received: api.stage,
      expected: "the name of the API's stage, which its metrics are found by",
      fix: 'write stage: "live"',
    });
    return;
  }
  const stages = Object.keys(apiMetadata(api)?.stages ?? {});
  problems.unless(apiProtocol(api) !== undefined && stages.length > 0, "api", {
    expected: "an HttpApi, a RestApi or a WebSocketApi with a stage, or a reference with its kind and stage",
    fix: 'write { kind: "HTTP", apiId: api.id, stage: "live" }',
  });
}

function checkObjectives(problems: Problems, { objectives }: ApiMonitoringArgs): void {
  const { availability = 99.9, latency = {} } = objectives ?? {};
  problems.unless(Number.isFinite(availability) && availability > 0 && availability < 100, "availability", {
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

function checkNumbers(problems: Problems, args: ApiMonitoringArgs): void {
  const { minimumFailures = 1, clientErrorRate = 1, cacheHitRate = 1, anomalyBand = 1, accountConcurrency = 1 } = args;
  const isCount = (number: number): boolean => Number.isInteger(number) && number >= 1;
  const isPercentage = (number: number): boolean => Number.isFinite(number) && number > 0 && number <= 100;
  const checks: [name: string, received: number, isRight: boolean, expected: string, fix: string][] = [
    ["minimumFailures", minimumFailures, isCount(minimumFailures), "a whole number from 1", "write 10"],
    ["clientErrorRate", clientErrorRate, isPercentage(clientErrorRate), PERCENTAGE, "write 20"],
    ["cacheHitRate", cacheHitRate, isPercentage(cacheHitRate), PERCENTAGE, "write 60"],
    [
      "anomalyBand",
      anomalyBand,
      Number.isFinite(anomalyBand) && anomalyBand > 0,
      "standard deviations above 0",
      "write 3",
    ],
    ["accountConcurrency", accountConcurrency, isCount(accountConcurrency), "a whole number from 1", "write 1_000"],
  ];
  for (const [name, received, isRight, expected, fix] of checks) {
    problems.unless(isRight, name, { received, expected, fix });
  }
}

const PERCENTAGE = "a percentage above 0, at most 100";

function checkConsumers(problems: Problems, args: ApiMonitoringArgs, api: MonitoredApi, isLogged: boolean): void {
  for (const [name, { field }] of Object.entries(args.consumers ?? {})) {
    problems.unless(isLogged, "consumers", {
      received: name,
      expected: "an access log with the standard format, in which the consumer's lines are counted",
      fix: "set accessLogGroupName to the log group with these fields",
    });
    problems.unless(api.stage.kind === "REST" || field !== undefined, `consumers[${JSON.stringify(name)}].field`, {
      expected: "the field of the access log that names the consumer: only the standard format of REST APIs has one",
      fix: 'set accessLog.format to accessLogFormat({ sub: "authorizer.claims.sub" }), accessLogGroupName, and field: "sub"',
    });
    problems.unless(
      field === undefined || /^[A-Za-z_][\w.]*$/.test(field),
      `consumers[${JSON.stringify(name)}].field`,
      {
        received: field,
        expected: "the name of a field: letters, digits, dots and underscores",
        fix: 'write "sub"',
      },
    );
  }
}

function checkDeployments(problems: Problems, deployments: ApiMonitoringArgs["deployments"]): void {
  (deployments ?? []).forEach(({ at }, index) => {
    problems.known<string>(`[${index}].at`, at, (received): Expectation | undefined =>
      Number.isNaN(Date.parse(received))
        ? { received, expected: "a time in ISO 8601", fix: 'write "2026-11-29T12:00:00Z"' }
        : undefined,
    );
  });
}

function checkNotify(problems: Problems, notify: ApiMonitoringArgs["notify"]): void {
  for (const [argument, severity] of [
    ["", undefined],
    ["page", "page"],
    ["ticket", "ticket"],
  ] as const) {
    const actions = severity === undefined ? commonActions(notify) : severeActions(notify, severity);
    if (isDeferred(actions)) {
      problems.add(argument, { expected: "a list that is known before the deployment", fix: "write [topic.arn]" });
      continue;
    }
    checkLimit(problems, argument, actions.length, CLOUDWATCH_LIMITS.alarmActions, "pass one topic with all receivers");
    for (const action of actions) {
      problems.known<string>(argument, action, (received) =>
        /^arn:/.test(received) ? undefined : { received, expected: "the ARN of an action", fix: "pass topic.arn" },
      );
    }
  }
}
