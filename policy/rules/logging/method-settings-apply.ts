import { V1 } from "../../../aws/resource-types";
import { missingStages } from "../../facts/stages";
import { fieldsAt } from "../../graph/value";
import { stackRule } from "../../pack/rule";

const METHODS = ["*", "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** Returns what is wrong with a method path; undefined for a right one. `/GET` is the method of the root. */
function pathProblem(path: string): { problem: string; right: string } | undefined {
  const [, resource = "", method = ""] = /^(.*?)\/?([^/]*)$/.exec(path) ?? [];
  const bare = resource.replace(/^\/+|\/+$/g, "");
  if (!METHODS.includes(method)) {
    const upper = method.toUpperCase();
    const right = METHODS.includes(upper) ? `${bare}/${upper}` : `${path.replace(/^\/+/, "")}/GET`;
    return { problem: "does not end with a method", right };
  }
  return resource.startsWith("/") && bare !== ""
    ? { problem: "starts with a slash", right: `${bare}/${method}` }
    : undefined;
}

export const methodSettingsApply = stackRule({
  name: "method-settings-apply",
  title: "Method settings apply to a method",
  description:
    "Method settings set something, for a path without a leading slash and a method, of a stage that exists.",
  severity: "medium",
  category: "correctness",
  blocks: "always",
  advice: "settings that set nothing.",
  why: "API Gateway refuses a method path that it does not know and a stage that is not there. Settings that set nothing leave every default as it is, such as no logs and no limits.",
  fix: "Write methodPath as the resource's path without its first slash, a slash and the method, such as orders/{id}/GET, or */* for all.",
  url: "https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateStage.html",
  equivalents: ["W3705 (cfn-lint)", "E3723 (cfn-lint)"],
  examples: {
    fails: `new apigateway.MethodSettings("orders", {
  restApi: api.id,
  stageName: live.stageName,
  methodPath: "/orders/GET",
  settings: { loggingLevel: "ERROR" },
});`,
    passes: `new apigateway.MethodSettings("orders", {
  restApi: api.id,
  stageName: live.stageName,
  methodPath: "orders/GET",
  settings: { loggingLevel: "ERROR" },
});`,
  },
  options: {},
  types: [V1.methodSettings],
  check(settings, { graph, report, reportAdvisory }) {
    const path = settings.text("methodPath") ?? "";
    const flaw = pathProblem(path);
    if (flaw) {
      report(
        `The method settings ${settings.name} have the methodPath "${path}", which ${flaw.problem}.`,
        `Write "${flaw.right}".`,
      );
    }
    const names = { api: "restApi", stage: "stageName" };
    for (const { api, stage } of missingStages(graph, settings, undefined, names)) {
      report(
        `The method settings ${settings.name} are for the stage ${stage} of ${api.name}, which has no such stage.`,
        `Set stageName to the name of a stage of ${api.name}.`,
      );
    }
    const given = Object.keys(fieldsAt(settings.value("settings")) ?? {}).filter((name) => !name.startsWith("__"));
    if (given.length === 0) {
      reportAdvisory(
        `The method settings ${settings.name} set nothing for ${path}.`,
        'Set what should hold, such as loggingLevel: "ERROR", or remove them.',
      );
    }
  },
});
