import { CLOUDWATCH_LIMITS } from "../../quotas";
import { COMPOSITE_ALARM, METRIC_ALARM } from "../../resource-types";
import { type Found, numberOf, type Rule, textRule, textsAt } from "../rule";
import { type Inputs, isAbsent, isPlainObject, valuesAt } from "../violation";

const HOUR = 3_600;
const ALARM = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const DEFINITIONS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html";
/** The forms that the provider takes, with more decimals than it does. */
const FORMS = String.raw`(p|tm|wm|tc|ts)(\d{1,2}(\.\d+)?|100(\.0+)?)|IQM|(TM|WM|PR|TC|TS)\((\d+(\.\d+)?%?)?:(\d+(\.\d+)?%?)?\)`;
const EXTENDED = new RegExp(`^(${FORMS})$`);
const STATISTIC = new RegExp(`^(SampleCount|Average|Sum|Minimum|Maximum|${FORMS})$`);
const STATISTICS = "a statistic such as p99, tm90, IQM or PR(0:100)";
const MISSING = ["breaching", "notBreaching", "ignore", "missing"];

export const alarmRules: readonly Rule[] = [
  {
    types: [METRIC_ALARM],
    page: CLOUDWATCH_LIMITS.evaluation.source,
    reads: ["period", "evaluationPeriods", "metricQueries"],
    check: evaluationRange,
  },
  {
    types: [METRIC_ALARM],
    page: CLOUDWATCH_LIMITS.metricsPerAlarm.source,
    reads: ["metricQueries"],
    check: metricCount,
  },
  {
    types: [METRIC_ALARM],
    page: ALARM.replace("PutMetricAlarm", "MetricDataQuery"),
    reads: ["metricQueries"],
    check: metricQueries,
  },
  ...["extendedStatistic", "metricQueries[].metric.stat"].map((path) =>
    textRule(METRIC_ALARM, path, path === "extendedStatistic" ? EXTENDED : STATISTIC, STATISTICS, DEFINITIONS),
  ),
  {
    types: [METRIC_ALARM],
    page: ALARM,
    reads: [
      "metricName",
      "statistic",
      "extendedStatistic",
      "treatMissingData",
      "datapointsToAlarm",
      "evaluationPeriods",
    ],
    check: evaluation,
  },
  longest(METRIC_ALARM, "metricQueries[].expression", "expression"),
  longest(COMPOSITE_ALARM, "alarmRule", "compositeRule"),
  longest(COMPOSITE_ALARM, "alarmDescription", "alarmDescription"),
];

function longest(type: string, path: string, limit: "expression" | "compositeRule" | "alarmDescription"): Rule {
  const { value: most, source } = CLOUDWATCH_LIMITS[limit];
  return {
    types: [type],
    page: source,
    reads: [path.split("[")[0] ?? path],
    check: (inputs) =>
      textsAt(inputs, path).flatMap(({ path: at, value }) =>
        value.length > most
          ? [{ path: at, value: `${value.length} characters`, expected: `at most ${most} characters` }]
          : [],
      ),
  };
}

/** A metric has a statistic, and an alarm counts no more data points than it looks at. */
function evaluation(inputs: Inputs): Found[] {
  const { metricName, statistic, extendedStatistic, treatMissingData: missing, datapointsToAlarm: counted } = inputs;
  const [points, periods] = [numberOf(counted), numberOf(inputs.evaluationPeriods)];
  return [
    ...(!isAbsent(metricName) && isAbsent(statistic) && isAbsent(extendedStatistic)
      ? [{ path: "statistic", value: statistic, expected: "a statistic, or an extendedStatistic" }]
      : []),
    ...(typeof missing === "string" && !isAbsent(missing) && !MISSING.includes(missing)
      ? [{ path: "treatMissingData", value: missing, expected: `one of ${MISSING.join(", ")}` }]
      : []),
    ...(points !== undefined && periods !== undefined && points > periods
      ? [{ path: "datapointsToAlarm", value: counted, expected: `at most the ${periods} of evaluationPeriods` }]
      : []),
  ];
}

/** A period below an hour is evaluated over at most a day, a longer one over at most seven. */
function evaluationRange(inputs: Inputs): Found[] {
  const periods = numberOf(inputs.evaluationPeriods);
  const given = [...valuesAt(inputs, "period"), ...valuesAt(inputs, "metricQueries[].metric.period")];
  return given.flatMap(({ path, value }) => {
    const period = numberOf(value);
    if (period === undefined || periods === undefined) {
      return [];
    }
    const isLegal = [10, 20, 30].includes(period) || (period > 0 && period % 60 === 0);
    const most = (period < HOUR ? CLOUDWATCH_LIMITS.evaluationBelowHour : CLOUDWATCH_LIMITS.evaluation).value;
    return [
      ...(isLegal ? [] : [{ path, value, expected: "10, 20, 30 or a multiple of 60 seconds" }]),
      ...(period * periods > most
        ? [
            {
              path,
              value,
              expected: `a period of at most ${Math.floor(most / periods)} seconds for ${periods} periods`,
            },
          ]
        : []),
    ];
  });
}

function metricCount(inputs: Inputs): Found[] {
  const metrics = valuesAt(inputs, "metricQueries[].metric").filter(({ value }) => !isAbsent(value));
  const most = CLOUDWATCH_LIMITS.metricsPerAlarm.value;
  return metrics.length > most
    ? [{ path: "metricQueries", value: `${metrics.length} metrics`, expected: `at most ${most} metrics` }]
    : [];
}

/** "No metric_query may have both `expression` and a `metric` specified" */
function metricQueries(inputs: Inputs): Found[] {
  return valuesAt(inputs, "metricQueries[]").flatMap(({ path, value }) =>
    isPlainObject(value) && !isAbsent(value.expression) && !isAbsent(value.metric)
      ? [{ path, value, expected: "an expression or a metric, not both" }]
      : [],
  );
}
