import { V1, V2 } from "../../../aws/resource-types";
import { DOMAINS } from "../../facts/domains";
import { resourceKey, resourceOf } from "../../facts/rest-resources";
import { stackRule } from "../../pack/rule";
import { type Graph, type Link } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown } from "../../graph/unknown";

const MAPPING = "mapping";
const REST: Link = { path: "restApi", type: V1.restApi };
const HTTP: Link = { path: "apiId", type: V2.api };
const DOMAIN: Link = { path: "domainName", type: DOMAINS, key: "domainName" };

/**
 * Parts with a name of their own on an API or a domain. API Gateway answers to the second: "Stage already exists", "Model name already exists
 * for this REST API" (recorded in https://github.com/localstack/localstack test_model_validation), "Authorizer name must be unique", "Base path
 * already exists for this domain name" and "ApiMapping key already exists for this domain name".
 */
const NAMED: Record<string, { kind: string; link: Link; input: string } | undefined> = {
  [V1.stage]: { kind: "stage", link: REST, input: "stageName" },
  [V2.stage]: { kind: "stage", link: HTTP, input: "name" },
  [V1.model]: { kind: "model", link: REST, input: "name" },
  [V1.authorizer]: { kind: "authorizer", link: REST, input: "name" },
  [V2.authorizer]: { kind: "authorizer", link: HTTP, input: "name" },
  [V1.basePathMapping]: { kind: MAPPING, link: DOMAIN, input: "basePath" },
  [V2.apiMapping]: { kind: MAPPING, link: DOMAIN, input: "apiMappingKey" },
};

export const uniqueRouteKey = stackRule({
  name: "unique-route-key",
  title: "Each route is there once",
  description:
    "No two routes of an API have the same key, no two methods the same resource and method, no two stages, models or authorizers of an API the same name, and no two mappings of a domain the same path.",
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
  types: [V1.method, V2.route, ...Object.keys(NAMED)],
  check(resource, { graph, report }) {
    const found = resource.type in NAMED ? ifKnown(() => namedPlace(graph, resource)) : routePlace(graph, resource);
    if (found === undefined) {
      return;
    }
    const { owner, place, key, input } = found;
    const seen = graph.once(`keys of ${found.kind}`, () => new Map<string, PolicyResource>());
    const other = seen.get(`${place} ${key}`);
    if (other && other !== resource) {
      report(
        `${key} is there twice on ${owner?.name ?? "its API"}, as ${other.name} and ${resource.name}, and API Gateway refuses the second.`,
        `Remove ${resource.name} or ${other.name}, or change its ${input}.`,
      );
    } else {
      seen.set(`${place} ${key}`, resource);
    }
  },
});

/** The place of a resource, and its key there. */
interface Keyed {
  kind: string;
  owner: PolicyResource | undefined;
  place: string;
  key: string;
  /** The input that has the key, for messages. */
  input: string;
}

function routePlace(graph: Graph, resource: PolicyResource): Keyed | undefined {
  const isRoute = resource.type === V2.route;
  const key = resource.text(isRoute ? "routeKey" : "httpMethod");
  const owner = isRoute ? graph.find(resource, { path: "apiId", type: V2.api }) : resourceOf(graph, resource);
  const place = isRoute ? (owner?.urn ?? resource.text("apiId")) : resourceKey(graph, resource);
  return key === undefined || place === undefined
    ? undefined
    : { kind: resource.type, owner, place, key, input: "key" };
}

function namedPlace(graph: Graph, resource: PolicyResource): Keyed | undefined {
  const { kind, link, input } = NAMED[resource.type] ?? {};
  if (kind === undefined || link === undefined || input === undefined) {
    return undefined;
  }
  const owner = graph.find(resource, link);
  const above = owner?.urn ?? resource.text(link.path);
  const name = resource.text(input) ?? "";
  return above === undefined || (name === "" && kind !== MAPPING)
    ? undefined
    : {
        kind,
        owner,
        place: `${resource.region ?? ""} ${above}`,
        key: `The ${kind} ${name === "" ? "(none)" : name}`,
        input,
      };
}
