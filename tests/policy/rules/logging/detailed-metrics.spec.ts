import { V1, V2 } from "../../../../aws/resource-types";
import { detailedMetrics } from "../../../../policy/rules/logging/detailed-metrics";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(detailedMetrics, {
  baseline: {
    http: { type: V2.stage, props: { defaultRouteSettings: { detailedMetricsEnabled: true } } },
    rest: { type: V1.methodSettings, props: { methodPath: "*/*", settings: { metricsEnabled: true } } },
  },
  passes: { "a stage without them where they are not required": { "http.defaultRouteSettings": undefined } },
  fails: {},
  unknown: {
    "a setting that is not known yet, where it plays no part": [
      { "rest.settings.metricsEnabled": UNKNOWN },
      "not needed",
    ],
  },
  config: {
    "required, and there": [{}, { required: true }],
    "required, and settings for one method": [
      { "rest.methodPath": "pets/GET", "rest.settings.metricsEnabled": false },
      { required: true },
    ],
    "required, and an HTTP stage without them": [
      { "http.defaultRouteSettings": undefined },
      { required: true },
      /Fix: Set defaultRouteSettings\.detailedMetricsEnabled to true/,
    ],
    "required, and REST settings without them": [
      { "rest.settings.metricsEnabled": false },
      { required: true },
      /Fix: Set settings\.metricsEnabled to true/,
    ],
    "required, and a setting that is not known yet": [
      { "rest.settings.metricsEnabled": UNKNOWN },
      { required: true },
      /^undecided: rest: settings\.metricsEnabled is not known/,
    ],
  },
});
