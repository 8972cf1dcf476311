import { LIMITS } from "../../aws/quotas";
import { type ParsedRouteKey, parseRouteKey, routePathForm } from "../../aws/route-key";
import type { AuthorizationType } from "../authorizers/kind";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import { authorizerKind, authorizerProblems } from "../authorizers/authorizer-kinds";
import { identityOf, plainHash } from "./identity";
import type { FunctionTarget } from "../integrations/function-target";
import { distinctFunctions } from "../integrations/invoke-permission";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { integrationKind } from "../integrations/integration-kinds";
import type { ApiProtocol } from "./api-protocol";
import { compareWithLimit, type LimitFinding } from "./limits";
import { uniqueLabels } from "./logical-names";
import type { Problem } from "./problems";
import type { AuthorizerSource, RouteArgs } from "../http-api/args";
import { routeProblems } from "./route-problems";

/** A spec that gets one child, under a label of its own. */
export interface Planned<Spec> {
  label: string;
  spec: Spec;
}

/** One route with all its decisions made. */
export interface PlannedRoute<Route extends RouteArgs = RouteArgs> {
  key: ParsedRouteKey;
  args: Route;
  integration: Planned<IntegrationSpec>;
  /** The authorizer that gets a resource; undefined where its kind has none. */
  authorizer: Planned<AuthorizerSpec> | undefined;
  /** Who may call, as the route or the API says. */
  authorization: AuthorizerSpec;
  authorizationType: AuthorizationType;
  /** Where the decision comes from. */
  decidedBy: AuthorizerSource;
}

/** What the routes need: one integration a target, one authorizer a decision, one permission a function. */
export interface RoutePlan<Route extends RouteArgs = RouteArgs> {
  routes: PlannedRoute<Route>[];
  integrations: Planned<IntegrationSpec>[];
  authorizers: Planned<AuthorizerSpec>[];
  functions: Planned<FunctionTarget>[];
  warnings: string[];
}

/** Decides on the children of a route table, from plain values alone. What is wrong goes to `problems`. */
export function planRoutes<Route extends RouteArgs>(
  table: Record<string, Route>,
  defaultAuthorizer: AuthorizerSpec | undefined,
  argumentOf: (key: string) => string,
  problems: Problem[],
  api: ApiProtocol = "HTTP",
): RoutePlan<Route> {
  const before = problems.length;
  if (defaultAuthorizer !== undefined) {
    problems.push(...authorizerProblems(defaultAuthorizer, "defaultAuthorizer", api));
  }
  for (const [key, route] of Object.entries(table)) {
    problems.push(...routeProblems(key, route, argumentOf(key), defaultAuthorizer, api));
  }
  if (problems.length > before) {
    return { routes: [], integrations: [], authorizers: [], functions: [], warnings: [] };
  }
  const entries = Object.entries(table).flatMap(([key, args]) => {
    const authorization = args.authorizer ?? defaultAuthorizer;
    return authorization === undefined ? [] : [{ key, args, authorization }];
  });
  const integrations = distinct(
    entries.map(({ key, args }) => ({ key, spec: args.integration })),
    identityOf,
    integrationLabel,
  );
  const authorizers = distinct(
    entries
      .filter(({ authorization }) => hasResource(authorization, api))
      .map(({ key, authorization }) => ({ key, spec: authorization })),
    authorizerIdentity,
    (spec) => spec.name ?? spec.kind,
  );
  const routes = entries.map(({ key, args, authorization }): PlannedRoute<Route> => {
    return {
      key: parseRouteKey(key),
      args,
      integration: integrations.of(args.integration) ?? { label: key, spec: args.integration },
      authorizer: authorizers.of(authorization),
      authorization,
      authorizationType: authorizerKind(authorization).authorizationType(authorization),
      decidedBy: args.authorizer === undefined ? "api" : "route",
    };
  });
  const plan = { routes, integrations: integrations.all, authorizers: authorizers.all };
  return {
    ...plan,
    functions: plannedFunctions(plan),
    warnings: [...limitWarnings(plan, problems, api), ...sameFormWarnings(routes)],
  };
}

/** On a REST API what counts is the security scheme: its one body has all authorizers. */
function hasResource(spec: AuthorizerSpec, api: ApiProtocol): boolean {
  const { http = {}, rest = {} } = authorizerKind(spec);
  return api === "REST" ? "scheme" in rest : "resource" in http;
}

/** Scopes are the route's: two specs that differ in nothing else are one authorizer. */
function authorizerIdentity(spec: AuthorizerSpec): string {
  return identityOf({ ...spec, scopes: undefined });
}

function integrationLabel(spec: IntegrationSpec, key: string): string {
  return spec.name ?? integrationKind(spec).label(spec) ?? key;
}

function distinct<Spec>(
  uses: { key: string; spec: Spec }[],
  identity: (spec: Spec) => string,
  label: (spec: Spec, key: string) => string,
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
  const labels = uniqueLabels(
    [...first.values()].map(({ key, spec }) => ({ preferred: label(spec, key), hash: plainHash(spec), firstUse: key })),
  );
  const planned = new Map([...first].map(([id, { spec }], index) => [id, { label: labels[index] ?? id, spec }]));
  return { all: [...planned.values()], of: (spec) => planned.get(idOf(spec)) };
}

function plannedFunctions(plan: Pick<RoutePlan, "integrations" | "authorizers">): Planned<FunctionTarget>[] {
  const targets = [
    ...plan.integrations.flatMap(({ label, spec }) => named(label, integrationKind(spec).invokes?.(spec))),
    ...plan.authorizers.flatMap(({ label, spec }) => named(label, authorizerKind(spec).invokes?.(spec))),
  ];
  const functions = distinctFunctions(targets);
  const labels = uniqueLabels(
    functions.map((target) => ({
      preferred: target.name ?? "",
      hash: plainHash(target.functionArn),
      firstUse: target.name ?? "",
    })),
  );
  return functions.map((spec, index) => ({ label: labels[index] ?? "", spec }));
}

function named(label: string, target: FunctionTarget | undefined): FunctionTarget[] {
  return target === undefined ? [] : [{ ...target, name: target.name ?? label }];
}

function limitWarnings(
  plan: Pick<RoutePlan, "routes" | "integrations" | "authorizers">,
  problems: Problem[],
  api: ApiProtocol,
): string[] {
  const findings =
    api === "REST"
      ? restFindings(plan)
      : [
          compareWithLimit("routes", plan.routes.length, LIMITS.http.routes),
          compareWithLimit("integrations", plan.integrations.length, LIMITS.http.integrations),
          compareWithLimit("authorizers", plan.authorizers.length, LIMITS.http.authorizers),
        ];
  problems.push(...findings.flatMap((finding) => finding.problems));
  return findings.flatMap((finding) => finding.warnings);
}

function restFindings(plan: Pick<RoutePlan, "routes" | "authorizers">): LimitFinding[] {
  const authorizers = plan.authorizers.filter(({ spec }) => spec.kind !== "iam");
  return [
    compareWithLimit("routes (their paths' parts)", resourcePaths(plan.routes).length, LIMITS.rest.resources),
    compareWithLimit("authorizers", authorizers.length, LIMITS.rest.authorizers),
  ];
}

/** Every part of every path is a resource of a REST API, the root too. */
function resourcePaths(routes: PlannedRoute[]): string[] {
  const paths = routes.flatMap(({ key }) => {
    const parts = key.path.split("/").filter((part) => part !== "");
    return ["/", ...parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`)];
  });
  return [...new Set(paths)];
}

function sameFormWarnings(routes: PlannedRoute[]): string[] {
  const seen = new Map<string, string>();
  return routes.flatMap(({ key }) => {
    const form = `${key.method} ${routePathForm(key)}`;
    const other = seen.get(form);
    seen.set(form, key.key);
    return other === undefined ? [] : [`routes "${other}" and "${key.key}" match the same requests.`];
  });
}
