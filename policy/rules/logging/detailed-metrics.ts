import { V1, V2 } from "../../../aws/resource-types";
import { flag } from "../../pack/option";
import { resourceRule } from "../../pack/rule";

export const detailedMetrics = resourceRule({
  name: "detailed-metrics",
  title: "Metrics are kept for each route or method",
  description: "Where required, detailed metrics are on.",
  severity: "low",
  category: "reliability",
  blocks: "never",
  why: "Without detailed metrics CloudWatch has one count for the whole stage, and an alarm cannot say which route fails. AWS charges for each of them, route by route, so they are off unless somebody decides for them.",
  fix: "Set metricsEnabled (REST MethodSettings) or defaultRouteSettings.detailedMetricsEnabled (HTTP, WebSocket) to true.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html",
  equivalents: ["CKV2_AWS_4"],
  examples: {
    fails: `new apigatewayv2.Stage("live", { apiId: api.id, name: "$default" }); // with required: true`,
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
  options: { required: flag(false, "Whether every stage must keep metrics for each route or method.") },
  types: [V1.methodSettings, V2.stage],
  check(resource, { settings, report }) {
    if (!settings.required) {
      return;
    }
    const path = resource.type === V2.stage ? "defaultRouteSettings.detailedMetricsEnabled" : "settings.metricsEnabled";
    if (resource.type === V1.methodSettings && resource.text("methodPath") !== "*/*") {
      return;
    }
    if (!resource.flag(path)) {
      report(`${resource.name} keeps metrics for the whole stage only.`, `Set ${path} to true.`);
    }
  },
});
