import * as pulumi from "@pulumi/pulumi";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { isObject } from "./arguments";
import type { CorsArgs } from "./cors";
import { isDeferred } from "./problems";
import type { MalformedRouteKey } from "./route-key-type";

/** A route in the forms that a route table has it. */
type Entry<Route> = Route | IntegrationSpec | MalformedRouteKey<string>;

/** Writes out the routes that are given by their integration alone; what is no table is left for the check of the arguments. */
export function plainRoutes<Route extends { integration: IntegrationSpec }>(
  routes: Record<string, Entry<Route>>,
): Record<string, Route>;
export function plainRoutes<Route extends { integration: IntegrationSpec }>(
  routes: Record<string, Entry<Route>> | undefined,
): Record<string, Route> | undefined;
export function plainRoutes<Route extends { integration: IntegrationSpec }>(
  routes: Record<string, Entry<Route>> | undefined,
): Record<string, Route> | undefined {
  return isObject(routes)
    ? Object.fromEntries(Object.entries(routes).map(([key, entry]) => [key, plainRoute(entry)]))
    : routes;
}

/** Returns what the compiler has refused passes as it is: the check of the arguments explains what is wrong with it. */
function plainRoute<Route extends { integration: IntegrationSpec }>(entry: Entry<Route>): Route {
  return (isObject(entry) && "kind" in entry ? { integration: entry } : entry) as Route;
}

/** Writes out the shorthand for CORS that the backend answers. */
export function plainCors(cors: CorsArgs | "integration" | undefined): CorsArgs | undefined {
  return cors === "integration" ? { owner: cors } : cors;
}

/** Returns an object as JSON, which is known when all of it is, and a text as it is. */
export function jsonText(value: object | string): pulumi.Input<string> {
  if (typeof value === "string") {
    return value;
  }
  // JSON.stringify writes advice instead of an Output
  return hasDeferred(value) ? pulumi.jsonStringify(value) : JSON.stringify(value);
}

function hasDeferred(value: unknown): boolean {
  return isDeferred(value) || (typeof value === "object" && value !== null && Object.values(value).some(hasDeferred));
}
