import { V1, V2 } from "../../../aws/resource-types";
import { resourceKey, resourceOf } from "../../facts/rest-resources";
import { stackRule } from "../../pack/rule";
import { type PolicyResource } from "../../graph/resource";

export const uniqueRouteKey = stackRule({
  name: "unique-route-key",
  title: "Each route is there once",
  description: "No two routes of an API have the same key, and no two methods the same resource and method.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "API Gateway refuses the second with a conflict, after everything before it was made.",
  fix: "Remove one of them, or give it another key.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Route("list", { apiId: api.id, routeKey: "GET /orders", target: first });
new apigatewayv2.Route("all", { apiId: api.id, routeKey: "GET /orders", target: second });`,
    passes: `new apigatewayv2.Route("list", { apiId: api.id, routeKey: "GET /orders", target: first });
new apigatewayv2.Route("all", { apiId: api.id, routeKey: "GET /orders/all", target: second });`,
  },
  options: {},
  types: [V1.method, V2.route],
  check(resource, { graph, report }) {
    const isRoute = resource.type === V2.route;
    const key = resource.text(isRoute ? "routeKey" : "httpMethod");
    const owner = isRoute ? graph.find(resource, { path: "apiId", type: V2.api }) : resourceOf(graph, resource);
    const place = isRoute ? (owner?.urn ?? resource.text("apiId")) : resourceKey(graph, resource);
    if (key === undefined || place === undefined) {
      return;
    }
    const seen = graph.once(`keys of ${resource.type}`, () => new Map<string, PolicyResource>());
    const other = seen.get(`${place} ${key}`);
    if (other && other !== resource) {
      report(
        `${key} is there twice on ${owner?.name ?? "its API"}, as ${other.name} and ${resource.name}, and API Gateway refuses the second.`,
        `Remove ${resource.name} or ${other.name}, or change its key.`,
      );
    } else {
      seen.set(`${place} ${key}`, resource);
    }
  },
});
