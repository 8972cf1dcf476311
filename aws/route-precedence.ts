import type { ParsedRouteKey, RouteSegment } from "./route-key";

/**
 * Orders two routes by how specific they are: negative where `a` is tried before `b`. Full matches go before greedy ones
 * and greedy ones before `$default`; within a path, a literal part goes before a parameter, and a method before `ANY`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export function compareRouteKeys(a: ParsedRouteKey, b: ParsedRouteKey): number {
  return (
    Number(a.isDefault) - Number(b.isDefault) ||
    Number(isGreedy(a)) - Number(isGreedy(b)) ||
    compareSegments(a.segments, b.segments) ||
    Number(a.method === "ANY") - Number(b.method === "ANY") ||
    (a.key < b.key ? -1 : Number(a.key > b.key))
  );
}

/** Returns whether the last part of the path is greedy, such as `{proxy+}`. */
export function isGreedy(route: ParsedRouteKey): boolean {
  return route.segments.at(-1)?.kind === "greedy";
}

const SEGMENT_RANK = { literal: 0, parameter: 1, greedy: 2 } as const;

function compareSegments(a: RouteSegment[], b: RouteSegment[]): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const order = SEGMENT_RANK[a[index]!.kind] - SEGMENT_RANK[b[index]!.kind];
    if (order !== 0) {
      return order;
    }
  }
  return b.length - a.length;
}
