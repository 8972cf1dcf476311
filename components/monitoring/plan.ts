import type * as pulumi from "@pulumi/pulumi";
import { checkArgumentNames } from "../shared/arguments";
import { Problems, throwIfInvalid } from "../shared/problems";
import type { AlarmPlan, Condition, MonitoredStage, Severity, Thresholds } from "./alarm-plan";
import { AlarmLevel, type MonitoringArgs } from "./args";
import { backendConditions, certificateConditions } from "./backend-conditions";
import { FAST_RATE } from "./burn-rates";
import { causeConditions, routeCondition } from "./cause-conditions";
import { checkConditions, checkMonitoring } from "./checks";
import { logConditions } from "./log-conditions";
import { objectiveConditions } from "./objective-conditions";
import { monitoredStage, signalsOf } from "./monitored-api";
import { monitoredRoutes } from "./routes";

/** All decisions about a monitoring, made before anything is registered. */
export interface MonitoringPlan {
  name: string;
  stage: MonitoredStage;
  thresholds: Thresholds;
  conditions: Condition[];
  accessLogGroupName: pulumi.Input<string> | undefined;
}

const DEFAULT_AVAILABILITY = 99.9;
const DEFAULT_MINIMUM = 10;
const DEFAULT_CLIENT_ERRORS = 20;

/**
 * Decides on the alarms of a stage.
 *
 * @throws ComponentError with every problem of the arguments
 */
export function planMonitoring(name: string, args: MonitoringArgs): MonitoringPlan {
  const component = `Monitoring "${name}"`;
  const problems = new Problems();
  checkArgumentNames(component, problems, args, "MonitoringArgs");
  checkMonitoring(problems, args);
  throwIfInvalid(component, problems);
  const stage = monitoredStage(args);
  const thresholds = thresholdsOf(args);
  const accessLogGroupName = args.accessLogGroupName ?? signalsOf(args)?.accessLogGroupName;
  const plan = { name, stage, thresholds, accessLogGroupName };
  const conditions = conditionsOf(plan, args);
  checkConditions(problems, name, conditions);
  throwIfInvalid(component, problems);
  return { ...plan, conditions };
}

/** Returns the alarms of a severity, each once. */
export function alarmsOf(conditions: readonly Condition[], severity?: Severity): AlarmPlan[] {
  return conditions
    .filter((condition) => severity === undefined || condition.severity === severity)
    .flatMap(({ alarms }) => alarms);
}

function conditionsOf(plan: Omit<MonitoringPlan, "conditions">, args: MonitoringArgs): Condition[] {
  const { name, stage, thresholds } = plan;
  const level = args.alarms ?? AlarmLevel.all;
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
    ...monitoredRoutes(args).map((key) => routeCondition(stage, key, thresholds)),
    ...(plan.accessLogGroupName === undefined ? [] : logConditions(name, stage, thresholds)),
    ...backendConditions(args, thresholds.minimumFailures),
  ];
}

function thresholdsOf({ objectives, minimumFailures, clientErrorRate }: MonitoringArgs): Thresholds {
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
