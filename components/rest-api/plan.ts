import * as pulumi from "@pulumi/pulumi";
import { type ParsedRouteKey, parseRouteKey } from "../../aws/route-key";
import { isDeferred, type Problem, throwIfInvalid } from "../shared/problems";
import { corsProblems, corsWarnings } from "../shared/cors";
import { type PlannedRoute, planRoutes, type RoutePlan } from "../shared/routes";
import { planFallback } from "./body";
import { documentProblems } from "./document-checks";
import { gatewayResponseProblems } from "./gateway-responses";
import { documentRoutes, type Json, readGivenDocument } from "./given-document";
import { hasField, isProxy } from "../integrations/integration-kinds";
import { preflightProblems } from "./preflight";
import { policyDocument, policyProblems } from "./api-policy";
import { planReleases, type PlannedReleases } from "./releases";
import { planRestStages, type PlannedRestStage } from "./stage-plan";
import type { RestApiArgs, RestRouteArgs } from "./args";
import { restArgumentProblems } from "./argument-problems";
import { modelProblems, routeValidationProblems } from "./validation";

/** All decisions about a REST API's children, made from plain values before the first child is registered. */
export interface RestApiPlan extends RoutePlan<RestRouteArgs> {
  stages: PlannedRestStage[];
  releases: PlannedReleases;
  /** The given document, maybe known only later. */
  document: pulumi.Input<Json> | undefined;
  /** What gives the operations of the document that are not named their integration. */
  fallback: PlannedRoute<RestRouteArgs> | undefined;
  /** The resource policy, which the body has. */
  policy: pulumi.Input<Json> | undefined;
}

/** Decides on everything, and says all that is wrong at once. */
export function planRestApi(component: string, args: RestApiArgs, problems: Problem[]): RestApiPlan {
  const given = givenRoutes(component, args, problems);
  const table = Object.fromEntries(Object.entries(given.routes).map(([key, route]) => [key, streamed(route, args)]));
  const named = planRoutes(table, args.defaultAuthorizer, given.argumentOf, problems, "REST");
  const fallback = planFallback(args, problems);
  const routes = fallback === undefined ? named : withFallback(named, fallback, args, problems);
  const models = args.openapi === undefined ? new Set(Object.keys(args.models ?? {})) : undefined;
  for (const [key, route] of Object.entries(table)) {
    problems.push(...routeValidationProblems(route, given.argumentOf(key), models));
  }
  problems.push(...siblingProblems(named.routes), ...corsProblems(args.cors), ...preflightProblems(args.cors));
  problems.push(...modelProblems(args.models), ...gatewayResponseProblems(args.gatewayResponses));
  problems.push(...restArgumentProblems(args), ...policyProblems(args, given.document));
  const stages = planRestStages(args, new Set(Object.keys(table)), problems);
  const releases = planReleases(args, stages, problems);
  return { ...routes, fallback, stages, releases, document: given.document, policy: policyDocument(component, args) };
}

/** What is not wrong but seldom meant. */
export function restWarnings(args: RestApiArgs, plan: RestApiPlan): string[] {
  const methods = plan.routes.map((route) => route.key.method);
  const several = Array.isArray(args.cors?.allowOrigins) && args.cors.allowOrigins.length > 1;
  const mapped = plan.routes.filter(({ args: { integration } }) => !isProxy(integration)).map(({ key }) => key.key);
  return [
    ...plan.warnings,
    ...corsWarnings(args.cors, methods, plan.authorizers.length > 0),
    ...(several && mapped.length > 0
      ? [`cors: with several origins the answers of ${mapped.join(", ")} need their own Access-Control-Allow-Origin.`]
      : []),
    ...(args.disableExecuteApiEndpoint === true && args.publicAddress === undefined
      ? ["disableExecuteApiEndpoint is on and there is no publicAddress: nobody can call `url`."]
      : []),
  ];
}

interface GivenRoutes {
  routes: Record<string, RestRouteArgs>;
  document: pulumi.Input<Json> | undefined;
  argumentOf: (key: string) => string;
}

function givenRoutes(component: string, args: RestApiArgs, problems: Problem[]): GivenRoutes {
  const argumentOf = (key: string): string => `routes[${JSON.stringify(key)}]`;
  if (args.openapi === undefined) {
    if (Object.keys(args.routes ?? {}).length === 0) {
      const expected = "at least one route";
      problems.push({ argument: "routes", received: {}, expected, fix: 'add one, such as "GET /health"' });
    }
    return { routes: args.routes ?? {}, document: undefined, argumentOf };
  }
  if (args.routes !== undefined) {
    problems.push({ argument: "routes", expected: "either routes or openapi", fix: "name them in openapi.operations" });
  }
  const { document, operations = {} } = args.openapi;
  if (isDeferred(document)) {
    return { routes: operations, document: laterDocument(component, args, document), argumentOf: operationArgument };
  }
  const read = readGivenDocument(document, problems);
  return read === undefined
    ? { routes: {}, document: undefined, argumentOf: operationArgument }
    : { routes: bind(args, read, problems), document: read, argumentOf: operationArgument };
}

function operationArgument(key: string): string {
  return `openapi.operations[${JSON.stringify(key)}]`;
}

/** A document that is known only later: its operations are named by route key, and checked when it is known. */
function laterDocument(component: string, args: RestApiArgs, document: pulumi.Input<string>): pulumi.Output<Json> {
  return pulumi.output(document).apply((text) => {
    const problems: Problem[] = [];
    const read = readGivenDocument(text, problems);
    if (read !== undefined) {
      bind(args, read, problems);
    }
    throwIfInvalid(component, problems);
    return read ?? {};
  });
}

/** The routes of a document by their keys: each operation has a target, and each target an operation. */
function bind(args: RestApiArgs, document: Json, problems: Problem[]): Record<string, RestRouteArgs> {
  problems.push(...documentProblems(document));
  const { operations = {}, defaultIntegration } = args.openapi ?? {};
  const found = documentRoutes(document, problems);
  const routes: Record<string, RestRouteArgs> = {};
  const used = new Set<string>();
  for (const { operationId, routeKey, operation, pointer } of found) {
    const name = operationId !== undefined && operations[operationId] !== undefined ? operationId : routeKey;
    const target = operations[name];
    if (target !== undefined) {
      used.add(name);
      routes[routeKey] = { ...target, operationName: target.operationName ?? operationId };
    } else if (operation["x-amazon-apigateway-integration"] === undefined && defaultIntegration === undefined) {
      const key = JSON.stringify(operationId ?? routeKey);
      const expected = `an integration for the operation ${key}: its own extension, or one named here`;
      problems.push({ argument: `openapi.document ${pointer}`, expected, fix: `add ${key} to openapi.operations` });
    }
  }
  const known = found.map(({ operationId, routeKey }) => operationId ?? routeKey);
  for (const extra of Object.keys(operations).filter((name) => !used.has(name))) {
    const expected = `the operationId or route key of an operation: ${known.slice(0, 20).join(", ") || "the document has none"}`;
    const argument = operationArgument(extra);
    problems.push({ argument, received: extra, expected, fix: "rename it, or add the operation" });
  }
  return routes;
}

function streamed(route: RestRouteArgs, args: RestApiArgs): RestRouteArgs {
  const { integration } = route;
  const isOpen = args.streaming === true && hasField(integration, "streaming") && integration.streaming === undefined;
  return isOpen ? { ...route, integration: { ...integration, streaming: true } } : route;
}

/** The functions and authorizers of all operations, the unnamed ones too. */
function withFallback(
  named: RoutePlan<RestRouteArgs>,
  fallback: PlannedRoute<RestRouteArgs>,
  args: RestApiArgs,
  problems: Problem[],
): RoutePlan<RestRouteArgs> {
  const table = Object.fromEntries(named.routes.map((route) => [route.key.key, route.args]));
  const free = table[fallback.key.key] === undefined ? fallback.key.key : "ANY /{fallback+}";
  const all = planRoutes({ ...table, [free]: fallback.args }, args.defaultAuthorizer, (key) => key, problems, "REST");
  return { ...all, routes: named.routes };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html */
function siblingProblems(routes: readonly PlannedRoute<RestRouteArgs>[]): Problem[] {
  const children = new Map<string, { name: string; key: string }>();
  return routes.flatMap(({ key }) => key.segments.flatMap((_, depth) => siblingProblem(key, depth, children)));
}

function siblingProblem(
  key: ParsedRouteKey,
  depth: number,
  children: Map<string, { name: string; key: string }>,
): Problem[] {
  const part = parseRouteKey(key.key).segments[depth];
  if (part === undefined || part.kind === "literal") {
    return [];
  }
  const parent = key.path
    .split("/")
    .slice(0, depth + 1)
    .join("/");
  const name = part.kind === "greedy" ? `{${part.name}+}` : `{${part.name}}`;
  const first = children.get(parent);
  children.set(parent, first ?? { name, key: key.key });
  if (first === undefined || first.name === name) {
    return [];
  }
  const expected = `one parameter under ${parent === "" ? "/" : parent}: ${JSON.stringify(first.key)} has ${first.name}`;
  return [
    { argument: `routes[${JSON.stringify(key.key)}]`, received: name, expected, fix: `write ${first.name} in both` },
  ];
}
