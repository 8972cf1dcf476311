import { LIMITS } from "../../aws/quotas";
import { DEFAULT_ROUTE_KEY, parseRouteKey, routeKeyProblem } from "../../aws/route-key";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import { authorizerKind, authorizerProblems, isAuthorizer } from "../authorizers/authorizer-kinds";
import { integrationKind, integrationProblems } from "../integrations/integration-kinds";
import type { ApiProtocol } from "./api-protocol";
import { compareWithLimit } from "./limits";
import type { Problem } from "./problems";
import type { RouteArgs } from "../http-api/args";

/** REST APIs have no route that takes what no other does. */
const NO_DEFAULT = 'REST APIs have no "$default" route; write "ANY /{proxy+}" and "ANY /".';

/** What is wrong with one route: its key, its integration, and the decision on who may call it. */
export function routeProblems(
  key: string,
  route: RouteArgs,
  argument: string,
  defaultAuthorizer: AuthorizerSpec | undefined,
  api: ApiProtocol,
): Problem[] {
  const malformed = routeKeyProblem(key) ?? (api === "REST" && key === DEFAULT_ROUTE_KEY ? NO_DEFAULT : undefined);
  const authorizer = route.authorizer ?? defaultAuthorizer;
  const integration = integrationProblems(route.integration, `${argument}.integration`, api);
  const own = route.authorizer === undefined ? [] : authorizerProblems(route.authorizer, `${argument}.authorizer`, api);
  return [
    ...(malformed === undefined ? [] : [{ argument, received: key, expected: "a route key", fix: malformed }]),
    ...integration,
    ...(malformed === undefined && integration.length === 0 ? pathParameterProblems(key, route, argument) : []),
    ...own,
    ...(authorizer === undefined ? [undecided(argument)] : []),
    ...(authorizer === undefined || own.length > 0 ? [] : scopeProblems(route, authorizer, argument)),
  ];
}

function undecided(argument: string): Problem {
  const expected = "a decision on who may call the route";
  return {
    argument: `${argument}.authorizer`,
    expected,
    fix: "set defaultAuthorizer, name an authorizer, or write none(reason)",
  };
}

function scopeProblems(route: RouteArgs, authorizer: AuthorizerSpec, argument: string): Problem[] {
  const type = isAuthorizer(authorizer) ? authorizerKind(authorizer).authorizationType(authorizer) : undefined;
  const hasToken = type === undefined || type === "JWT" || type === "COGNITO_USER_POOLS";
  const limit = LIMITS.http.scopesPerRoute;
  if (route.scopes !== undefined && !hasToken) {
    const expected = "scopes with a JWT authorizer only";
    return [
      {
        argument: `${argument}.scopes`,
        received: authorizer.kind,
        expected,
        fix: "leave the scopes out, or use jwt()",
      },
    ];
  }
  return Array.isArray(route.scopes) && route.scopes.length > limit.value
    ? compareWithLimit(`${argument}.scopes`, route.scopes.length, limit).problems
    : [];
}

function pathParameterProblems(key: string, route: RouteArgs, argument: string): Problem[] {
  const named = integrationKind(route.integration).pathParameters?.(route.integration) ?? [];
  const segments = parseRouteKey(key).segments;
  const has = new Set(segments.flatMap((segment) => (segment.kind === "literal" ? [] : [segment.name])));
  return named
    .filter((name) => !has.has(name))
    .map((name) => ({
      argument: `${argument}.integration.url`,
      received: `{${name}}`,
      expected: has.size === 0 ? "no path parameter: the route has none" : `one of {${[...has].join("}, {")}}`,
      fix: `give the route's path a {${name}}, or take it out of the URL`,
    }));
}
