import { V1, V2 } from "../../../aws/resource-types";
import { type Graph } from "../../graph/graph";
import { routesOf } from "../../facts/http-api";
import { stackRule } from "../../pack/rule";
import { methodSettingsOf } from "../../facts/stages";
import { type PolicyResource } from "../../graph/resource";

function isLimited(holder: PolicyResource, path: string): boolean {
  return (
    (holder.number(`${path}.throttlingRateLimit`) ?? -1) > 0 &&
    (holder.number(`${path}.throttlingBurstLimit`) ?? -1) > 0
  );
}

/** Returns true where each route of the API has limits of its own on this stage. */
function routesAreLimited(graph: Graph, stage: PolicyResource): boolean {
  const api = graph.find(stage, { path: "apiId", type: V2.api });
  const limited = stage
    .list("routeSettings")
    .flatMap((_, index) => (isLimited(stage, `routeSettings.${String(index)}`) ? [index] : []))
    .map((index) => stage.text(`routeSettings.${String(index)}.routeKey`));
  if (!api || limited.length === 0) {
    return false;
  }
  const { routes, complete } = routesOf(graph, api);
  return complete && routes.length > 0 && routes.every(({ key }) => limited.includes(key));
}

export const defaultThrottle = stackRule({
  name: "default-throttle",
  title: "A stage has a default throttle",
  description: "Every stage limits the rate and the burst of all its routes or methods.",
  severity: "medium",
  category: "reliability",
  blocks: "never",
  why: "Without limits one API can use up the account's quota for the region, and every other API answers 429.",
  fix: "Set throttlingRateLimit and throttlingBurstLimit in defaultRouteSettings (HTTP, WebSocket) or in MethodSettings for */* (REST).",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
  equivalents: ["Serverless-APIGWDefaultThrottling"],
  examples: {
    fails: `new apigatewayv2.Stage("live", { apiId: api.id, name: "$default" });`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  defaultRouteSettings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 },
});`,
  },
  options: {},
  types: [V1.stage, V2.stage],
  check(stage, { graph, report }) {
    const isRest = stage.type === V1.stage;
    const path = isRest ? "settings" : "defaultRouteSettings";
    const holders = isRest ? methodSettingsOf(graph, stage) : [stage];
    if (!holders.some((holder) => isLimited(holder, path)) && (isRest || !routesAreLimited(graph, stage))) {
      report(
        `The stage ${stage.name} has no limits of its own.`,
        `Set throttlingRateLimit and throttlingBurstLimit in ${isRest ? 'MethodSettings for "*/*"' : path}.`,
      );
    }
  },
});
