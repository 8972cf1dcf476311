import { type ParsedRouteKey, parseRouteKey } from "../../aws/route-key";
import type { Problem } from "../shared/problems";
import type { RoutePlan } from "../shared/routes";
import type { RestRouteArgs } from "./args";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html */
export function siblingProblems(routes: readonly RoutePlan<RestRouteArgs>[]): Problem[] {
  const children = new Map<string, { name: string; key: string }>();
  return routes.flatMap(({ key }) => key.segments.flatMap((_, depth) => siblingProblem(key, depth, children)));
}

function siblingProblem(
  key: ParsedRouteKey,
  depth: number,
  children: Map<string, { name: string; key: string }>,
): Problem[] {
  const part = parseRouteKey(key.key).segments[depth];
  if (part === undefined || part.kind === "literal") {
    return [];
  }
  const parent = key.path
    .split("/")
    .slice(0, depth + 1)
    .join("/");
  const name = part.kind === "greedy" ? `{${part.name}+}` : `{${part.name}}`;
  const first = children.get(parent);
  children.set(parent, first ?? { name, key: key.key });
  if (first === undefined || first.name === name) {
    return [];
  }
  const expected = `one parameter under ${parent === "" ? "/" : parent}: ${JSON.stringify(first.key)} has ${first.name}`;
  return [
    { argument: `routes[${JSON.stringify(key.key)}]`, received: name, expected, fix: `write ${first.name} in both` },
  ];
}
