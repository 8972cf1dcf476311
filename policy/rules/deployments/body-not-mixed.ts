import { V1, V2 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { Undecided } from "../../graph/unknown";
import { some } from "../../graph/value";

/** The types that an import of the body replaces, each with the property that names the API. */
const REST_PARTS = [
  [V1.resource, "restApi"],
  [V1.method, "restApi"],
  [V1.integration, "restApi"],
  [V1.model, "restApi"],
  [V1.authorizer, "restApi"],
  [V1.requestValidator, "restApi"],
  [V1.response, "restApiId"],
] as const;
const HTTP_PARTS = [
  [V2.route, "apiId"],
  [V2.integration, "apiId"],
  [V2.authorizer, "apiId"],
  [V2.model, "apiId"],
] as const;

export const bodyNotMixed = stackRule({
  name: "body-not-mixed",
  title: "An API is described in one place",
  description: "An API has an OpenAPI body or routes, methods, models and authorizers of its own, not both.",
  severity: "high",
  category: "reliability",
  blocks: "production",
  why: "Each import of the body overwrites the API, and takes away the routes, methods and integrations that stand beside it.",
  fix: "Move the routes into the body, or the body's operations into resources.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-update.html",
  equivalents: ["W3660 (cfn-lint)"],
  examples: {
    fails: `const api = new apigatewayv2.Api("shop", { protocolType: "HTTP", body });
new apigatewayv2.Route("list", { apiId: api.id, routeKey: "GET /orders", target });`,
    passes: `const api = new apigatewayv2.Api("shop", { protocolType: "HTTP", body });`,
  },
  options: {},
  types: [V1.restApi, V2.api],
  check(api, { graph, report }) {
    if (!api.has("body") || api.maybeText("putRestApiMode") === "merge") {
      return;
    }
    const parts = (api.type === V1.restApi ? REST_PARTS : HTTP_PARTS).map(([type, path]) =>
      graph.referring(api, type, { path }),
    );
    const beside = parts.flatMap(({ resources }) => resources.map(({ name }) => name));
    if (beside.length > 0) {
      report(
        `${api.name} has an OpenAPI body, whose import takes away ${some(beside)}.`,
        `Move ${some(beside)} into the body, or drop the body.`,
      );
    } else if (parts.some(({ unsure }) => unsure.length > 0)) {
      throw new Undecided("the API of a route or method is not known before the deployment");
    }
  },
});
