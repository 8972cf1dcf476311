import type { RouteArgs } from "../../shared/route-args";
import { LIMITS } from "../../../aws/quotas";
import { DEFAULT_ROUTE_KEY, type ParsedRouteKey, parseRouteKey, routeKeyProblem } from "../../../aws/route-key";
import type { Expectation, Problems } from "../../shared/problems";
import type { DomainSettings } from "../shared/args";
import { checkMappingPaths, mappingPath } from "../shared/mapping-path";

/** The routes of one API of a group, with the keys that they have below its base path. */
export interface BasePathRoutes {
  /** Without slashes at its ends; empty for the root of the domain. */
  basePath: string;
  routes: Record<string, RouteArgs>;
}

/**
 * Spreads a route table over APIs, one for each base path: the first literal part of the path, or a longer base path that
 * was named. Where a route goes depends on its own path alone, so that a further route moves no other one.
 *
 * API Gateway chooses the API by base path before it looks at routes, and takes the base path away:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
 */
export function splitRoutes(
  table: Record<string, RouteArgs>,
  { domain, basePaths = [] }: { domain: DomainSettings; basePaths?: string[] },
  problems: Problems,
): BasePathRoutes[] {
  checkMappingPaths(problems.at("basePaths"), domain, basePaths);
  const named = basePaths.map(mappingPath).sort((a, b) => b.length - a.length);
  const groups = new Map<string, Record<string, RouteArgs>>();
  const add = (basePath: string, key: string, route: RouteArgs): void => {
    groups.set(basePath, { ...groups.get(basePath), [key]: route });
  };
  for (const [key, route] of Object.entries(table)) {
    const expectation = checkRouteKey(key);
    if (expectation !== undefined) {
      problems.add(`routes[${JSON.stringify(key)}]`, expectation);
    } else if (key !== DEFAULT_ROUTE_KEY) {
      const parsed = parseRouteKey(key);
      const basePath = basePathOf(parsed, named);
      add(basePath, keyBelow(parsed, basePath), route);
    }
  }
  const fallback = table[DEFAULT_ROUTE_KEY];
  if (fallback !== undefined) {
    // a request that no route of a base path matches does not go on to the root's API
    for (const basePath of new Set([...groups.keys(), ""])) {
      add(basePath, DEFAULT_ROUTE_KEY, fallback);
    }
  }
  const split = [...groups].map(([basePath, routes]) => ({ basePath, routes }));
  for (const group of split) {
    checkSize(problems, group);
  }
  return split.sort((a, b) => (a.basePath < b.basePath ? -1 : 1));
}

function basePathOf({ segments }: ParsedRouteKey, named: readonly string[]): string {
  const literals = segments.findIndex(({ kind }) => kind !== "literal");
  const parts = segments.slice(0, literals === -1 ? undefined : literals).map((part) => textOf(part));
  const path = parts.join("/");
  return named.find((base) => path === base || path.startsWith(`${base}/`)) ?? parts[0] ?? "";
}

function keyBelow({ method, path }: ParsedRouteKey, basePath: string): string {
  const below = basePath === "" ? path : path.slice(basePath.length + 1);
  return `${method} ${below === "" ? "/" : below}`;
}

function textOf(part: ParsedRouteKey["segments"][number]): string {
  return part.kind === "literal" ? part.text : "";
}

function checkRouteKey(received: string): Expectation | undefined {
  const fix = routeKeyProblem(received);
  if (fix !== undefined) {
    return { received, expected: "a route key", fix };
  }
  const first = parseRouteKey(received).segments[0];
  return first === undefined || first.kind === "literal"
    ? undefined
    : {
        received,
        expected: "a path that starts with a literal part, by which the domain finds the API",
        fix: 'write "$default" for whatever no other route matches',
      };
}

function checkSize(problems: Problems, { basePath, routes }: BasePathRoutes): void {
  const { value, name, source } = LIMITS.http.routes;
  const count = Object.keys(routes).length;
  problems.unless(count <= value, "routes", {
    received: count,
    expected: `at most ${value} under the base path ${JSON.stringify(basePath)} ("${name}", ${source})`,
    fix: `name a longer base path for some of them, such as basePaths: ["${basePath}/..."]`,
  });
}
