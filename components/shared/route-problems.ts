import { LIMITS } from "../../aws/quotas";
import { DEFAULT_ROUTE_KEY, parseRouteKey, routeKeyProblem } from "../../aws/route-key";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import { authorizerKind, authorizerProblems, isAuthorizer } from "../authorizers/authorizer-kinds";
import { integrationKind, integrationProblems } from "../integrations/integration-kinds";
import type { RouteArgs } from "./route-args";
import type { ApiProtocol } from "./api-protocol";
import { checkLimit } from "./limits";
import type { Problems } from "./problems";
import { checkText, OPERATION_NAME } from "./texts";
import { checkThrottle } from "./throttle";

const NO_DEFAULT = 'REST APIs have no "$default" route; write "ANY /{proxy+}" and "ANY /".';

/** Checks one route: its key, its integration, its settings, and the decision on who may call it. */
export function checkRoute(
  problems: Problems,
  key: string,
  route: RouteArgs,
  defaultAuthorizer: AuthorizerSpec | undefined,
  api: ApiProtocol,
): void {
  const malformed = routeKeyProblem(key) ?? (api === "REST" && key === DEFAULT_ROUTE_KEY ? NO_DEFAULT : undefined);
  if (malformed !== undefined) {
    problems.add("", { received: key, expected: "a route key", fix: malformed });
  }
  const integration = integrationProblems(route.integration, "integration", api);
  problems.include(integration);
  if (malformed === undefined && integration.length === 0) {
    checkPathParameters(problems, key, route);
  }
  const authorizer = route.authorizer === undefined ? [] : authorizerProblems(route.authorizer, "authorizer", api);
  problems.include(authorizer);
  if (authorizer.length === 0) {
    checkDecision(problems, route, route.authorizer ?? defaultAuthorizer);
  }
  checkThrottle(problems.at("throttle"), route.throttle);
  checkText(problems, "operationName", route.operationName, OPERATION_NAME);
}

/** Checks the decision on who may call, and the scopes that depend on it. */
export function checkDecision(problems: Problems, route: RouteArgs, authorizer: AuthorizerSpec | undefined): void {
  if (authorizer === undefined) {
    const expected = "a decision on who may call the route";
    problems.add("authorizer", { expected, fix: "set defaultAuthorizer, name an authorizer, or write none(reason)" });
    return;
  }
  const type = isAuthorizer(authorizer) ? authorizerKind(authorizer).authorizationType(authorizer) : undefined;
  const hasToken = type === undefined || type === "JWT" || type === "COGNITO_USER_POOLS";
  if (route.scopes !== undefined && !hasToken) {
    const expected = "scopes with a JWT authorizer only";
    problems.add("scopes", { received: authorizer.kind, expected, fix: "leave the scopes out, or use jwt()" });
    return;
  }
  if (Array.isArray(route.scopes)) {
    checkLimit(problems, "scopes", route.scopes.length, LIMITS.http.scopesPerRoute);
  }
}

function checkPathParameters(problems: Problems, key: string, route: RouteArgs): void {
  const names = integrationKind(route.integration).pathParameters?.(route.integration) ?? [];
  if (names.length === 0) {
    return;
  }
  const { segments } = parseRouteKey(key);
  const has = new Set(segments.flatMap((segment) => (segment.kind === "literal" ? [] : [segment.name])));
  for (const name of names) {
    problems.unless(has.has(name), "integration.url", {
      received: `{${name}}`,
      expected: has.size === 0 ? "no path parameter: the route has none" : `one of {${[...has].join("}, {")}}`,
      fix: `give the route's path a {${name}}, or take it out of the URL`,
    });
  }
}
