import { V1, V2 } from "../../../aws/resource-types";
import { flag } from "../../pack/option";
import { stackRule } from "../../pack/rule";
import { isWebSocket } from "../../facts/stages";
import { type PolicyResource } from "../../graph/resource";

export const accountLogRole = stackRule({
  name: "account-log-role",
  title: "The account may write execution logs",
  description: "Where a stage writes execution logs, the account has a role for it.",
  severity: "medium",
  category: "correctness",
  blocks: "never",
  why: "REST and WebSocket stages write execution logs with the account's CloudWatch role, one for each region. Where it is missing, API Gateway refuses the stage's settings. HTTP APIs need none.",
  fix: "Add an apigateway.Account with cloudwatchRoleArn in one stack of the account and region, and say in this rule's settings that it is there.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.MethodSettings("all", {
  restApi: api.id,
  stageName: "live",
  methodPath: "*/*",
  settings: { loggingLevel: "ERROR" },
});`,
    passes: `new apigateway.Account("logs", { cloudwatchRoleArn: role.arn });
new apigateway.MethodSettings("all", {
  restApi: api.id,
  stageName: "live",
  methodPath: "*/*",
  settings: { loggingLevel: "ERROR" },
});`,
  },
  options: { elsewhere: flag(false, "Whether another stack sets the account's role.") },
  types: [V1.methodSettings, V2.stage],
  check(resource, { graph, settings, report }) {
    const path = resource.type === V2.stage ? "defaultRouteSettings.loggingLevel" : "settings.loggingLevel";
    const level = resource.text(path) ?? "OFF";
    const region = resource.region;
    const accounts = graph.all(V1.account).filter((account) => account.has("cloudwatchRoleArn"));
    const isHere = (account: PolicyResource): boolean => {
      const other = account.region;
      return other === undefined || region === undefined || other === region;
    };
    const role = settings.elsewhere || accounts.some(isHere);
    if (level !== "OFF" && !role && (resource.type === V1.methodSettings || isWebSocket(graph, resource))) {
      const what = resource.type === V2.stage ? "stage" : "method settings";
      const where = accounts.length > 0 ? ` in ${region ?? "its region"}` : "";
      report(
        `The ${what} ${resource.name} ${resource.type === V2.stage ? "writes" : "write"} execution logs, and the stack sets no role for the account${where}.`,
        `Add an apigateway.Account with cloudwatchRoleArn${where}, or set this rule's "elsewhere" to true.`,
      );
    }
  },
});
