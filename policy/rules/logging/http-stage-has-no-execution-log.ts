import { V2 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { isWebSocket } from "../../facts/stages";

export const httpStageHasNoExecutionLog = stackRule({
  name: "http-stage-has-no-execution-log",
  title: "HTTP stages have access logs only",
  description: "No stage of an HTTP API sets a logging level or data tracing.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: 'API Gateway refuses it with "Execution logs are not supported on protocolType HTTP".',
  fix: "Remove loggingLevel and dataTraceEnabled, and use accessLogSettings.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Stage("live", {
  apiId: httpApi.id,
  name: "$default",
  defaultRouteSettings: { loggingLevel: "INFO", throttlingRateLimit: 100, throttlingBurstLimit: 50 },
});`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: httpApi.id,
  name: "$default",
  defaultRouteSettings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 },
});`,
  },
  options: {},
  types: [V2.stage],
  check(stage, { graph, report }) {
    const blocks = [
      "defaultRouteSettings",
      ...stage.list("routeSettings").map((_, index) => `routeSettings.${String(index)}`),
    ];
    const set = blocks.flatMap((block) => [
      ...(["INFO", "ERROR"].includes(stage.text(`${block}.loggingLevel`) ?? "OFF") ? [`${block}.loggingLevel`] : []),
      ...(stage.flag(`${block}.dataTraceEnabled`) ? [`${block}.dataTraceEnabled`] : []),
    ]);
    if (set.length > 0 && isWebSocket(graph, stage) === false) {
      report(
        `The stage ${stage.name} of an HTTP API sets ${set.join(", ")}, which API Gateway refuses.`,
        `Remove ${set.join(", ")}, and use accessLogSettings.`,
      );
    }
  },
});
