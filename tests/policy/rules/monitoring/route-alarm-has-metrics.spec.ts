import { METRIC_ALARM, V1, V2 } from "../../../../aws/resource-types";
import { routeAlarmHasMetrics } from "../../../../policy/rules/monitoring/route-alarm-has-metrics";
import { describeRule, type TestResource, UNKNOWN } from "../../cases";

const ROUTE = { ApiId: "a1b2c3d4e5", Stage: "$default", Method: "GET", Resource: "/orders" };
const OFF = { "live.defaultRouteSettings": { detailedMetricsEnabled: false } };
const alarm = (metricName: string, dimensions: object): TestResource => ({
  type: METRIC_ALARM,
  props: { namespace: "AWS/ApiGateway", metricName, dimensions },
});
const rest = (methodPath: string, metricsEnabled: boolean): Record<string, TestResource> => ({
  restApi: { type: V1.restApi, props: { id: "restapi123", name: "orders" } },
  prod: { type: V1.stage, props: { restApi: "restapi123", stageName: "prod" } },
  settings: {
    type: V1.methodSettings,
    props: { restApi: "restapi123", stageName: "prod", methodPath, settings: { metricsEnabled } },
  },
  restErrors: alarm("5XXError", { ApiName: "orders", Stage: "prod", Method: "GET", Resource: "/orders/{id}" }),
});

describeRule(routeAlarmHasMetrics, {
  baseline: {
    api: { type: V2.api, props: { id: "a1b2c3d4e5", protocolType: "HTTP" } },
    live: {
      type: V2.stage,
      props: { apiId: "a1b2c3d4e5", name: "$default", defaultRouteSettings: { detailedMetricsEnabled: true } },
    },
    errors: alarm("5xx", ROUTE),
  },
  passes: {
    "detailed metrics of the route alone": {
      ...OFF,
      "live.routeSettings": [{ routeKey: "GET /orders", detailedMetricsEnabled: true }],
    },
    "an alarm on the whole stage": { ...OFF, "errors.dimensions": { ApiId: "a1b2c3d4e5", Stage: "$default" } },
    "an API that another stack has": { ...OFF, api: undefined },
    "a REST API with metrics of all methods": rest("*/*", true),
    "a REST API with metrics of the method": rest("orders/{id}/GET", true),
  },
  fails: {
    "a stage without detailed metrics": [
      OFF,
      /The alarm errors reads the metrics of GET \/orders, and the stage live has no detailed metrics of it\.\nFix: Set defaultRouteSettings/,
    ],
    "metrics of another route": [
      { ...OFF, "live.routeSettings": [{ routeKey: "POST /orders", detailedMetricsEnabled: true }] },
      /GET \/orders/,
    ],
    "metrics that are off for the route": [
      { "live.routeSettings": [{ routeKey: "GET /orders", detailedMetricsEnabled: false }] },
      /GET \/orders/,
    ],
    "a WebSocket route": [
      {
        ...OFF,
        "errors.metricName": "IntegrationError",
        "errors.dimensions": { ApiId: "a1b2c3d4e5", Stage: "$default", Route: "say" },
      },
      /the metrics of say/,
    ],
    "metric math, once a route": [
      {
        ...OFF,
        errors: {
          type: METRIC_ALARM,
          props: {
            metricQueries: ["5xx", "Count"].map((metricName) => ({
              id: "a",
              metric: { namespace: "AWS/ApiGateway", metricName, dimensions: ROUTE },
            })),
          },
        },
      },
      /GET \/orders/,
    ],
    "a REST API without metrics": [rest("*/*", false), /GET \/orders\/\{id\}.*\nFix: Set settings\.metricsEnabled/],
    "a REST API with metrics of another method": [rest("orders/POST", true), /GET \/orders\/\{id\}/],
  },
  unknown: {
    "a setting of the stage": [
      { "live.defaultRouteSettings.detailedMetricsEnabled": UNKNOWN },
      /detailedMetricsEnabled is not known/,
    ],
    "the API of an alarm on the stage": [{ "errors.dimensions": { ApiId: UNKNOWN, Stage: "$default" } }, "not needed"],
  },
});
