import * as pulumi from "@pulumi/pulumi";
import type { AuthorizationType } from "../authorizers/kind";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { AuthorizerSource } from "../http-api/args";
import type { PlannedRoute, RoutePlan } from "./routes";

/** One answer to who may call, and the routes that it holds for. */
export interface AuthorizationDecision {
  /** `NONE`, `AWS_IAM`, `JWT` or `CUSTOM` (Lambda). */
  authorizationType: string;
  /** The label of the authorizer among the API's children, where it has one. */
  authorizer?: string;
  /** Whether the routes themselves say so, or the API for all its routes. */
  decidedBy: AuthorizerSource;
  /** Why anyone may call them, where anyone may. */
  reason?: string;
  /** The routes, such as `GET /orders/{id}`, in the order of the route table. */
  routeKeys: string[];
}

/** How many routes ask who is calling. */
export interface AuthorizationCoverage {
  /** All routes. */
  total: number;
  /** Routes that ask who is calling. */
  authorized: number;
  /** Routes that anyone may call. */
  anonymous: number;
  /** Routes with the same answer stand together: an API of 300 routes mostly has two or three answers. */
  decisions: AuthorizationDecision[];
}

export function authorizationCoverage(plan: Pick<RoutePlan, "routes">): pulumi.Output<AuthorizationCoverage> {
  const decisions = new Map<string, AuthorizationDecision>();
  for (const route of plan.routes) {
    const decision = decisionOf(route);
    const id = JSON.stringify(decision);
    const known = decisions.get(id) ?? { ...decision, routeKeys: [] };
    known.routeKeys.push(route.key.key);
    decisions.set(id, known);
  }
  const anonymous = plan.routes.filter(({ authorizationType }) => authorizationType === "NONE").length;
  const coverage = {
    total: plan.routes.length,
    authorized: plan.routes.length - anonymous,
    anonymous,
    decisions: [...decisions.values()],
  };
  return plain(coverage);
}

/** That of a WebSocket API, which asks once, on `$connect`. */
export function connectCoverage(
  authorizationType: AuthorizationType,
  authorizer: AuthorizerSpec,
): pulumi.Output<AuthorizationCoverage> {
  const anonymous = authorizationType === "NONE" ? 1 : 0;
  const decision: AuthorizationDecision = {
    authorizationType,
    decidedBy: "api",
    ...(authorizer.kind === "none" ? { reason: authorizer.reason } : {}),
    routeKeys: ["$connect"],
  };
  return plain({ total: 1, authorized: 1 - anonymous, anonymous, decisions: [decision] });
}

/** By way of apply: output() would look for Outputs in each of the plain values. */
function plain(coverage: AuthorizationCoverage): pulumi.Output<AuthorizationCoverage> {
  return pulumi.output(undefined).apply(() => coverage);
}

function decisionOf(route: PlannedRoute): Omit<AuthorizationDecision, "routeKeys"> {
  return {
    authorizationType: route.authorizationType,
    ...(route.authorizer === undefined ? {} : { authorizer: route.authorizer.label }),
    decidedBy: route.decidedBy,
    ...(route.authorization.kind === "none" ? { reason: route.authorization.reason } : {}),
  };
}
