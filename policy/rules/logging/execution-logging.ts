import { V1, V2 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { isWebSocket, methodSettingsOf, pathSettingsOf } from "../../facts/stages";

export const executionLogging = stackRule({
  name: "execution-logging",
  title: "Execution logs hold at least errors",
  description: "REST and WebSocket stages log execution at ERROR or INFO.",
  severity: "medium",
  category: "reliability",
  blocks: "never",
  why: "Only the execution log says why a mapping, an authorizer or an integration of a REST or WebSocket API failed.",
  fix: "Set loggingLevel to ERROR in the stage's MethodSettings for */* (REST) or in defaultRouteSettings (WebSocket).",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  equivalents: ["CKV2_AWS_4", "AwsSolutions-APIG6", "APIGateway.1"],
  examples: {
    fails: `new apigateway.Stage("live", { restApi: api.id, deployment: deployment.id, stageName: "live" });`,
    passes: `new apigateway.Stage("live", { restApi: api.id, deployment: deployment.id, stageName: "live" });
new apigateway.MethodSettings("all", {
  restApi: api.id,
  stageName: "live",
  methodPath: "*/*",
  settings: { loggingLevel: "ERROR" },
});`,
  },
  options: {},
  types: [V1.stage, V2.stage],
  check(stage, { graph, report, reportOn }) {
    for (const settings of stage.type === V1.stage ? pathSettingsOf(graph, stage) : []) {
      if (settings.maybeText("settings.loggingLevel") === "OFF") {
        reportOn(
          settings,
          `The method settings ${settings.name} turn the execution log of ${settings.maybeText("methodPath") ?? "one path"} off, whatever the REST stage ${stage.name} logs.`,
          'Set its loggingLevel to "ERROR".',
        );
      }
    }
    const levels =
      stage.type === V1.stage
        ? methodSettingsOf(graph, stage).map((settings) => settings.text("settings.loggingLevel"))
        : isWebSocket(graph, stage)
          ? [stage.text("defaultRouteSettings.loggingLevel")]
          : ["ERROR"];
    if (!levels.some((level) => level === "ERROR" || level === "INFO")) {
      const [kind, fix] =
        stage.type === V1.stage
          ? ["REST", 'Add MethodSettings for its methodPath "*/*" with loggingLevel "ERROR".']
          : ["WebSocket", 'Set defaultRouteSettings.loggingLevel to "ERROR".'];
      report(`The ${kind} stage ${stage.name} logs no execution errors.`, fix);
    }
  },
});
