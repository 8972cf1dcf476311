import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

const SETTINGS: Record<string, string[]> = {
  [V1.methodSettings]: ["settings"],
  [V2.stage]: ["defaultRouteSettings"],
};

export const noDataTrace = resourceRule({
  name: "no-data-trace",
  title: "Full request logging is off",
  description: "Execution logs do not hold whole requests and responses.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: "Data tracing writes every request and response, with tokens and personal data, to CloudWatch Logs. AWS advises against it in production.",
  fix: "Set dataTraceEnabled to false, and use access logs with the fields that you need.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  equivalents: ["CKV_AWS_276"],
  examples: {
    fails: `new apigateway.MethodSettings("all", {
  restApi: api.id,
  stageName: stage.stageName,
  methodPath: "*/*",
  settings: { loggingLevel: "INFO", dataTraceEnabled: true },
});`,
    passes: `new apigateway.MethodSettings("all", {
  restApi: api.id,
  stageName: stage.stageName,
  methodPath: "*/*",
  settings: { loggingLevel: "ERROR", dataTraceEnabled: false },
});`,
  },
  options: {},
  types: Object.keys(SETTINGS),
  check(resource, { report }) {
    for (const path of SETTINGS[resource.type] ?? []) {
      if (resource.flag(`${path}.dataTraceEnabled`)) {
        report(
          `${path}.dataTraceEnabled is true, so whole requests and responses go to CloudWatch Logs.`,
          "Set it to false.",
        );
      }
    }
    const routes = resource.type === V2.stage ? resource.list("routeSettings") : [];
    routes.forEach((_, index) => {
      if (resource.flag(`routeSettings.${String(index)}.dataTraceEnabled`)) {
        const route = resource.text(`routeSettings.${String(index)}.routeKey`) ?? "a route";
        report(
          `dataTraceEnabled is true for ${route}, so its whole messages go to CloudWatch Logs.`,
          "Set it to false.",
        );
      }
    });
  },
  remediate(properties, resource) {
    const blocks = [
      ...(SETTINGS[resource.type] ?? []).map((path) => properties[path]),
      ...(resource.type === V2.stage ? resource.list("routeSettings") : []),
    ];
    for (const block of blocks) {
      if (typeof block === "object" && block !== null) {
        Object.assign(block, { dataTraceEnabled: false });
      }
    }
  },
});
