import type * as pulumi from "@pulumi/pulumi";
import { checkApiDomain } from "../domains/custom-domain/api-domain";
import { addressed } from "../domains/custom-domain/addressed";
import { V1 } from "../../aws/resource-types";
import { regionOfChildren } from "../shared/default-region";
import { checkPartition } from "../shared/partition-support";
import { checkArgumentNames, isObject } from "../shared/arguments";
import { checkApiMonitoring } from "../monitoring/api-monitoring";
import { plannedSignals } from "../monitoring/stage-signals";
import { checkCors, corsWarnings } from "../shared/cors";
import { isDeferred, Problems, throwIfInvalid } from "../shared/problems";
import { logWarnings } from "../shared/warnings";
import { planRoutes, type RoutesPlan } from "../shared/routes";
import { checkModels, plainModels } from "../shared/models";
import { jsonText, plainCors, plainRoutes } from "../shared/shorthands";
import { hasField, isProxy } from "../integrations/integration-kinds";
import type { PlainRestApiArgs, RestApiArgs, RestRouteArgs } from "./args";
import type { Json } from "./document";
import { checkGatewayResponses } from "./gateway-responses";
import { givenRoutes } from "./given-routes";
import { checkPolicy, policyDocument } from "./policy";
import { checkPreflight } from "./preflight";
import { planReleases, type ReleasesPlan } from "./releases";
import { checkRestSettings } from "./settings";
import { checkSiblings } from "./siblings";
import { checkCache, planRestStages, type RestStagePlan } from "./stage-plan";
import { checkRouteValidation } from "./validation";

/** All decisions about a REST API's resources, made from known values before the first resource is registered. */
export interface RestApiPlan extends RoutesPlan<RestRouteArgs> {
  name: string;
  /** The API in error messages. */
  component: string;
  args: PlainRestApiArgs;
  stages: RestStagePlan[];
  releases: ReleasesPlan;
  /** The given document, which may be known only later. */
  document: pulumi.Input<Json> | undefined;
  /** The resource policy, which is part of the body. */
  policy: pulumi.Input<Json> | undefined;
  parent: pulumi.Resource;
}

/**
 * Decides on everything that an API needs.
 *
 * @throws ComponentError with every problem of the arguments
 */
export function planRestApi<Key extends string>(
  name: string,
  given: RestApiArgs<Key>,
  parent: pulumi.Resource,
): RestApiPlan {
  const component = `RestApi "${name}"`;
  const problems = new Problems();
  const plain = plainArgs(given);
  checkArgumentNames(component, problems, plain, "PlainRestApiArgs");
  const args = addressed(plain);
  const { routes: table, document, argumentOf } = givenRoutes(component, args, problems);
  const routes = planRoutes(
    {
      table: Object.fromEntries(Object.entries(table).map(([key, route]) => [key, streamed(route, args)])),
      fallback: fallbackRoute(args),
      defaultAuthorizer: args.defaultAuthorizer,
      argumentOf,
      api: "REST",
    },
    problems,
  );
  checkValidation(problems, args, table, argumentOf);
  checkSiblings(problems, routes.routes);
  checkCors(problems.at("cors"), args.cors);
  checkPreflight(problems.at("cors"), args.cors);
  checkGatewayResponses(problems.at("gatewayResponses"), args.gatewayResponses);
  checkRestSettings(problems, args);
  checkPartition(problems, args, "API", regionOfChildren(parent, V1.restApi));
  checkPolicy(problems, args, document);
  const stages = planRestStages(args, new Set(Object.keys(table)), problems);
  const releases = planReleases(args, stages, problems);
  if (args.domain !== undefined) {
    checkApiDomain(problems.at("domain"), args.domain, parent);
  }
  if (args.monitoring !== undefined) {
    checkApiMonitoring(problems.at("monitoring"), name, args.monitoring, {
      kind: "REST",
      routeKeys: Object.keys(table),
      signals: plannedSignals(stages),
    });
  }
  throwIfInvalid(component, problems);
  const plan = {
    ...{ ...routes, name, component, args, stages, releases, document, parent },
    policy: policyDocument(component, args),
  };
  logWarnings(component, [...problems.warnings, ...planWarnings(plan)], parent);
  return plan;
}

/** Writes the shorthands out. What is no object is left for the check of the arguments. */
function plainArgs<Key extends string>(args: RestApiArgs<Key>): PlainRestApiArgs {
  if (!isObject(args)) {
    return args;
  }
  const { routes, cors, openapi, models, ...rest } = args;
  return {
    ...rest,
    routes: plainRoutes(routes),
    cors: plainCors(cors),
    openapi: isObject(openapi) ? plainOpenApi(openapi) : openapi,
    models: isObject(models) ? plainModels(models) : models,
  };
}

function plainOpenApi({
  document,
  operations,
  defaultIntegration,
  ...unknown
}: NonNullable<RestApiArgs["openapi"]>): PlainRestApiArgs["openapi"] {
  return {
    ...unknown,
    document: isText(document) ? document : jsonText(document),
    operations: plainRoutes(operations),
    defaultIntegration,
  };
}

function isText(document: pulumi.Input<string> | object): document is pulumi.Input<string> {
  return typeof document === "string" || isDeferred(document);
}

/** Returns what is not wrong but seldom meant, or near a limit. */
function planWarnings({ args, ...plan }: RestApiPlan): string[] {
  const methods = plan.routes.map((route) => route.key.method);
  const several = Array.isArray(args.cors?.allowOrigins) && args.cors.allowOrigins.length > 1;
  const mapped = plan.routes.filter((route) => !isProxy(route.args.integration)).map(({ key }) => key.key);
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

function checkValidation(
  problems: Problems,
  args: PlainRestApiArgs,
  table: Record<string, RestRouteArgs>,
  argumentOf: (key: string) => string,
): void {
  const models = args.openapi === undefined ? new Set(Object.keys(args.models ?? {})) : undefined;
  for (const [key, route] of Object.entries(table)) {
    const at = problems.at(argumentOf(key));
    checkRouteValidation(at, route, models, args.openapi === undefined ? key : undefined);
    checkCache(at.at("cache"), route.cache);
  }
  checkModels(problems.at("models"), args.models);
}

function fallbackRoute(args: PlainRestApiArgs): { argument: string; route: RestRouteArgs } | undefined {
  const integration = args.openapi?.defaultIntegration;
  return integration === undefined ? undefined : { argument: "openapi.defaultIntegration", route: { integration } };
}

/** Streams the responses of a proxy that doesn't configure it, where the API streams all of them. */
function streamed(route: RestRouteArgs, args: PlainRestApiArgs): RestRouteArgs {
  const { integration } = route;
  const isOpen =
    args.streaming === true &&
    isObject(integration) &&
    hasField(integration, "streaming") &&
    integration.streaming === undefined;
  return isOpen ? { ...route, integration: { ...integration, streaming: true } } : route;
}
