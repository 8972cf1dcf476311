import type * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../aws/quotas";
import { type ParsedRouteKey, parseRouteKey, resourcePaths, routePathForm } from "../../aws/route-key";
import type { AuthorizationType } from "../authorizers/kind";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import { authorizerKind, authorizerProblems, authorizerScopes } from "../authorizers/authorizer-kinds";
import type { FunctionTarget } from "../integrations/function-target";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { integrationKind, integrationProblems } from "../integrations/integration-kinds";
import { AuthorizerSource, type RouteArgs } from "./route-args";
import { identityOf } from "./identity";
import type { ApiProtocol } from "./api-protocol";
import { checkLimit } from "./limits";
import { authorizerName, integrationName, planFunctions } from "./labels";
import { type Labelled, type Planned, uniqueLabels } from "./logical-names";
import type { Problems } from "./problems";
import { checkDecision, checkRoute } from "./route-problems";

/** One operation with all decisions about it. */
export interface OperationPlan<Route extends RouteArgs = RouteArgs> {
  args: Route;
  integration: Planned<IntegrationSpec>;
  /** The authorizer that gets a resource; undefined where its kind has none. */
  authorizer: Planned<AuthorizerSpec> | undefined;
  /** The decision on who may call, as configured on the route or the API. */
  authorization: AuthorizerSpec;
  authorizationType: AuthorizationType;
  /** The place of the decision. */
  decidedBy: AuthorizerSource;
}

/** One route with all decisions about it. */
export interface RoutePlan<Route extends RouteArgs = RouteArgs> extends OperationPlan<Route> {
  key: ParsedRouteKey;
}

/** The plan of a route table: one integration a target, one authorizer a decision, one permission a function. */
export interface RoutesPlan<Route extends RouteArgs = RouteArgs> {
  routes: RoutePlan<Route>[];
  /** The operation that gives a document's other operations their integration. */
  fallback: OperationPlan<Route> | undefined;
  integrations: Planned<IntegrationSpec>[];
  authorizers: Planned<AuthorizerSpec>[];
  functions: Planned<FunctionTarget>[];
  warnings: string[];
}

/** A route table with what the API configures for all of it. */
export interface TableToPlan<Route extends RouteArgs> {
  table: Record<string, Route>;
  /** The settings of operations that the table lacks. */
  fallback?: { argument: string; route: Route } | undefined;
  defaultAuthorizer: AuthorizerSpec | undefined;
  /** Returns the argument that configures a route. */
  argumentOf: (key: string) => string;
  api: ApiProtocol;
}

/** Decides on the resources of a route table, from known values alone. */
export function planRoutes<Route extends RouteArgs>(
  { table, fallback, defaultAuthorizer, argumentOf, api }: TableToPlan<Route>,
  problems: Problems,
): RoutesPlan<Route> {
  const before = problems.all.length;
  if (defaultAuthorizer !== undefined) {
    problems.include(authorizerProblems(defaultAuthorizer, "defaultAuthorizer", api));
  }
  for (const [key, route] of Object.entries(table)) {
    checkRoute(problems.at(argumentOf(key)), key, route, defaultAuthorizer, api);
  }
  if (fallback !== undefined) {
    problems.include(integrationProblems(fallback.route.integration, fallback.argument, api));
    checkDecision(problems.at(fallback.argument), fallback.route, defaultAuthorizer);
  }
  if (problems.all.length > before) {
    return { routes: [], fallback: undefined, integrations: [], authorizers: [], functions: [], warnings: [] };
  }
  const named = Object.entries(table).map(([key, args]) => ({ key, args }));
  const uses = [...named, ...(fallback === undefined ? [] : [{ key: "default", args: fallback.route }])];
  const entries = uses.flatMap(({ key, args }) => {
    const authorization = args.authorizer ?? defaultAuthorizer;
    return authorization === undefined ? [] : [{ key, args, authorization }];
  });
  const integrations = distinct(
    entries.map(({ key, args }) => ({ key, spec: args.integration })),
    identityOf,
    integrationName,
  );
  const authorizers = distinct(
    entries
      .filter(({ authorization }) => hasResource(authorization, api))
      .map(({ key, authorization }) => ({ key, spec: authorization })),
    authorizerIdentity,
    authorizerName,
  );
  const operations = entries.map(({ key, args, authorization }) => ({
    name: key,
    operation: {
      args,
      integration: integrations.of(args.integration) ?? { label: key, spec: args.integration },
      authorizer: authorizers.of(authorization),
      authorization,
      authorizationType: authorizerKind(authorization).authorizationType(authorization),
      decidedBy: args.authorizer === undefined ? AuthorizerSource.api : AuthorizerSource.route,
    } satisfies OperationPlan<Route>,
  }));
  const routes = operations
    .slice(0, named.length)
    .map(({ name, operation }) => ({ key: parseRouteKey(name), ...operation }));
  const plan = { routes, integrations: integrations.all, authorizers: authorizers.all };
  checkLimits(plan, problems, api);
  return {
    ...plan,
    fallback: operations[named.length]?.operation,
    functions: planFunctions([
      ...plan.integrations.map(({ label, spec }) => ({ label, target: integrationKind(spec).invokes?.(spec) })),
      ...plan.authorizers.map(({ label, spec }) => ({ label, target: authorizerKind(spec).invokes?.(spec) })),
    ]),
    warnings: sameFormWarnings(routes),
  };
}

/** Returns whether an authorizer gets a resource; on a REST API, a security scheme in its one body. */
function hasResource(spec: AuthorizerSpec, api: ApiProtocol): boolean {
  const { http = {}, rest = {} } = authorizerKind(spec);
  return api === "REST" ? "scheme" in rest : "resource" in http;
}

/** Returns the identity of an authorizer without its scopes, which are the route's. */
function authorizerIdentity(spec: AuthorizerSpec): string {
  return identityOf({ ...spec, scopes: undefined });
}

function distinct<Spec>(
  uses: { key: string; spec: Spec }[],
  identity: (spec: Spec) => string,
  nameOf: (spec: Spec, key: string) => Labelled,
): { all: Planned<Spec>[]; of(spec: Spec): Planned<Spec> | undefined } {
  const cache = new Map<Spec, string>();
  const idOf = (spec: Spec): string => {
    const id = cache.get(spec) ?? identity(spec);
    cache.set(spec, id);
    return id;
  };
  const first = new Map<string, { key: string; spec: Spec }>();
  for (const use of uses) {
    const id = idOf(use.spec);
    first.set(id, first.get(id) ?? use);
  }
  const labels = uniqueLabels([...first.values()].map(({ key, spec }) => nameOf(spec, key)));
  const planned = new Map([...first].map(([id, { spec }], index) => [id, { label: labels[index] ?? id, spec }]));
  return { all: [...planned.values()], of: (spec) => planned.get(idOf(spec)) };
}

function checkLimits(
  plan: Pick<RoutesPlan, "routes" | "integrations" | "authorizers">,
  problems: Problems,
  api: ApiProtocol,
): void {
  if (api === "REST") {
    const authorizers = plan.authorizers.filter(({ spec }) => spec.kind !== "iam");
    const resources = resourcePaths(plan.routes.map(({ key }) => key.path));
    checkLimit(problems, "routes (their paths' parts)", resources.length, LIMITS.rest.resources);
    checkLimit(problems, "authorizers", authorizers.length, LIMITS.rest.authorizers);
  } else {
    checkLimit(problems, "routes", plan.routes.length, LIMITS.http.routes);
    checkLimit(problems, "integrations", plan.integrations.length, LIMITS.http.integrations);
    checkLimit(problems, "authorizers", plan.authorizers.length, LIMITS.http.authorizers);
  }
}

function sameFormWarnings(routes: RoutePlan[]): string[] {
  const seen = new Map<string, string>();
  return routes.flatMap(({ key }) => {
    const form = `${key.method} ${routePathForm(key)}`;
    const other = seen.get(form);
    seen.set(form, key.key);
    return other === undefined ? [] : [`routes "${other}" and "${key.key}" match the same requests.`];
  });
}

/** Returns the scopes of which a token needs one: the route's own, or the authorizer's. */
export function routeScopes(planned: RoutePlan): pulumi.Input<pulumi.Input<string>[]> | undefined {
  return planned.authorizationType === "JWT"
    ? (planned.args.scopes ?? authorizerScopes(planned.authorization))
    : undefined;
}
