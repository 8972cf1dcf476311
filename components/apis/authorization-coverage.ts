import type { AuthorizerSource } from "./http-api-args";
import type { PlannedRoute, RoutePlan } from "./http-api-plan";

/** Who may call one route. */
export interface RouteAuthorization {
  /** The route, such as `GET /orders/{id}`. */
  routeKey: string;
  /** `NONE`, `AWS_IAM`, `JWT` or `CUSTOM` (Lambda). */
  authorizationType: string;
  /** The label of the authorizer among the API's children, where it has one. */
  authorizer?: string;
  /** Whether the route itself says so, or the API for all its routes. */
  decidedBy: AuthorizerSource;
  /** Why anyone may call it, where anyone may. */
  reason?: string;
}

/** How many routes ask who is calling. */
export interface AuthorizationCoverage {
  /** All routes. */
  total: number;
  /** Routes that ask who is calling. */
  authorized: number;
  /** Routes that anyone may call. */
  anonymous: number;
  /** Each route, in order. */
  routes: RouteAuthorization[];
}

export function authorizationCoverage(plan: Pick<RoutePlan, "routes">): AuthorizationCoverage {
  const routes = plan.routes.map(routeAuthorization);
  const anonymous = routes.filter((route) => route.authorizationType === "NONE").length;
  return { total: routes.length, authorized: routes.length - anonymous, anonymous, routes };
}

function routeAuthorization(route: PlannedRoute): RouteAuthorization {
  return {
    routeKey: route.key.key,
    authorizationType: route.authorizationType,
    ...(route.authorizer === undefined ? {} : { authorizer: route.authorizer.label }),
    decidedBy: route.decidedBy,
    ...(route.authorizationType === "NONE" ? { reason: route.authorization.reason } : {}),
  };
}
