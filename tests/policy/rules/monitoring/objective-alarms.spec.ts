import { COMPOSITE_ALARM, METRIC_ALARM, V1, V2 } from "../../../../aws/resource-types";
import { objectiveAlarms } from "../../../../policy/rules/monitoring/objective-alarms";
import { describeRule, type TestResource, UNKNOWN } from "../../cases";

const REQUIRED = { required: true };
const HTTP = { ApiId: "a1b2c3d4e5", Stage: "$default" };
const REST = { ApiName: "shop", Stage: "live" };
const TOPIC = ["arn:aws:sns:eu-west-1:123456789012:on-call"];

const alarm = (metricName: string, dimensions: object, alarmActions = TOPIC): TestResource => ({
  type: METRIC_ALARM,
  props: { name: `${metricName}-1234567`, namespace: "AWS/ApiGateway", metricName, dimensions, alarmActions },
});
const composite = (alarmRule: string, props: object = { alarmActions: TOPIC }): TestResource => ({
  type: COMPOSITE_ALARM,
  props: { alarmRule, ...props },
});
const rest = {
  api: { type: V1.restApi, props: { id: "r1b2c3d4e5", name: "shöop" } },
  stage: { type: V1.stage, props: { restApi: "r1b2c3d4e5", stageName: "live" } },
};
/** The alarms of the baseline as those of metric math are, without actions. */
const math = (metricName: string, name: string): TestResource => ({
  type: METRIC_ALARM,
  props: {
    name,
    metricQueries: [
      { id: "value", expression: "failed / 1" },
      { id: "failed", metric: { namespace: "AWS/ApiGateway", metricName, dimensions: HTTP } },
    ],
  },
});
const silent = { errors: math("5xx", "api-errors-1234567"), latency: math("Latency", "api-latency-1234567") };

describeRule(objectiveAlarms, {
  baseline: {
    api: { type: V2.api, props: { id: "a1b2c3d4e5", protocolType: "HTTP", name: "orders" } },
    stage: { type: V2.stage, props: { apiId: "a1b2c3d4e5", name: "$default" } },
    errors: alarm("5xx", HTTP),
    latency: alarm("Latency", HTTP),
  },
  passes: { "a stage without alarms, where none are required": { errors: undefined, latency: undefined } },
  fails: {},
  unknown: {
    "a stage of an API that is not known, where none are required": [{ "stage.apiId": UNKNOWN }, "not needed"],
  },
  config: {
    "the alarms of an HTTP API": [{}, REQUIRED],
    "no alarms": [
      { errors: undefined, latency: undefined },
      REQUIRED,
      /stage has no alarm on availability and latency\.\nFix: .* MetricAlarm on 5xx and Latency by ApiId and Stage/,
    ],
    "alarms of all stages, and on the integration's latency": [
      { errors: alarm("5xx", { ApiId: "a1b2c3d4e5" }), latency: alarm("IntegrationLatency", HTTP) },
      REQUIRED,
    ],
    "alarms of another stage": [
      { "errors.dimensions": { ...HTTP, Stage: "beta" } },
      REQUIRED,
      /no alarm on availability/,
    ],
    "alarms of another API": [{ "latency.dimensions": { ...HTTP, ApiId: "other" } }, REQUIRED, /no alarm on latency/],
    "a metric of another kind of API": [{ "errors.metricName": "5XXError" }, REQUIRED, /no alarm on availability/],
    "an alarm without actions": [
      { "errors.alarmActions": [] },
      REQUIRED,
      /has an alarm on availability, errors, that notifies nobody\.\nFix: Set its alarmActions/,
    ],
    "actions that are turned off": [{ "latency.actionsEnabled": false }, REQUIRED, /latency, that notifies nobody/],
    "actions that are not known yet": [{ "latency.alarmActions": UNKNOWN }, REQUIRED],
    "metric math whose composite alarm notifies": [
      { ...silent, page: composite('ALARM("api-errors-1234567") OR (ALARM(api-latency-1234567) AND ALARM("x"))') },
      REQUIRED,
    ],
    "a composite alarm of a composite alarm": [
      {
        ...silent,
        all: composite('ALARM("api-errors-1234567") OR ALARM("api-latency-1234567")', { alarmName: "all" }),
        page: composite('ALARM("all")'),
      },
      REQUIRED,
    ],
    "a composite alarm without actions, or of others": [
      { ...silent, page: composite('ALARM("api-errors-1234567")', {}), other: composite('ALARM("api-errors")') },
      REQUIRED,
      /availability, errors, that notifies nobody/,
      /latency, latency, that notifies nobody/,
    ],
    "a composite alarm whose rule is not known yet, by what flows into it": [
      { ...silent, page: { ...composite(UNKNOWN), refs: { alarmRule: ["errors", "latency"] } } },
      REQUIRED,
    ],
    "ids that are not known yet, by what flows into the dimensions": [
      {
        "api.id": UNKNOWN,
        "stage.apiId": UNKNOWN,
        "stage.refs": { apiId: ["api"] },
        errors: { ...alarm("5xx", { ApiId: UNKNOWN, Stage: UNKNOWN }), refs: { dimensions: ["api"] } },
        latency: { ...alarm("Latency", { ApiId: UNKNOWN, Stage: "$default" }), refs: { dimensions: ["stage"] } },
      },
      REQUIRED,
      /no alarm on latency/,
    ],
    "an alarm whose metric is not known yet": [
      { errors: undefined, "latency.metricName": UNKNOWN },
      REQUIRED,
      /^undecided: .*the metric of an alarm is not known/,
    ],
    "a REST API by its name, of which CloudWatch drops what is not ASCII": [
      { ...rest, errors: alarm("5XXError", REST), latency: alarm("Latency", REST) },
      REQUIRED,
    ],
    "a REST API without alarms": [
      { ...rest, errors: undefined, latency: undefined },
      REQUIRED,
      /no alarm on availability and latency.*\nFix: .* 5XXError and Latency by ApiName and Stage/,
    ],
    "a WebSocket API": [
      {
        "api.protocolType": "WEBSOCKET",
        errors: alarm("ExecutionError", HTTP),
        latency: alarm("IntegrationLatency", HTTP),
      },
      REQUIRED,
    ],
    "a stage of an API in another stack": [{ api: undefined, errors: undefined, latency: undefined }, REQUIRED],
  },
});
