import { DEFAULT_ROUTE_KEY } from "../../../aws/route-key";
import { CONNECT, DEFAULT, DISCONNECT } from "../../../aws/websocket-routes";
import { V1, V2 } from "../../../aws/resource-types";
import { routesOf } from "../../facts/http-api";
import { missingStages } from "../../facts/stages";
import type { Graph } from "../../graph/graph";
import type { PolicyResource } from "../../graph/resource";
import { fieldsAt } from "../../graph/value";
import { type Report, stackRule } from "../../pack/rule";

/**
 * CreateStage takes settings for these where no such route is there: TestAccAPIGatewayV2Stage_routeSettingsHTTP and
 * _routeSettingsWebSocket of https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigatewayv2/stage_test.go
 */
const PREDEFINED = [CONNECT, DISCONNECT, DEFAULT];
const METHODS = ["*", "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** Returns what is wrong with the end or the start of a method path; undefined for a path that API Gateway takes. */
function pathProblem(path: string): string | undefined {
  const { resource, method } = partsOf(path);
  if (!METHODS.includes(method)) {
    return "does not end with a method";
  }
  return resource.startsWith("/") && resource !== "/" ? "starts with a slash" : undefined;
}

/**
 * Returns the path by which API Gateway finds the method, such as `~1orders~1{id}/GET`. It keeps settings for any other path without
 * applying them: https://github.com/hashicorp/terraform-provider-aws/issues/9738
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_PatchOperation.html "must be escaped with ~1"
 */
function escapedPath(path: string): string {
  const { resource, method } = partsOf(path);
  const isMethod = METHODS.includes(method.toUpperCase());
  const names = (isMethod ? resource : path).replaceAll("~1", "/").replace(/^\/+|\/+$/g, "");
  return names === "*" ? path : `~1${names.replaceAll("/", "~1")}/${isMethod ? method.toUpperCase() : "GET"}`;
}

function partsOf(path: string): { resource: string; method: string } {
  const [, resource = "", method = ""] = /^(.*?)\/?([^/]*)$/.exec(path) ?? [];
  return { resource, method };
}

export const methodSettingsApply = stackRule({
  name: "method-settings-apply",
  title: "Settings apply to a method or route",
  description:
    "Method settings set something, for a method by its escaped path, of a stage that exists, as that of a usage plan does. Route settings are for a route that exists, and is made before the stage.",
  severity: "medium",
  category: "correctness",
  blocks: "always",
  advice:
    "settings that set nothing, settings for a path with plain slashes, and those for $connect, $disconnect or $default where no such route is there.",
  why: 'API Gateway refuses a method path that it does not know and a stage that is not there: "API Stage not found". It keeps settings for orders/{id}/GET without applying them to a method. Settings that set nothing leave every default as it is, such as no logs and no limits. A stage with settings for a route that is not there, or not yet, is refused: "Unable to find Route by key", except for $connect, $disconnect and $default.',
  fix: "Write methodPath as the resource's path with ~1 for each slash, a slash and the method, such as ~1orders~1{id}/GET, or */* for all. Write routeKey as the route's, and let the stage depend on the route.",
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
  methodPath: "~1orders/GET",
  settings: { loggingLevel: "ERROR" },
});`,
  },
  options: {},
  types: [V1.methodSettings, V1.usagePlan, V2.stage],
  check(settings, { graph, report, reportAdvisory }) {
    if (settings.type === V2.stage) {
      checkRoutes(settings, graph, report, reportAdvisory);
      return;
    }
    if (settings.type === V1.usagePlan) {
      checkStages(settings, graph, report);
      return;
    }
    const path = settings.text("methodPath") ?? "";
    const flaw = pathProblem(path);
    const right = escapedPath(path);
    if (flaw !== undefined) {
      report(`The method settings ${settings.name} have the methodPath "${path}", which ${flaw}.`, `Write "${right}".`);
    } else if (path !== right) {
      reportAdvisory(
        `API Gateway applies the method settings ${settings.name} to no method: their methodPath is "${path}".`,
        `Write "${right}".`,
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

/** https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigateway/pf-apigw-usage-plan-api-stage-exists has what AWS answers. */
function checkStages(plan: PolicyResource, graph: Graph, report: Report): void {
  for (const { api, stage } of missingStages(graph, plan, "apiStages", { api: "apiId", stage: "stage" })) {
    report(
      `The usage plan ${plan.name} is for the stage ${stage} of ${api.name}, which has no such stage.`,
      `Set stage to the name of a stage of ${api.name}.`,
    );
  }
}

/** https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/pull/80 has what CreateStage answers. */
function checkRoutes(stage: PolicyResource, graph: Graph, report: Report, reportAdvisory: Report): void {
  const keys = stage
    .list("routeSettings")
    .map((_, index) => stage.text(`routeSettings.${String(index)}.routeKey`) ?? "");
  const api = keys.length === 0 ? undefined : graph.find(stage, { path: "apiId", type: V2.api });
  if (api === undefined) {
    return;
  }
  const { routes, complete } = routesOf(graph, api);
  const quick = api.has("target") ? (api.text("routeKey") ?? DEFAULT_ROUTE_KEY) : undefined;
  const before = graph.madeBefore(stage);
  for (const key of keys.filter((one) => one !== quick)) {
    const route = routes.find((one) => one.key === key)?.resource;
    const isPredefined = PREDEFINED.includes(key);
    if (route === undefined && complete) {
      const say = isPredefined ? reportAdvisory : report;
      say(
        `The stage ${stage.name} has settings for "${key}", and ${api.name} has no such route.`,
        `Set routeKey to that of a route of ${api.name}.`,
      );
    } else if (route?.type === V2.route && !isPredefined && before.has(api) && !before.has(route)) {
      report(
        `The stage ${stage.name} may be made before the route ${route.name}, which it has settings for.`,
        `Add dependsOn with ${route.name}.`,
      );
    }
  }
}
