import { V2 } from "../../../aws/resource-types";
import { gatewayCors, routesOf } from "../../facts/http-api";
import { stackRule } from "../../pack/rule";
import { some } from "../../graph/value";

/** A browser makes these without a preflight, or accepts them whatever the preflight allows. */
const SAFELISTED = ["GET", "HEAD", "POST", "OPTIONS", "ANY"];

export const corsAllowsRoutedMethods = stackRule({
  name: "cors-allows-routed-methods",
  title: "CORS allows the methods that are routed",
  description: "Every method that an HTTP API with CORS has routes for is in allowMethods.",
  severity: "medium",
  category: "correctness",
  blocks: "never",
  why: "A browser asks before PUT, PATCH and DELETE, and gives up where the answer does not list the method. GET, HEAD and POST need no permission.",
  fix: 'Add the methods to allowMethods, or "*".',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  equivalents: [],
  examples: {
    fails: `const api = new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowMethods: ["GET"] },
});
new apigatewayv2.Route("remove", { apiId: api.id, routeKey: "DELETE /orders/{id}", target });`,
    passes: `const api = new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowMethods: ["GET", "DELETE"] },
});
new apigatewayv2.Route("remove", { apiId: api.id, routeKey: "DELETE /orders/{id}", target });`,
  },
  options: {},
  types: [V2.api],
  check(api, { graph, report }) {
    const cors = gatewayCors(api);
    if (!cors || cors.methods.includes("*")) {
      return;
    }
    const missing = routesOf(graph, api)
      .routes.filter(({ method }) => !SAFELISTED.includes(method) && !cors.methods.includes(method))
      .map(({ key }) => key);
    if (missing.length > 0) {
      const methods = [...new Set(missing.map((key) => key.split(" ")[0]))].join(", ");
      report(
        `CORS on ${api.name} does not allow ${methods}, and it has ${some(missing)}.`,
        `Add ${methods} to allowMethods.`,
      );
    }
  },
});
