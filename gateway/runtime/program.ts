import type { ResourceGraph } from "../../engine/graph";
import { reveal } from "../../engine/value";
import type {
  ApiKeyModel,
  ApiModel,
  HttpApiModel,
  LambdaFunctionModel,
  RestApiModel,
  UsagePlanModel,
} from "../model/api-model";
import type { DomainModel, DomainTarget } from "../model/domains/domain-model";
import { findDomain, selectTarget } from "../model/domains/domain-selection";
import type { HeaderList } from "../model/http/request";
import type { HttpStageModel } from "../model/http/http-api-model";
import { decodePath } from "../model/http/request";
import { RouteTable } from "../model/http/route-selection";
import type { FunctionTable } from "./lambda/function-registry";
import type { LiveDeployments, ServedRestApi } from "./rest/rest-program";
import { StageState } from "./stage-state";
import { compileWebSocketApi, type ServedWebSocketApi } from "./websocket/served-api";

/** An API made ready for requests: what never changes between two reloads is worked out once. */
export interface ServedApi {
  kind: "http";
  model: HttpApiModel;
  routes: RouteTable;
  /** A custom domain leads to the API, so localhost answers even where its execute-api endpoint is off. */
  hasCustomDomain: boolean;
  states: ReadonlyMap<HttpStageModel, StageState>;
}

/** One evaluated program, as it is served. */
export interface Program {
  apis: ServedApi[];
  restApis: ServedRestApi[];
  webSocketApis: ServedWebSocketApi[];
  apiKeys: ApiKeyModel[];
  usagePlans: UsagePlanModel[];
  domains: DomainModel[];
  functions: FunctionTable;
  functionModels: LambdaFunctionModel[];
  /** Requests that are being answered with it. */
  inFlight: number;
}

export function compileProgram(
  graph: ResourceGraph,
  model: ApiModel,
  functions: FunctionTable,
  deployments: LiveDeployments,
): Program {
  const mapped = new Set(
    graph.resources
      .filter(({ type }) => MAPPING_TYPES.includes(type))
      .map(({ inputs }) => reveal(inputs.apiId ?? inputs.restApi)),
  );
  const apis = model.httpApis.map((model): ServedApi => ({
    kind: "http",
    model,
    routes: new RouteTable(model.routes),
    hasCustomDomain: mapped.has(model.id),
    states: new Map(model.stages.map((stage) => [stage, new StageState(stage, model.routes)])),
  }));
  const restApis = deployments.compile(model, mapped);
  const webSocketApis = model.webSocketApis.map(compileWebSocketApi);
  const { apiKeys, usagePlans, domains, functions: functionModels } = model;
  return { apis, restApis, webSocketApis, apiKeys, usagePlans, domains, functions, functionModels, inFlight: 0 };
}

/** Where a request goes: the API, the path below it, and whether the client asked for the execute-api endpoint by name. */
export interface Address<Api = ServedApi> {
  api: Api;
  path: string;
  byExecuteApiHost: boolean;
  /** Where a custom domain sent the request; the path is what its mapping left of it. */
  domain?: DomainTarget;
}

const API_PREFIX = "/_api/";
const MAPPING_TYPES = ["aws:apigatewayv2/apiMapping:ApiMapping", "aws:apigateway/basePathMapping:BasePathMapping"];

/** The APIs that answer HTTP requests, HTTP APIs first. */
function answeringApis(program: Program): (ServedApi | ServedRestApi)[] {
  return [...program.apis, ...program.restApis];
}

/**
 * Finds the API that a request is for:
 * - by host, as on AWS: `<api-id>.execute-api.<region>.localhost` (or any other suffix);
 * - by path: `/_api/<name or id>/...`, the rest as on AWS;
 * - otherwise the program's first API.
 */
export function locateApi(
  program: Program,
  url: string,
  host: string | undefined,
): Address<ServedApi | ServedRestApi> | undefined {
  const apis = answeringApis(program);
  const path = url.startsWith("/") ? url : originForm(url);
  const id = host === undefined ? undefined : /^([^.:]+)\.execute-api\./.exec(host)?.[1];
  if (id !== undefined) {
    const api = apis.find(({ model }) => model.id === id);
    return api && { api, path, byExecuteApiHost: true };
  }
  if (path.startsWith(API_PREFIX)) {
    const [, key = "", rest = ""] = /^([^/?]*)(.*)$/.exec(path.slice(API_PREFIX.length)) ?? [];
    const name = decodePath(key);
    const api = apis.find(({ model }) => model.id === name) ?? apis.find(({ model }) => model.name === name);
    return api && { api, path: rest.startsWith("/") ? rest : `/${rest}`, byExecuteApiHost: false };
  }
  const first = apis[0];
  return first && { api: first, path, byExecuteApiHost: false };
}

/**
 * Finds the API that a custom domain sends a request to: undefined where the host names no domain of the program, and
 * without an address where no mapping takes the path.
 */
export function locateByDomain(
  program: Program,
  url: string,
  host: string | undefined,
  headers: HeaderList,
): { domain: DomainModel; address: Address<ServedApi | ServedRestApi> | undefined } | undefined {
  const domain = findDomain(program.domains, host);
  if (domain === undefined) {
    return undefined;
  }
  const whole = url.startsWith("/") ? url : originForm(url);
  const query = whole.includes("?") ? whole.slice(whole.indexOf("?")) : "";
  const target = selectTarget(domain, whole.slice(0, whole.length - query.length), headers);
  const api = target && answeringApis(program).find(({ model }) => model.id === target.apiId);
  const address = api && { api, path: target.path + query, byExecuteApiHost: false, domain: target };
  return { domain, address };
}

/** The base path at which the local server has an API's stage. */
export function stagePath(program: Program, api: HttpApiModel | RestApiModel, stage: string): string {
  const apis = answeringApis(program);
  const isFirst = apis[0]?.model === api;
  const sameName = apis.filter(({ model }) => model.name === api.name).length > 1;
  const prefix = isFirst ? "" : `${API_PREFIX}${encodeURIComponent(sameName ? api.id : api.name)}`;
  return stage === "$default" ? `${prefix}/` : `${prefix}/${stage}/`;
}

/** A proxy's request line carries a whole URL. */
function originForm(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/]*/i, "") || "/";
}
