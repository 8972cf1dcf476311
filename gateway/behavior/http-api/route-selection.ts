import type { ParsedRouteKey, RouteSegment } from "../../../aws/route-key";
import { compareRouteKeys, isGreedy } from "../../../aws/route-precedence";
import type { HttpRouteModel, HttpStageModel } from "../../model/http-api/model";
import { PathTree } from "../shared/path-tree";
import { decodePath, firstPart } from "../shared/request";
import { setOwn } from "../../../language/own-value";

/** The stage that a request goes to, and the path that routes are matched with. */
export interface StageMatch {
  stage: HttpStageModel;
  /** Percent-encoded, without the stage's name; `/` at least. */
  routePath: string;
}

/** A route as far as selection needs it. */
export interface KeyedRoute {
  key: ParsedRouteKey;
}

interface TreeRoute<Route> {
  route: Route;
  segments: readonly RouteSegment[];
}

export interface RouteMatch<Route extends KeyedRoute = HttpRouteModel> {
  route: Route;
  /** Decoded; undefined where the route has no parameters. */
  pathParameters?: Record<string, string>;
}

/**
 * Chooses the stage: the one whose name is the first part of the path, or `$default`. Undefined means
 * 404 `{"message":"Not Found"}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export function selectStage(stages: HttpStageModel[], path: string): StageMatch | undefined {
  const first = firstPart(path);
  const named = stages.find((stage) => stage.name === first && stage.deployed);
  if (named !== undefined) {
    return { stage: named, routePath: path.slice(first.length + 1) || "/" };
  }
  const fallback = stages.find((stage) => stage.name === "$default" && stage.deployed);
  return fallback === undefined ? undefined : { stage: fallback, routePath: path };
}

/** The stage that an API mapping names: the path has no stage then. */
export function mappedStage(stages: HttpStageModel[], name: string, path: string): StageMatch | undefined {
  const stage = stages.find((candidate) => candidate.name === name && candidate.deployed);
  return stage && { stage, routePath: path };
}

/**
 * An API's routes, ready to be matched. The most specific route that takes the method wins: a full match before a greedy
 * one, that before `$default`; a literal part before a parameter; the method itself before `ANY`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export class RouteTable<Route extends KeyedRoute = HttpRouteModel> {
  /** In the order of precedence. */
  readonly routes: readonly Route[];
  private readonly literal = new Map<string, Route[]>();
  private readonly variable: PathTree<TreeRoute<Route>>;
  private readonly fallback: Route | undefined;

  constructor(routes: readonly Route[]) {
    this.routes = routes.toSorted((a, b) => compareRouteKeys(a.key, b.key));
    this.fallback = this.routes.find(({ key }) => key.isDefault);
    const variable = this.routes.filter((route) => !isLiteral(route) && !route.key.isDefault);
    this.variable = new PathTree(variable.map((route) => ({ route, segments: route.key.segments })));
    for (const route of this.routes.filter(isLiteral)) {
      const path = literalKey(route.key.path);
      this.literal.set(path, [...(this.literal.get(path) ?? []), route]);
    }
  }

  /**
   * @param method In capitals.
   * @param routePath Percent-encoded, without stage and query. A trailing slash counts: `/orders/` is not `/orders`.
   */
  select(method: string, routePath: string): RouteMatch<Route> | undefined {
    const literal = this.literal.get(literalKey(routePath))?.find((route) => takes(route, method));
    if (literal !== undefined) {
      return { route: literal };
    }
    const parts = requestParts(routePath);
    const variable = this.variable.find(parts, ({ route }) =>
      takes(route, method) ? matchRoute(route, parts) : undefined,
    );
    return variable ?? (this.fallback && { route: this.fallback });
  }
}

function isLiteral(route: KeyedRoute): boolean {
  return !route.key.isDefault && route.key.segments.every((segment) => segment.kind === "literal");
}

function takes(route: KeyedRoute, method: string): boolean {
  return route.key.method === "ANY" || route.key.method === method;
}

/** Without an encoded part a path is its own key: an encoded slash stays within its part. */
function literalKey(path: string): string {
  return path.includes("%")
    ? requestParts(path)
        .map((part) => part.replaceAll("/", "%2F"))
        .join("/")
    : path.slice(1);
}

/** Split before decoding, so that an encoded slash stays within its part. */
function requestParts(routePath: string): string[] {
  return routePath === "/" || routePath === "" ? [] : routePath.slice(1).split("/").map(decodePath);
}

function matchRoute<Route extends KeyedRoute>(route: Route, parts: string[]): RouteMatch<Route> | undefined {
  const segments = route.key.segments;
  if (isGreedy(route.key) ? parts.length < segments.length - 1 : parts.length !== segments.length) {
    return undefined;
  }
  const pathParameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    if (!matchSegment(segment, index, parts, pathParameters)) {
      return undefined;
    }
  }
  return { route, pathParameters };
}

function matchSegment(segment: RouteSegment, index: number, parts: string[], into: Record<string, string>): boolean {
  const part = parts[index];
  if (segment.kind === "literal") {
    return part === segment.text;
  }
  if (segment.kind === "greedy") {
    // `/files/{path+}` takes `/files/` with an empty path, yet not `/files`; `/{proxy+}` takes `/`.
    setOwn(into, segment.name, parts.slice(index).join("/"));
    return part !== undefined || index === 0;
  }
  setOwn(into, segment.name, part ?? "");
  return part !== undefined && part !== "";
}
