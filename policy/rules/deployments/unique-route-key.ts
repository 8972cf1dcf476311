import { V1 } from "../../../aws/resource-types";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown } from "../../graph/unknown";
import { KEYED_TYPES, keyOf, NAMED_IN_ACCOUNT } from "../../facts/unique-keys";
import { stackRule } from "../../pack/rule";

/** The models that each REST API has from the start. */
const OWN_MODELS = ["Empty", "Error"];

export const uniqueRouteKey = stackRule({
  name: "unique-route-key",
  title: "Each route is there once",
  description:
    "No two routes of an API have the same key, no two methods the same resource and method, no two responses of a method the same status or pattern, no two stages, models or authorizers of an API the same name, no two mappings of a domain the same path, no two permissions of a function the same statement id; and domains, functions, log groups and the values of API keys are there once.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  advice:
    "a model named `Empty` or `Error`, which each API has: API Gateway refuses another (https://github.com/snyk/driftctl/issues/1631), and Pulumi can import the one that is there.",
  why: "AWS refuses the second with a conflict, after everything before it was made.",
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
  types: KEYED_TYPES,
  readsInputs: NAMED_IN_ACCOUNT,
  check(resource, { graph, inputsOf, report, reportAdvisory }) {
    const found = keyOf(graph, resource);
    const isRead = NAMED_IN_ACCOUNT.includes(resource.type) && inputsOf(resource) === undefined;
    if (found === undefined || isRead) {
      return;
    }
    const { where, place, key, input, by = "API Gateway" } = found;
    const seen = graph.once(`keys of ${found.kind}`, () => new Map<string, PolicyResource>());
    const other = seen.get(`${place} ${key}`);
    // a second integration response of a status takes the place of the first
    const isReplaced =
      resource.type === V1.integrationResponse && other?.maybeText("statusCode") === resource.maybeText("statusCode");
    if (other && other !== resource && !isReplaced) {
      report(
        `${key} is there twice ${where}, as ${other.name} and ${resource.name}, and ${by} refuses the second.`,
        `Remove ${resource.name} or ${other.name}, or change its ${input}.`,
      );
    } else {
      seen.set(`${place} ${key}`, resource);
    }
    const name = resource.type === V1.model ? resource.maybeText("name") : undefined;
    if (name !== undefined && OWN_MODELS.includes(name) && startsEmpty(graph, resource)) {
      reportAdvisory(
        `The model ${resource.name} is named ${name}, as one that each API has from the start, and API Gateway refuses a second.`,
        `Give ${resource.name} another name, or use "${name}" without it.`,
      );
    }
  },
});

/** True for an API of the stack that no document is imported into, which replaces the models. */
function startsEmpty(graph: Graph, model: PolicyResource): boolean {
  const api = ifKnown(() => graph.find(model, { path: "restApi", type: V1.restApi }));
  return api !== undefined && !api.has("body") && graph.all(V1.restApiPut).length === 0;
}
