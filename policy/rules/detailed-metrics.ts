import { V1, V2 } from "../aws";
import { resourceRule } from "../rule";

export const detailedMetrics = resourceRule({
  name: "detailed-metrics",
  title: "Metrics are kept for each route or method",
  description: "Detailed metrics are on.",
  severity: "low",
  category: "reliability",
  blocks: "never",
  why: "Without detailed metrics CloudWatch has one count for the whole stage, and an alarm cannot say which route fails. They cost as custom metrics do.",
  fix: "Set metricsEnabled (REST MethodSettings) or defaultRouteSettings.detailedMetricsEnabled (HTTP, WebSocket) to true.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html",
  equivalents: ["CKV2_AWS_4"],
  examples: {
    fails: `new apigatewayv2.Stage("live", { apiId: api.id, name: "$default" });`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  defaultRouteSettings: {
    detailedMetricsEnabled: true,
    throttlingRateLimit: 100,
    throttlingBurstLimit: 50,
  },
});`,
  },
  options: {},
  types: [V1.methodSettings, V2.stage],
  check(subject, { report }) {
    const path = subject.type === V2.stage ? "defaultRouteSettings.detailedMetricsEnabled" : "settings.metricsEnabled";
    if (subject.type === V1.methodSettings && subject.text("methodPath") !== "*/*") {
      return;
    }
    if (!subject.flag(path)) {
      report(`${subject.name} keeps metrics for the whole stage only.`, `Set ${path} to true.`);
    }
  },
});
