import { type ParsedRouteKey, parseRouteKey } from "../../aws/route-key";
import type { Problems } from "../shared/problems";
import type { RoutePlan } from "../shared/routes";
import type { RestRouteArgs } from "./args";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html */
export function checkSiblings(problems: Problems, routes: readonly RoutePlan<RestRouteArgs>[]): void {
  const children = new Map<string, { name: string; key: string }>();
  for (const { key } of routes) {
    for (const depth of key.segments.keys()) {
      checkSibling(problems, key, depth, children);
    }
  }
}

function checkSibling(
  problems: Problems,
  key: ParsedRouteKey,
  depth: number,
  children: Map<string, { name: string; key: string }>,
): void {
  const part = parseRouteKey(key.key).segments[depth];
  if (part === undefined || part.kind === "literal") {
    return;
  }
  const parent = key.path
    .split("/")
    .slice(0, depth + 1)
    .join("/");
  const name = part.kind === "greedy" ? `{${part.name}+}` : `{${part.name}}`;
  const first = children.get(parent);
  children.set(parent, first ?? { name, key: key.key });
  problems.unless(first === undefined || first.name === name, `routes[${JSON.stringify(key.key)}]`, {
    received: name,
    expected: `one parameter under ${parent === "" ? "/" : parent}: ${JSON.stringify(first?.key)} has ${first?.name}`,
    fix: `write ${first?.name} in both`,
  });
}
