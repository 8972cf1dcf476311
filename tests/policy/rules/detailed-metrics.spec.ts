import { V1, V2 } from "../../../policy/aws";
import { detailedMetrics } from "../../../policy/rules/detailed-metrics";
import { describeRule, UNKNOWN } from "../cases";

describeRule(detailedMetrics, {
  baseline: {
    http: { type: V2.stage, props: { defaultRouteSettings: { detailedMetricsEnabled: true } } },
    rest: { type: V1.methodSettings, props: { methodPath: "*/*", settings: { metricsEnabled: true } } },
  },
  passes: { "settings for one method": { "rest.methodPath": "pets/GET", "rest.settings.metricsEnabled": false } },
  fails: {
    "an HTTP stage without them": [
      { "http.defaultRouteSettings": undefined },
      /Fix: Set defaultRouteSettings\.detailedMetricsEnabled to true/,
    ],
    "REST settings without them": [
      { "rest.settings.metricsEnabled": false },
      /Fix: Set settings\.metricsEnabled to true/,
    ],
  },
  unknown: {
    "a setting that is not known yet": [{ "rest.settings.metricsEnabled": UNKNOWN }, /metricsEnabled is not known/],
  },
});
