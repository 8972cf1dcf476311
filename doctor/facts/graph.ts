import { V1, V2 } from "../../aws/resource-types";
import { dnsSuffix } from "../../aws/partition";
import type { ResourceGraph, ResourceNode } from "../../engine/graph/graph";
import type { ApiModel, HttpApiModel, RestApiModel } from "../../gateway/model/api-model";
import type { GraphIndex } from "../../engine/graph/graph-index";
import { DEFAULT_ROUTE_KEY } from "../../aws/route-key";
import type { Snapshot } from "../../gateway/model/snapshot";
import type { WebSocketApiModel } from "../../gateway/model/websocket-api/model";
import type { ApiFacts, JwtFacts, RouteFacts, Target } from "../target";
import { domainsOf, type MappedDomain } from "./domains";

const API_TYPES: readonly string[] = [V2.api, V1.restApi];

type AnyApi = HttpApiModel | RestApiModel | WebSocketApiModel;

/** One target for each way to reach a stage: its custom domains, otherwise its execute-api endpoint, once its id is known. */
export function targetsOf({ graph, index, model }: Snapshot): Target[] {
  const mapped = domainsOf(index);
  return apisOf(model).flatMap((api) => stageTargets(api, mapped, idOf(index, graph, api)));
}

function stageTargets(api: AnyApi, mapped: MappedDomain[], id: string | undefined): Target[] {
  return api.stages.flatMap(({ name: stage }): Target[] => {
    const facts = apiFacts(api, stage, id);
    const shared = { api: facts, authorizers: jwtFacts(api) };
    const scheme = api.kind === "websocket" ? "wss" : "https";
    const domains = mapped.filter((domain) => domain.apiUrn === api.urn && domain.stage === stage);
    const own = domains.map(({ facts: domain, basePath }): Target => {
      return { url: new URL(`${scheme}://${domain.name}${basePath}${probePath(facts)}`), basePath, domain, ...shared };
    });
    if (own.length > 0 || id === undefined) {
      return own;
    }
    const host = `${id}.execute-api.${api.region}.${dnsSuffix(api.partition)}`;
    const basePath = stage === DEFAULT_ROUTE_KEY ? "" : `/${stage}`;
    return [{ url: new URL(`${scheme}://${host}${basePath}${probePath(facts)}`), basePath, ...shared }];
  });
}

function apisOf(model: ApiModel): AnyApi[] {
  return [...model.httpApis, ...model.restApis, ...model.webSocketApis];
}

/**
 * The API's id where it is one of AWS's: the model puts the name in its place while it is unknown. An API that the program
 * knows by its id alone has no resource of its own.
 */
function idOf(index: GraphIndex, graph: ResourceGraph, api: AnyApi): string | undefined {
  const node = graph.resources.find(({ urn }: ResourceNode) => urn === api.urn);
  return node !== undefined && API_TYPES.includes(node.type) ? index.id(node) : api.id;
}

function apiFacts(api: AnyApi, stage: string, id: string | undefined): ApiFacts {
  return {
    kind: api.kind,
    id,
    name: api.name,
    region: api.region,
    stage,
    cors: api.kind === "http" ? (api.cors ?? null) : undefined,
    disableExecuteApiEndpoint: api.kind === "websocket" ? undefined : api.disableExecuteApiEndpoint,
    routes: routeFacts(api),
  };
}

function routeFacts(api: AnyApi): RouteFacts[] {
  switch (api.kind) {
    case "http":
      return api.routes.map((route) => ({
        ...routeTarget(route),
        scopes: route.authorizationScopes,
        authorizer: route.authorizer?.type === "JWT" ? route.authorizer.name : undefined,
        protected: route.authorizationType !== "NONE",
      }));
    case "rest":
      return api.definition.methods.map((method) => ({
        ...routeTarget(method),
        scopes: method.authorizationScopes,
        authorizer: undefined,
        protected: method.authorizationType !== "NONE" || method.apiKeyRequired,
      }));
    case "websocket":
      return [];
  }
}

function routeTarget(route: HttpApiModel["routes"][number] | RestApiModel["definition"]["methods"][number]) {
  const target = route.integration?.lambda?.function;
  return {
    key: route.key,
    invokePermission: route.invokePermission,
    functionName: target?.name,
    functionTimeoutMs: target === undefined ? undefined : target.timeoutSeconds * 1000,
    integrationTimeoutMs: route.integration?.timeoutMs,
  };
}

function jwtFacts(api: AnyApi): JwtFacts[] {
  return api.kind !== "http"
    ? []
    : api.authorizers.flatMap((authorizer): JwtFacts[] =>
        authorizer.type === "JWT"
          ? [{ name: authorizer.name, issuer: authorizer.issuer, audiences: authorizer.audiences }]
          : [],
      );
}

/** A path that the API has: its first GET route without parameters, otherwise the root. */
function probePath({ kind, routes }: ApiFacts): string {
  if (kind === "websocket") {
    return "";
  }
  const plain = routes.filter(
    ({ key }) => ["GET", "ANY"].includes(key.method) && key.segments.every((segment) => segment.kind === "literal"),
  );
  const path = (plain.find(({ protected: closed }) => !closed) ?? plain[0])?.key.path ?? "/";
  return path === DEFAULT_ROUTE_KEY ? "/" : path;
}
