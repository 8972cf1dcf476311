import { evaluateMath, type Series } from "./metric-math";
import type { Traffic } from "./traffic";

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

/**
 * Evaluates one alarm as CloudWatch does: every minute over a window that slides, every hour where it is longer than a day; M of
 * the newest N periods over the threshold raise it; a period without data is treated as configured.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export class AlarmEvaluator {
  private state: AlarmState = "INSUFFICIENT_DATA";

  constructor(
    private readonly inputs: AlarmInputs,
    private readonly trafficOf: TrafficOf,
  ) {}

  /** Returns the state at the end of a minute. */
  at(minute: number): AlarmState {
    const { evaluationPeriods: periods } = this.inputs;
    const isDue = this.period * periods <= DAY || minute % 60 === 0;
    if (isDue) {
      this.state = this.judge(this.values(minute + 1 - PUBLISHED_AFTER));
    }
    return this.state;
  }

  private get period(): number {
    return this.inputs.period ?? this.inputs.metricQueries?.find(({ metric }) => metric)?.metric?.period ?? 60;
  }

  private values(end: number): Series {
    const {
      metricName,
      dimensions = {},
      statistic,
      extendedStatistic,
      metricQueries = [],
      evaluationPeriods,
    } = this.inputs;
    if (metricName !== undefined) {
      return this.read({ metricName, dimensions, stat: statistic ?? extendedStatistic ?? "" }, end);
    }
    const read = metricQueries.flatMap(({ id, metric }) =>
      metric === undefined ? [] : [[id, this.read({ dimensions: {}, ...metric }, end)] as const],
    );
    const watched = metricQueries.find(({ returnData }) => returnData);
    return evaluateMath(watched?.expression ?? "", new Map(read), evaluationPeriods);
  }

  private read(metric: { metricName: string; dimensions: Record<string, string>; stat: string }, end: number): Series {
    const { evaluationPeriods } = this.inputs;
    const length = this.period / 60;
    const traffic = this.trafficOf(metric.dimensions);
    return Array.from({ length: evaluationPeriods }, (_item, index) => {
      const from = end - (evaluationPeriods - index) * length;
      return traffic?.statistic(metric.metricName, metric.stat, from, from + length);
    });
  }

  private judge(values: Series): AlarmState {
    const { treatMissingData = "missing", evaluationPeriods, datapointsToAlarm = evaluationPeriods } = this.inputs;
    const known = values.filter((value) => value !== undefined);
    if (known.length === 0 && treatMissingData === "missing") {
      return "INSUFFICIENT_DATA";
    }
    if (known.length === 0 && treatMissingData === "ignore") {
      return this.state;
    }
    const missing = treatMissingData === "breaching" ? values.length - known.length : 0;
    const breaching = known.filter((value) => this.isBreaching(value)).length + missing;
    return breaching >= datapointsToAlarm ? "ALARM" : "OK";
  }

  private isBreaching(value: number): boolean {
    const { comparisonOperator, threshold } = this.inputs;
    switch (comparisonOperator) {
      case "GreaterThanOrEqualToThreshold":
        return value >= threshold;
      case "GreaterThanThreshold":
        return value > threshold;
      case "LessThanThreshold":
        return value < threshold;
      default:
        return value <= threshold;
    }
  }
}

/**
 * Returns whether the rule of a composite alarm holds: `(ALARM("a") AND ALARM("b")) OR ALARM("c")`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function compositeHolds(rule: string, states: ReadonlyMap<string, AlarmState>): boolean {
  const named = rule.replaceAll(/ALARM\("([^"]+)"\)/g, (_all, name: string) => {
    const state = states.get(name);
    if (state === undefined) {
      throw new Error(`no alarm ${name}`);
    }
    return state === "ALARM" ? "1" : "0";
  });
  return (evaluateMath(named, new Map(), 1)[0] ?? 0) !== 0;
}
