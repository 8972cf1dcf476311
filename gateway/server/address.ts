import type { HttpApiModel, RestApiModel } from "../model/api-model";
import type { DomainModel, DomainTarget } from "../model/domains/domain-model";
import { findDomain, selectTarget } from "../behavior/shared/domain-selection";
import { decodePath, type HeaderList } from "../behavior/shared/request";
import { findNamed, shortestName } from "../../engine/graph/named-resource";
import type { ServedApi } from "./http-api/served-api";
import type { ServedApis } from "./served-apis";
import type { ServedRestApi } from "./rest-api/served-api";

/** The destination of a request: the API, the path below it, and whether the client asked for the execute-api endpoint by name. */
export interface Address<Api = ServedApi | ServedRestApi> {
  api: Api;
  path: string;
  byExecuteApiHost: boolean;
  /** Specifies the host that events name; undefined where they name AWS's. */
  servedHost?: string;
  /** The target of a custom domain; the path is what its mapping left of it. */
  domain?: DomainTarget;
}

/** The text that stands before the name of an API in a path. */
export const API_PREFIX = "/_api/";

/**
 * Finds the API that a request is for:
 * - by host, as on AWS: `<api-id>.execute-api.<region>.localhost`, or with another suffix that `ServedHosts` lets through;
 * - by path: `/_api/<name or id>/...`, the rest as on AWS; the name is the program's own or the one on AWS;
 * - otherwise the program's first API.
 */
export function locateApi(served: ServedApis, url: string, host: string | undefined): Address | undefined {
  const path = url.startsWith("/") ? url : originForm(url);
  const id = host?.includes(".execute-api.") === true ? /^([^.:]+)\.execute-api\./.exec(host)?.[1] : undefined;
  if (id !== undefined) {
    const api = answeringApis(served).find(({ model }) => model.id === id);
    return api && { api, path, byExecuteApiHost: true };
  }
  if (path.startsWith(API_PREFIX)) {
    const [, key = "", rest = ""] = /^([^/?]*)(.*)$/.exec(path.slice(API_PREFIX.length)) ?? [];
    const api = apiNamed(served, decodePath(key));
    return api && { api, path: rest.startsWith("/") ? rest : `/${rest}`, byExecuteApiHost: false };
  }
  const first = served.httpApis[0] ?? served.restApis[0];
  return first && { api: first, path, byExecuteApiHost: false };
}

/** The APIs of a program by the names that requests found them by. */
const named = new WeakMap<ServedApis, Map<string, ServedApi | ServedRestApi>>();

function apiNamed(served: ServedApis, name: string): ServedApi | ServedRestApi | undefined {
  const known = named.get(served)?.get(name);
  if (known !== undefined) {
    return known;
  }
  const apis = answeringApis(served);
  const model = findNamed(
    apis.map((api) => api.model),
    name,
  );
  const api = apis.find((candidate) => candidate.model === model);
  if (api !== undefined) {
    named.set(served, (named.get(served) ?? new Map<string, ServedApi | ServedRestApi>()).set(name, api));
  }
  return api;
}

/**
 * Finds the API that a custom domain sends a request to: undefined where the host names no domain of the program, and
 * without an address where no mapping takes the path.
 */
export function locateByDomain(
  served: ServedApis,
  url: string,
  host: string | undefined,
  headers: HeaderList,
): { domain: DomainModel; address: Address | undefined } | undefined {
  const domain = findDomain(served.domains, host);
  if (domain === undefined) {
    return undefined;
  }
  const whole = url.startsWith("/") ? url : originForm(url);
  const query = whole.includes("?") ? whole.slice(whole.indexOf("?")) : "";
  const target = selectTarget(domain, whole.slice(0, whole.length - query.length), headers);
  const api = target && answeringApis(served).find(({ model }) => model.id === target.apiId);
  const address = api && { api, path: target.path + query, byExecuteApiHost: false, domain: target };
  return { domain, address };
}

/** Returns the host whose links lead back to the API of a request: the client's own, or else the API's local name. */
export function servedHost({ api, domain }: Address, url: string, host: string): string {
  if (domain !== undefined || !url.startsWith(API_PREFIX)) {
    return host;
  }
  const { id, region } = api.model;
  return `${id}.execute-api.${region}.localhost${/:\d+$/.exec(host)?.[0] ?? ""}`;
}

/** The base path at which the local server has an API's stage. */
export function stagePath(served: ServedApis, api: HttpApiModel | RestApiModel, stage: string): string {
  const models = answeringApis(served).map(({ model }) => model);
  const prefix = models[0] === api ? "" : `${API_PREFIX}${encodeURIComponent(shortestName(models, api))}`;
  return stage === "$default" ? `${prefix}/` : `${prefix}/${stage}/`;
}

/** The APIs that answer HTTP requests, HTTP APIs first. */
function answeringApis(served: ServedApis): (ServedApi | ServedRestApi)[] {
  return [...served.httpApis, ...served.restApis];
}

/** Returns the host of a URL as a Host header has it; undefined where the URL has none. */
export function hostOfUrl(url: string): string | undefined {
  return /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(url)?.[1];
}

/** A proxy's request line carries a whole URL. */
export function originForm(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, "");
  return path.startsWith("/") ? path : `/${path}`;
}
