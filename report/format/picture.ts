import type { RouteReport } from "../routes/route";
import { BY_CONNECTION } from "../routes/websocket-routes";
import type { ApiReport } from "../stack-report";
import { authorizerCell, integrationCell } from "./cells";

/** The way of a request through one API: address, stage, route, authorizer, integration. */
export interface Picture {
  nodes: PictureNode[];
  edges: PictureEdge[];
}

export const COLUMNS = ["Address", "Stage", "Route", "Authorizer", "Integration"] as const;

export interface PictureNode {
  id: string;
  /** The position in `COLUMNS`. */
  column: number;
  label: string;
  /** True for what anyone may call. */
  isOpen: boolean;
  /** The routes that pass it, by their positions in the report. */
  routes: number[];
}

export interface PictureEdge {
  from: string;
  to: string;
  routes: number[];
}

/** The routes that have a node each; more are drawn in groups. */
const MOST_NODES = 24;
const MOST_GROUPS = 40;

/** Returns the picture of an API. Routes that differ in nothing but their paths share a node where there are many. */
export function pictureOf(api: ApiReport): Picture {
  const nodes = new Map<string, PictureNode>();
  const edges = new Map<string, PictureEdge>();
  const pass = (column: number, label: string, routes: number[], isOpen = false): string => {
    const id = `${column} ${label}`;
    const node = nodes.get(id) ?? { id, column, label, isOpen, routes: [] };
    node.routes = [...new Set([...node.routes, ...routes])];
    nodes.set(id, node);
    return id;
  };
  const join = (from: string, to: string, routes: number[]): void => {
    const edge = edges.get(`${from}|${to}`) ?? { from, to, routes: [] };
    edge.routes = [...new Set([...edge.routes, ...routes])];
    edges.set(`${from}|${to}`, edge);
  };
  const all = api.routes.map((_, index) => index);
  for (const stage of api.stages) {
    const to = pass(1, stage.name, all);
    for (const address of addressesOf(api, stage.name)) {
      join(pass(0, address, all), to, all);
    }
  }
  for (const { label, routes } of groupsOf(api.routes)) {
    const route = api.routes[routes[0] ?? 0];
    if (route !== undefined) {
      const isOpen = route.authorizer.type === "NONE";
      const from = pass(2, label, routes, isOpen);
      const decision = pass(3, authorizerOf(route), routes, isOpen);
      api.stages.forEach(({ name }) => join(pass(1, name, []), from, routes));
      join(from, decision, routes);
      join(decision, pass(4, integrationCell(route.integration), routes), routes);
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

function addressesOf({ domains, ownAddress, isPrivate }: ApiReport, stage: string): string[] {
  const own = isPrivate ? "execute-api, from VPCs" : "execute-api";
  return [
    ...domains.filter((domain) => domain.stage === stage).map(({ address }) => address),
    ...(ownAddress ? [own] : []),
  ];
}

/** An authorizer is one node, whatever scopes its routes ask for. */
function authorizerOf({ authorizer }: RouteReport): string {
  return authorizer.type === BY_CONNECTION ? "by the connection" : authorizerCell({ ...authorizer, scopes: [] });
}

interface Group {
  label: string;
  routes: number[];
}

function groupsOf(routes: readonly RouteReport[]): Group[] {
  if (routes.length <= MOST_NODES) {
    return routes.map(({ routeKey }, index) => ({ label: routeKey, routes: [index] }));
  }
  const byPath = grouped(routes, true);
  return byPath.length <= MOST_GROUPS ? byPath : grouped(routes, false);
}

function grouped(routes: readonly RouteReport[], isByPath: boolean): Group[] {
  const groups = new Map<string, { keys: string[]; routes: number[]; start: string }>();
  for (const [index, route] of routes.entries()) {
    const start = isByPath ? `/${route.routeKey.split("/")[1] ?? ""}` : "";
    const key = JSON.stringify([start, authorizerOf(route), integrationCell(route.integration)]);
    const group = groups.get(key) ?? { keys: [], routes: [], start };
    group.keys.push(route.routeKey);
    group.routes.push(index);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ keys, routes: own, start }) => {
    const [first = ""] = keys;
    const what = start === "" ? `${first} and ${keys.length - 1} more` : `${start} (${keys.length} routes)`;
    return { label: keys.length === 1 ? first : what, routes: own };
  });
}
