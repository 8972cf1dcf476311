import { parseRouteKey, type ParsedRouteKey, routeKeyProblem, routePathProblem } from "../../../aws/route-key";

/** The key of a method, `GET /orders/{id}`; a text says what is wrong with its path. */
export function restRouteKey(httpMethod: string, path: string): ParsedRouteKey | string {
  const key = `${httpMethod} ${path}`;
  const problem = path.startsWith("/")
    ? (routePathProblem(path) ?? routeKeyProblem(key))
    : "a path starts with a slash.";
  return problem === undefined ? parseRouteKey(key) : `path ${JSON.stringify(path)}: ${problem}`;
}
