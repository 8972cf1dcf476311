import { METRIC_ALARM } from "../../../../aws/resource-types";
import { alarmDimensionsExist } from "../../../../policy/rules/monitoring/alarm-dimensions-exist";
import { describeRule, UNKNOWN } from "../../cases";

const HTTP = { ApiId: "a1b2c3d4e5", Stage: "$default" };
const alarm = (props: Record<string, unknown>): object => ({ type: METRIC_ALARM, props });
const math = (metric: Record<string, unknown>): object =>
  alarm({
    metricQueries: [
      { id: "value", expression: "errors" },
      { id: "errors", metric },
    ],
  });

describeRule(alarmDimensionsExist, {
  baseline: {
    alarm: { type: METRIC_ALARM, props: { namespace: "AWS/ApiGateway", metricName: "5xx", dimensions: HTTP } },
  },
  passes: {
    "a REST API by its name": {
      "alarm.metricName": "5XXError",
      "alarm.dimensions": { ApiName: "orders", Stage: "live" },
    },
    "a metric of another namespace": { "alarm.namespace": "AWS/Lambda", "alarm.metricName": "Errors" },
    "metric math": { alarm: math({ namespace: "AWS/ApiGateway", metricName: "5xx", dimensions: HTTP }) },
  },
  fails: {
    "the metric of REST APIs by ApiId": [
      { "alarm.metricName": "5XXError" },
      /reads 5XXError by ApiId and Stage, which no kind of API publishes\.\nFix: Read 5XXError by ApiName and Stage/,
    ],
    "the metric of HTTP APIs by ApiName": [
      { "alarm.dimensions": { ApiName: "orders", Stage: "live" } },
      /reads 5xx by ApiName and Stage.*\nFix: Read 5xx by ApiId and Stage/,
    ],
    "a metric that there is not": [{ "alarm.metricName": "Errors" }, /Fix: Use one of 4xx, 5xx, Count/],
    "no dimension": [{ "alarm.dimensions": {} }, /reads 5xx by no dimension/],
    "a mix in metric math": [
      { alarm: math({ namespace: "AWS/ApiGateway", metricName: "Count", dimensions: { ApiName: "a", Route: "b" } }) },
      /reads Count by ApiName and Route/,
    ],
  },
  unknown: {
    "dimensions whose values are not known": [{ "alarm.dimensions": { ...HTTP, ApiId: UNKNOWN } }, "not needed"],
    "a metric's name": [{ "alarm.metricName": UNKNOWN }, /metricName is not known/],
  },
});
