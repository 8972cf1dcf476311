import { V1, V2 } from "../aws/resource-types";
import { logicalName } from "../engine/graph/named-resource";
import { asObject, asText } from "../engine/graph/graph-index";
import type { HttpStageModel, RestStageModel } from "../gateway/model/api-model";
import type { Snapshot } from "../gateway/model/snapshot";
import { defined } from "../language/defined";
import { httpRoutes } from "./routes/http-routes";
import { restRoutes } from "./routes/rest-routes";
import type { ReadRoute } from "./routes/route";
import { webSocketRoutes } from "./routes/websocket-routes";
import { httpApiSettings, restApiSettings } from "./settings/api-settings";
import type { Settings } from "./settings/settings";
import { restStageSettings, stageSettings } from "./settings/stage-settings";

/** A stage of an API. */
export interface StageReport {
  name: string;
  accessLog: boolean;
  /** In GB, where the stage has a cache. */
  cacheSize?: string;
  settings: Settings;
}

/** A custom domain's path that routes to a stage. */
export interface DomainReport {
  /** With its path. */
  address: string;
  stage: string;
  mutualTls: boolean;
  /** The security policy, such as `TLS_1_2`, where the program has the domain. */
  securityPolicy?: string;
}

/** An API of any kind, with what stands around it. */
export interface ReadApi {
  /** The name in the program. */
  name: string;
  kind: "HTTP" | "REST" | "WEBSOCKET";
  id: string;
  region: string;
  /** True for a REST API that has no address on the internet. */
  isPrivate: boolean;
  /** Indicates whether the API answers at its own execute-api address. */
  ownAddress: boolean;
  /** The settings of the whole API, such as CORS. */
  settings: Settings;
  stages: StageReport[];
  domains: DomainReport[];
  routes: ReadRoute[];
}

/** Reads every API of a stack, in the order HTTP, REST, WebSocket. */
export function readApis(snapshot: Snapshot): ReadApi[] {
  const { model } = snapshot;
  const common = ({ urn, id, region }: { urn: string; id: string; region: string }) => ({
    name: logicalName(urn),
    id,
    region,
    domains: domainsOf(snapshot, id),
  });
  return [
    ...model.httpApis.map((api) => ({
      ...common(api),
      kind: "HTTP" as const,
      isPrivate: false,
      ownAddress: !api.disableExecuteApiEndpoint,
      settings: httpApiSettings(api),
      stages: api.stages.map((stage) => stageOf(stage, stageSettings(snapshot.index, stage.urn))),
      routes: byPath(httpRoutes(api)),
    })),
    ...model.restApis.map((api) => ({
      ...common(api),
      kind: "REST" as const,
      isPrivate: api.endpointType === "PRIVATE",
      ownAddress: !api.disableExecuteApiEndpoint,
      settings: restApiSettings(api),
      stages: api.stages.map((stage) => restStageOf(snapshot, stage)),
      routes: byPath(restRoutes(api)),
    })),
    ...model.webSocketApis.map((api) => ({
      ...common(api),
      kind: "WEBSOCKET" as const,
      isPrivate: false,
      ownAddress: !isClosed(snapshot, api.urn),
      settings: {},
      stages: api.stages.map((stage) => stageOf(stage, stageSettings(snapshot.index, stage.urn))),
      routes: byPath(webSocketRoutes(api)),
    })),
  ];
}

/** The model of WebSocket APIs, which the local gateway serves, leaves this out. */
function isClosed({ index }: Snapshot, urn: string): boolean {
  const node = index.ofType(V2.api).find((api) => api.urn === urn);
  return node !== undefined && index.value(node, "disableExecuteApiEndpoint") === true;
}

/** Sorts routes by their paths and then their methods: the order of a program's registrations may change. */
function byPath(routes: ReadRoute[]): ReadRoute[] {
  const keyed = routes.map((route) => {
    const [first = "", path] = route.report.routeKey.split(" ");
    return { route, key: path === undefined ? first : `${path} ${first}` };
  });
  return keyed.sort((left, right) => (left.key < right.key ? -1 : 1)).map(({ route }) => route);
}

function stageOf({ name, accessLog }: Pick<HttpStageModel, "name" | "accessLog">, settings: Settings): StageReport {
  return { name, accessLog: accessLog !== undefined, settings };
}

function restStageOf({ index }: Snapshot, stage: RestStageModel): StageReport {
  const node = index.ofType(V1.stage).find(({ urn }) => urn === stage.urn);
  const size = node === undefined ? undefined : index.text(node, "cacheClusterSize");
  const settings = restStageSettings(index, stage.urn);
  return defined({ ...stageOf(stage, settings), cacheSize: stage.cacheClusterEnabled ? (size ?? "0.5") : undefined });
}

function domainsOf({ index, model }: Snapshot, apiId: string): DomainReport[] {
  return model.domains.flatMap(({ urn, domainName, mappings, rules, mutualTls }) =>
    [
      ...mappings.map(({ path, ...target }) => ({ ...target, path: path === "" ? "" : `/${path}` })),
      ...rules.map(({ basePaths, ...target }) => ({ ...target, path: basePaths.map((it) => `/${it}`).join(", ") })),
    ]
      .filter((target) => target.apiId === apiId)
      .map(({ path, stage }) =>
        defined({
          address: `${domainName}${path}`,
          stage: stage ?? "(none)",
          mutualTls: mutualTls !== undefined,
          securityPolicy: securityPolicyOf(index, urn),
        }),
      ),
  );
}

/** A REST domain has the policy of its own, one of version 2 that of its configuration. */
function securityPolicyOf(index: Snapshot["index"], urn: string): string | undefined {
  const node = [...index.ofType(V1.domainName), ...index.ofType(V2.domainName)].find((domain) => domain.urn === urn);
  const configuration = node === undefined ? undefined : asObject(index.value(node, "domainNameConfiguration"));
  return node && (index.text(node, "securityPolicy") ?? asText(configuration?.securityPolicy));
}
