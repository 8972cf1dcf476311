import type * as pulumi from "@pulumi/pulumi";
import { checkArgumentNames } from "../shared/arguments";
import { Problems, throwIfInvalid } from "../shared/problems";
import type { AlarmPlan, Condition, MonitoredStage, Severity, Thresholds } from "./alarm-plan";
import { AlarmLevel, type ApiMonitoringArgs, type MonitoringArgs } from "./args";
import { anomalyConditions } from "./conditions/anomalies";
import { certificateConditions, targetConditions } from "./conditions/backends";
import { FAST_RATE } from "./conditions/burn-rates";
import { cacheConditions, causeConditions, routeCondition } from "./conditions/causes";
import { checkApi, checkConditions, checkMonitoring } from "./checks";
import { consumerPlan } from "./conditions/consumers";
import { functionConditions } from "./conditions/functions";
import { logPlan, type LogPlan } from "./conditions/logs";
import type { LogCount } from "./log-counts";
import { type MonitoredApi, monitoredApi } from "./monitored-api";
import { objectiveConditions } from "./conditions/objectives";
import { monitoredRoutes } from "./routes";
import { webSocketConditions } from "./conditions/websocket";

/** All decisions about a monitoring, made before anything is registered. */
export interface MonitoringPlan {
  name: string;
  stage: MonitoredStage;
  level: AlarmLevel;
  hasDashboard: boolean;
  thresholds: Thresholds;
  conditions: Condition[];
  /** The filters over the access log. */
  counts: LogCount[];
  accessLogGroupName: pulumi.Input<string> | undefined;
  /** The time of the stage's newest deployment, where AWS gives it. */
  deployedAt: pulumi.Output<string> | undefined;
}

const DEFAULT_AVAILABILITY = 99.9;
const DEFAULT_MINIMUM = 10;
const DEFAULT_CLIENT_ERRORS = 20;
const NOTHING: LogPlan = { counts: [], conditions: [] };

/**
 * Decides on the alarms of a stage.
 *
 * @throws ComponentError with every problem of the arguments
 */
export function planMonitoring(name: string, args: MonitoringArgs): MonitoringPlan {
  const component = `Monitoring "${name}"`;
  const problems = new Problems();
  checkArgumentNames(component, problems, args, "MonitoringArgs");
  if (!checkApi(problems, args)) {
    throwIfInvalid(component, problems);
  }
  const plan = planStage(problems, name, args, monitoredApi(args));
  throwIfInvalid(component, problems);
  return plan;
}

/** Decides on the alarms of a stage, and adds what is wrong to the problems. */
export function planStage(
  problems: Problems,
  name: string,
  args: ApiMonitoringArgs,
  api: MonitoredApi,
): MonitoringPlan {
  const level = args.alarms ?? AlarmLevel.all;
  const accessLogGroupName = args.accessLogGroupName ?? api.signals?.accessLogGroupName;
  checkMonitoring(problems, args, api, accessLogGroupName !== undefined);
  const thresholds = thresholdsOf(args);
  const isLogged = level === AlarmLevel.all && accessLogGroupName !== undefined;
  const logs = isLogged ? logPlan(name, api.stage, thresholds, api.signals) : NOTHING;
  const consumers = isLogged ? consumerPlan(name, args.consumers, thresholds.minimumFailures) : NOTHING;
  const conditions = [...conditionsOf(api, args, level, thresholds), ...logs.conditions, ...consumers.conditions];
  const counts = [...logs.counts, ...consumers.counts];
  checkConditions(problems, name, conditions, counts);
  return {
    name,
    stage: api.stage,
    level,
    hasDashboard: args.dashboard ?? level === AlarmLevel.all,
    thresholds,
    conditions,
    counts,
    accessLogGroupName,
    deployedAt: api.signals?.deployedAt,
  };
}

/** Returns the alarms of a severity, each once. */
export function alarmsOf(conditions: readonly Condition[], severity?: Severity): AlarmPlan[] {
  return conditions
    .filter((condition) => severity === undefined || condition.severity === severity)
    .flatMap(({ alarms }) => alarms);
}

function conditionsOf(
  api: MonitoredApi,
  args: ApiMonitoringArgs,
  level: AlarmLevel,
  thresholds: Thresholds,
): Condition[] {
  const { stage, signals } = api;
  if (level === AlarmLevel.none) {
    return [];
  }
  if (level === AlarmLevel.few) {
    const fast = objectiveConditions(stage, { ...thresholds, latency: [] }, FAST_RATE);
    return [...fast, ...certificateConditions(args.certificates)];
  }
  return [
    ...objectiveConditions(stage, thresholds),
    ...causeConditions(stage, thresholds),
    ...webSocketConditions(stage, thresholds),
    ...cacheConditions(stage, args, signals),
    ...anomalyConditions(stage, args.anomalyBand),
    ...monitoredRoutes(args, api).map((key) => routeCondition(stage, key, thresholds)),
    ...functionConditions(args, thresholds.minimumFailures),
    ...targetConditions(args.targetGroups),
    ...certificateConditions(args.certificates),
  ];
}

function thresholdsOf({ objectives, minimumFailures, clientErrorRate }: ApiMonitoringArgs): Thresholds {
  const times = Object.entries(objectives?.latency ?? {}) as [string, number | undefined][];
  return {
    availability: objectives?.availability ?? DEFAULT_AVAILABILITY,
    latency: times.flatMap(([percentile, milliseconds]) =>
      milliseconds === undefined ? [] : [{ percent: Number(percentile.slice(1)), milliseconds }],
    ),
    minimumFailures: minimumFailures ?? DEFAULT_MINIMUM,
    clientErrorRate: clientErrorRate ?? DEFAULT_CLIENT_ERRORS,
  };
}
