import { type Computation, compileMath } from "./metric-math";
import type { Statistic, Traffic } from "./traffic";

/** The inputs of an `aws.cloudwatch.MetricAlarm`. */
export interface AlarmInputs {
  comparisonOperator: string;
  evaluationPeriods: number;
  datapointsToAlarm?: number;
  threshold: number;
  treatMissingData?: string;
  metricName?: string;
  dimensions?: Record<string, string>;
  period?: number;
  statistic?: string;
  extendedStatistic?: string;
  metricQueries?: {
    id: string;
    expression?: string;
    returnData?: boolean;
    metric?: { metricName: string; dimensions?: Record<string, string>; period: number; stat: string };
  }[];
}

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** Finds the traffic that a metric with these dimensions is of. */
export type TrafficOf = (dimensions: Record<string, string>) => Traffic | undefined;

/** A minute after its end a metric is there. */
const PUBLISHED_AFTER = 1;
const DAY = 86_400;

/** The comparisons of a value with a threshold. */
const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * Evaluates one alarm as CloudWatch does: every minute over a window that slides, every hour where it is longer than a day; M of
 * the newest N periods over the threshold raise it; a period without data is treated as configured.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export class AlarmEvaluator {
  private state: AlarmState = "INSUFFICIENT_DATA";
  private readonly minutes: number;
  private readonly compute: Computation;
  private readonly statistics: ReadonlyMap<string, Statistic>;

  constructor(
    private readonly inputs: AlarmInputs,
    trafficOf: TrafficOf,
  ) {
    const { metricName, metricQueries = [], dimensions = {}, statistic, extendedStatistic } = inputs;
    const read = metricQueries.flatMap(({ id, metric }) => (metric === undefined ? [] : [[id, metric] as const]));
    const [first] = read;
    const stat = statistic ?? extendedStatistic ?? "";
    const metrics =
      metricName === undefined ? read : [["value", { metricName, dimensions, stat, period: 60 }] as const];
    const watched = metricQueries.find(({ returnData }) => returnData)?.expression ?? "";
    this.minutes = (inputs.period ?? first?.[1].period ?? 60) / 60;
    this.compute = compileMath(metricName === undefined ? watched : "value");
    this.statistics = new Map(
      metrics.map(([id, metric]) => [
        id,
        trafficOf(metric.dimensions ?? {})?.statistic(metric.metricName, metric.stat) ?? (() => undefined),
      ]),
    );
  }

  /** Returns the state at the end of a minute. */
  at(minute: number): AlarmState {
    const { evaluationPeriods: periods } = this.inputs;
    const isDue = this.minutes * 60 * periods <= DAY || minute % 60 === 0;
    if (isDue) {
      this.state = this.judge(minute + 1 - PUBLISHED_AFTER);
    }
    return this.state;
  }

  private judge(end: number): AlarmState {
    const {
      treatMissingData = "missing",
      evaluationPeriods,
      datapointsToAlarm = evaluationPeriods,
      threshold,
    } = this.inputs;
    const isBreaching = COMPARISONS[this.inputs.comparisonOperator];
    let known = 0;
    let breaching = 0;
    for (let from = end - evaluationPeriods * this.minutes; from < end; from += this.minutes) {
      const value = this.compute((id) => this.read(id, from));
      if (value !== undefined) {
        known += 1;
        breaching += isBreaching?.(value, threshold) === true ? 1 : 0;
      }
    }
    if (known === 0 && treatMissingData === "missing") {
      return "INSUFFICIENT_DATA";
    }
    if (known === 0 && treatMissingData === "ignore") {
      return this.state;
    }
    const missing = treatMissingData === "breaching" ? evaluationPeriods - known : 0;
    return breaching + missing >= datapointsToAlarm ? "ALARM" : "OK";
  }

  private read(id: string, from: number): number | undefined {
    const statistic = this.statistics.get(id);
    if (statistic === undefined) {
      throw new Error(`no metric ${id}`);
    }
    return statistic(from, from + this.minutes);
  }
}

/** A rule of a composite alarm, which holds or not for the states of its children. */
export type CompositeRule = (states: ReadonlyMap<string, AlarmState>) => boolean;

/**
 * Compiles the rule of a composite alarm: `(ALARM("a") AND ALARM("b")) OR ALARM("c")`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function compileRule(rule: string): CompositeRule {
  const names: string[] = [];
  const expression = rule.replaceAll(/ALARM\("([^"]+)"\)/g, (_all, name: string) => `a${names.push(name) - 1}`);
  const compute = compileMath(expression);
  const nameOf = new Map(names.map((name, index) => [`a${index}`, name]));
  return (states) =>
    compute((id) => {
      const state = states.get(nameOf.get(id) ?? "");
      if (state === undefined) {
        throw new Error(`no alarm ${nameOf.get(id) ?? id}`);
      }
      return state === "ALARM" ? 1 : 0;
    }) !== 0;
}
