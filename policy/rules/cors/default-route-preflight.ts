import { V2 } from "../../../aws/resource-types";
import { gatewayCors, routesOf } from "../../facts/http-api";
import { stackRule } from "../../pack/rule";
import { Undecided } from "../../graph/unknown";

export const defaultRoutePreflight = stackRule({
  name: "default-route-preflight",
  title: "A catch-all route with an authorizer lets preflights through",
  description:
    "Where $default or an ANY route needs authorization on an API with CORS, an open OPTIONS route answers the preflights.",
  severity: "high",
  category: "correctness",
  blocks: "production",
  why: "$default and ANY routes also catch OPTIONS requests, so the authorizer refuses the preflight, which carries no token. AWS's page on CORS asks for an OPTIONS /{proxy+} route without authorization beside them.",
  fix: 'Add a route "OPTIONS /{proxy+}" without authorization and with an integration, or route the methods by name instead of $default and ANY.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html#http-cors-default-route",
  equivalents: [],
  examples: {
    fails: `const api = new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowHeaders: ["authorization"] },
});
new apigatewayv2.Route("default", {
  apiId: api.id,
  routeKey: "$default",
  authorizationType: "JWT",
  authorizerId: customers.id,
  target,
});`,
    passes: `const api = new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowHeaders: ["authorization"] },
});
new apigatewayv2.Route("default", {
  apiId: api.id,
  routeKey: "$default",
  authorizationType: "JWT",
  authorizerId: customers.id,
  target,
});
new apigatewayv2.Route("preflight", { apiId: api.id, routeKey: "OPTIONS /{proxy+}", target });`,
  },
  options: {},
  types: [V2.api],
  check(api, { graph, report }) {
    // a WebSocket API has no preflights, and cors-not-on-websocket reports its CORS configuration
    if (api.maybeText("protocolType") === "WEBSOCKET" || !gatewayCors(api)) {
      return;
    }
    const { routes, complete } = routesOf(graph, api);
    for (const route of routes.filter(({ method, authorized }) => method === "ANY" && authorized)) {
      const path = route.key === "$default" ? "/{proxy+}" : (route.key.split(" ")[1] ?? "");
      const open = routes.filter(({ method, authorized }) => method === "OPTIONS" && !authorized).map(({ key }) => key);
      if (open.some((key) => key === `OPTIONS ${path}` || /^OPTIONS \/\{[^}/]+\+\}$/.test(key))) {
        continue;
      }
      if (!complete) {
        throw new Undecided("not every route of the API is known before the deployment");
      }
      report(
        `The route ${route.key} of ${api.name} needs authorization and catches preflights, which carry no token.`,
        `Add a route "OPTIONS ${path}" without authorization, or route the methods by name.`,
      );
    }
  },
});
