import { V1, V2 } from "../../../aws/resource-types";
import { type Report, stackRule } from "../../pack/rule";
import { isWebSocket } from "../../facts/stages";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown, Undecided } from "../../graph/unknown";

export const apiKeyIsEffective = stackRule({
  name: "api-key-is-effective",
  title: "An API key that is required can be given",
  description:
    "Methods that require an API key are on an API with a usage plan, and no route requires one that ignores it.",
  severity: "high",
  category: "correctness",
  blocks: "production",
  why: "API Gateway accepts a key only through a usage plan with the stage, so without one every request is answered with 403. On HTTP APIs apiKeyRequired does nothing: the route stays open. On WebSocket APIs $connect alone requires a key.",
  fix: "Add a UsagePlan with the stage and a UsagePlanKey; on HTTP APIs use an authorizer, on WebSocket APIs require the key on $connect.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Route("list", { apiId: api.id, routeKey: "GET /orders", target, apiKeyRequired: true });`,
    passes: `new apigatewayv2.Route("list", {
  apiId: api.id,
  routeKey: "GET /orders",
  target,
  authorizationType: "AWS_IAM",
});`,
  },
  options: {},
  types: [V1.method, V2.route],
  check(resource, { graph, report }) {
    if (!resource.flag("apiKeyRequired")) {
      return;
    }
    if (resource.type === V2.route) {
      checkRoute(resource, isWebSocket(graph, resource), report);
      return;
    }
    const api = graph.find(resource, { path: "restApi", type: V1.restApi });
    if (!api) {
      return;
    }
    const plans = graph.once("planned APIs", () => {
      const ids = new Set<string>();
      const apis = new Set<PolicyResource>();
      let unsure = false;
      for (const plan of graph.all(V1.usagePlan)) {
        const related = graph.dependencies(plan, "apiStages").filter(({ type }) => type === V1.restApi);
        related.forEach((source) => apis.add(source));
        const count = ifKnown(() => plan.list("apiStages").length);
        unsure ||= count === undefined;
        for (let index = 0; index < (count ?? 0); index += 1) {
          const id = plan.maybeText(`apiStages.${String(index)}.apiId`);
          unsure ||= id === undefined && related.length === 0;
          if (id !== undefined) {
            ids.add(id);
          }
        }
      }
      return { ids, apis, unsure };
    });
    if (plans.apis.has(api) || plans.ids.has(api.maybeText("id") ?? "?")) {
      return;
    }
    if (plans.unsure || (api.isUnknown("id") && plans.ids.size > 0)) {
      throw new Undecided("apiStages of a usage plan are not known before the deployment");
    }
    report(
      `The method ${resource.name} requires an API key, and no usage plan has ${api.name}, so every request is answered with 403.`,
      "Add a UsagePlan with its stage and a UsagePlanKey.",
    );
  },
});

/**
 * CreateRoute takes a key that is required on any route, as the provider's acceptance tests do on `$default` of a WebSocket API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-route-request.html
 */
function checkRoute(route: PolicyResource, webSocket: boolean | undefined, report: Report): void {
  const key = route.text("routeKey") ?? route.name;
  if (webSocket === false) {
    report(
      `${key} requires an API key, which HTTP APIs ignore, so it is open.`,
      "Use an authorizer, and remove apiKeyRequired.",
    );
  } else if (webSocket === true && key !== "$connect") {
    report(
      `${key} requires an API key, which a client gives as it connects, so API Gateway does not ask for it there.`,
      "Require the key on the $connect route, and remove apiKeyRequired here.",
    );
  }
}
