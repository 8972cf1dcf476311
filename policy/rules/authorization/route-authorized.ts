import { isAllowed } from "../../facts/allowed-routes";
import { routeKeyOf } from "../../../aws/openapi";
import { V2 } from "../../../aws/resource-types";
import { type Graph } from "../../graph/graph";
import { apiBody, hasAuthorization } from "../../facts/open-api";
import { acceptReasons, reportOpen } from "../../pack/open-reasons";
import { texts } from "../../pack/option";
import { stackRule } from "../../pack/rule";
import { isWebSocket } from "../../facts/stages";
import { type PolicyResource } from "../../graph/resource";

export const routeAuthorized = stackRule({
  name: "route-authorized",
  title: "Every route of an HTTP or WebSocket API is authorized",
  description:
    "No route but OPTIONS is open, unless it is allowed by name or the program says why; on a WebSocket API that is the $connect route.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: 'A route with authorization NONE answers anybody on the internet. On a WebSocket API the connection is authorized once, on $connect. Routes have no field for a reason, so the rule takes it from the output `authorizationCoverage` of a component around the route, as HttpApi and WebSocketApi have it: `{ decisions: [{ authorizationType: "NONE", reason, routeKeys }] }`.',
  fix: "Set authorizationType to JWT, AWS_IAM or CUSTOM, or say in the program or in this rule's settings why the route is open.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
  equivalents: ["CKV_AWS_309", "AwsSolutions-APIG4", "APIGateway.8"],
  examples: {
    fails: `new apigatewayv2.Route("list", { apiId: api.id, routeKey: "GET /orders", target });`,
    passes: `new apigatewayv2.Route("list", {
  apiId: api.id,
  routeKey: "GET /orders",
  target,
  authorizationType: "JWT",
  authorizerId: customers.id,
});`,
  },
  options: {
    allowed: texts(["GET /health"], "Routes that may be open, such as `GET /health`; `*` stands for any characters."),
    acceptReasons,
  },
  types: [V2.api, V2.route],
  check(resource, findings) {
    for (const { key, what, fix } of openRoutes(resource, findings.graph)) {
      if (!key.startsWith("OPTIONS ") && !isAllowed(key, findings.settings.allowed)) {
        const finding = `${what} is open to anybody.`;
        reportOpen(resource, key, { finding, fix: `${fix}, or add "${key}" to this rule's allowed routes.` }, findings);
      }
    }
  },
});

interface OpenRoute {
  key: string;
  what: string;
  /** The fix, without the full stop. */
  fix: string;
}

function openRoutes(resource: PolicyResource, graph: Graph): OpenRoute[] {
  if (resource.type === V2.route) {
    return openRoute(resource, graph);
  }
  // Quick create makes one route, which has no authorization.
  const quick = resource.has("target") ? (resource.text("routeKey") ?? "$default") : undefined;
  const body = apiBody(resource);
  const described = (body?.operations ?? []).filter(
    (operation) => body !== undefined && !hasAuthorization(body, operation),
  );
  return [
    ...(quick === undefined
      ? []
      : [
          {
            key: quick,
            what: `${quick}, the route that ${resource.name} has by its target,`,
            fix: "Declare a Route with an authorizationType in its place",
          },
        ]),
    ...described.map((operation) => {
      const key = routeKeyOf(operation);
      return { key, what: `${key} of the OpenAPI body`, fix: "Give it a security scheme with an authorizer" };
    }),
  ];
}

function openRoute(route: PolicyResource, graph: Graph): OpenRoute[] {
  const key = route.text("routeKey") ?? "";
  if ((route.text("authorizationType") ?? "NONE") !== "NONE" || key.startsWith("OPTIONS ")) {
    return [];
  }
  // A WebSocket API has its routes by action, an HTTP API by method and path; both may have $default.
  const websocket = key.includes(" ") ? false : key === "$connect" || isWebSocket(graph, route);
  const types = websocket ? "CUSTOM or AWS_IAM" : "JWT, AWS_IAM or CUSTOM";
  return websocket && key !== "$connect" ? [] : [{ key, what: key, fix: `Set authorizationType to ${types}` }];
}
