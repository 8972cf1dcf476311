import * as pulumi from "@pulumi/pulumi";
import type { AuthorizationType } from "../authorizers/kind";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { AuthorizerSource } from "./route-args";
import type { RoutePlan, RoutesPlan } from "./routes";
import { defined } from "../../language/defined";

/** One decision on who may call, and its routes. */
export interface AuthorizationDecision {
  /** `NONE`, `AWS_IAM`, `JWT` or `CUSTOM` (Lambda). */
  authorizationType: string;
  /** The label of the authorizer among the API's children, where it has one. */
  authorizer?: string;
  /** The place of the decision: the routes themselves, or the API for all its routes. */
  decidedBy: AuthorizerSource;
  /** The reason why anyone may call them, where anyone may. */
  reason?: string;
  /** The routes, such as `GET /orders/{id}`, in the order of the route table. */
  routeKeys: string[];
}

/** The number of routes with and without authorization. */
export interface AuthorizationCoverage {
  /** All routes. */
  total: number;
  /** Routes with authorization. */
  authorized: number;
  /** Routes that anyone may call. */
  anonymous: number;
  /** The decisions, each with its routes: an API of 300 routes mostly has two or three. */
  decisions: AuthorizationDecision[];
}

/** Returns who may call each route, by decision. */
export function authorizationCoverage(plan: Pick<RoutesPlan, "routes">): pulumi.Output<AuthorizationCoverage> {
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

/** Returns the coverage of a WebSocket API, which authorizes once, on `$connect`. */
export function connectCoverage(
  authorizationType: AuthorizationType,
  authorizer: AuthorizerSpec,
): pulumi.Output<AuthorizationCoverage> {
  const anonymous = authorizationType === "NONE" ? 1 : 0;
  const decision: AuthorizationDecision = defined({
    authorizationType,
    decidedBy: "api",
    reason: authorizer.kind === "none" ? authorizer.reason : undefined,
    routeKeys: ["$connect"],
  });
  return plain({ total: 1, authorized: 1 - anonymous, anonymous, decisions: [decision] });
}

/** Uses apply, because output() would look for Outputs in each of the plain values. */
function plain(coverage: AuthorizationCoverage): pulumi.Output<AuthorizationCoverage> {
  return pulumi.output(undefined).apply(() => coverage);
}

function decisionOf(route: RoutePlan): Omit<AuthorizationDecision, "routeKeys"> {
  return defined({
    authorizationType: route.authorizationType,
    authorizer: route.authorizer?.label,
    decidedBy: route.decidedBy,
    reason: route.authorization.kind === "none" ? route.authorization.reason : undefined,
  });
}
