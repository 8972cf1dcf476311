import type { DomainModel } from "../../model/domains/domain-model";
import { findDomain, selectTarget } from "../../behavior/shared/domain-selection";
import { type AccessLogFormat, compileFormat } from "../../behavior/shared/access-log";
import { decodePath } from "../../behavior/shared/request";
import { findNamed, shortestName } from "../../../engine/graph/named-resource";
import { webSocketVariable, type WebSocketLogData } from "../../behavior/websocket-api/context-variables";
import type { WebSocketApiModel, WebSocketRouteModel } from "../../model/websocket-api/model";
import { RouteThrottles } from "../shared/stage-state";
import { defined } from "../../../language/defined";

/** A WebSocket API made ready: what never changes between two reloads is worked out once. */
export interface ServedWebSocketApi {
  model: WebSocketApiModel;
  routes: ReadonlyMap<string, WebSocketRouteModel>;
  /** By the stage's name. */
  states: ReadonlyMap<string, WebSocketStageState>;
}

/** The state of a stage between events. */
export interface WebSocketStageState {
  throttles: RouteThrottles;
  accessLog?: AccessLogFormat<WebSocketLogData>;
}

export function compileWebSocketApi(model: WebSocketApiModel): ServedWebSocketApi {
  return {
    model,
    routes: new Map(model.routes.map((route) => [route.routeKey, route])),
    states: new Map(
      model.stages.map((stage) => [
        stage.name,
        defined({
          throttles: new RouteThrottles(stage, model.routes),
          accessLog:
            stage.accessLog === undefined ? undefined : compileFormat(stage.accessLog.format, webSocketVariable),
        }),
      ]),
    ),
  };
}

/** The destination of an upgrade request or a call of the @connections API. */
export interface WebSocketAddress {
  served: ServedWebSocketApi;
  /** The first segment of the path. */
  stage: string;
  /** The path after the stage, without a slash at its start. */
  rest: string;
}

const API_PREFIX = /^\/_api\/([^/]+)(\/.*)$/;

/**
 * Finds the API by host (a custom domain, or `<api-id>.execute-api...`), by path (`/_api/<name or id>/<stage>`) or, with the
 * stage alone in the path, the first that has such a stage.
 */
export function locateWebSocketApi(
  apis: readonly ServedWebSocketApi[],
  path: string,
  host: string | undefined,
  domains: readonly DomainModel[] = [],
): WebSocketAddress | undefined {
  const domain = findDomain(domains, host);
  if (domain !== undefined) {
    const target = selectTarget(domain, path, []);
    // each mapping of a WebSocket API names a stage
    const mapped = target && stageAddress(apis, { apiId: target.apiId, stage: target.stage ?? "" });
    return mapped && { ...mapped, rest: target.path.slice(1) };
  }
  const id = /^([^.:]+)\.execute-api\./.exec(host ?? "")?.[1];
  const [, name, below] = API_PREFIX.exec(path) ?? [];
  const wanted = id ?? (name === undefined ? undefined : decodePath(name));
  const [, stage = "", rest = ""] = /^\/([^/]*)\/?(.*)$/.exec(below ?? path) ?? [];
  const candidates = wanted === undefined ? apis : named(apis, wanted);
  const served = candidates.find(({ states }) => states.has(stage));
  return served && { served, stage, rest };
}

/** Those of a name: where two share one, the stage tells which is meant. */
function named(apis: readonly ServedWebSocketApi[], wanted: string): readonly ServedWebSocketApi[] {
  const known = apis.filter(({ model }) => model.id === wanted || model.name === wanted);
  if (known.length > 0) {
    return known;
  }
  const model = findNamed(modelsOf(apis), wanted);
  return apis.filter((served) => served.model === model);
}

function modelsOf(apis: readonly ServedWebSocketApi[]): WebSocketApiModel[] {
  return apis.map(({ model }) => model);
}

/** The stage of an API, where it is still served. */
export function stageAddress(
  apis: readonly ServedWebSocketApi[],
  { apiId, stage }: { apiId: string; stage: string },
): WebSocketAddress | undefined {
  const served = apis.find(({ model, states }) => model.id === apiId && states.has(stage));
  return served && { served, stage, rest: "" };
}

/** Every stage with the URL that clients connect to: with the stage alone in the path where that routes to this API. */
export function servedWebSocketStages(
  apis: readonly ServedWebSocketApi[],
  gatewayUrl: string,
): { name: string; id: string; stage: string; url: string }[] {
  const origin = gatewayUrl.replace(/^http/, "ws");
  return apis.flatMap((served) =>
    [...served.states.keys()].map((stage) => {
      const { name, id } = served.model;
      const isFirst = locateWebSocketApi(apis, `/${stage}`, undefined)?.served === served;
      const prefix = isFirst ? "" : `/_api/${encodeURIComponent(shortestName(modelsOf(apis), served.model))}`;
      return { name, id, stage, url: `${origin}${prefix}/${stage}` };
    }),
  );
}
