import type * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../aws/quotas";
import { CONNECT, DEFAULT, DISCONNECT } from "../../aws/websocket-routes";
import type { AuthorizationType } from "../authorizers/kind";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import { authorizerKind, authorizerProblems } from "../authorizers/authorizer-kinds";
import type { FunctionTarget } from "../integrations/function-target";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { integrationKind, integrationProblems } from "../integrations/integration-kinds";
import { checkApiMonitoring } from "../monitoring/api-monitoring";
import { plannedSignals } from "../monitoring/stage-signals";
import { ApiKeySource } from "../shared/api-key-source";
import { checkArgumentNames, isObject } from "../shared/arguments";
import { identityOf } from "../shared/identity";
import { IpAddressType } from "../shared/ip-address-type";
import { checkLimit } from "../shared/limits";
import { integrationName, planFunctions } from "../shared/labels";
import { type Planned, uniqueLabels } from "../shared/logical-names";
import { plainModels } from "../shared/models";
import { Problems, throwIfInvalid } from "../shared/problems";
import { logWarnings } from "../shared/warnings";
import { plainRoutes } from "../shared/shorthands";
import { API_NAME, checkTags, checkText, DESCRIPTION, OPERATION_NAME } from "../shared/texts";
import { checkThrottle } from "../shared/throttle";
import type { PlainWebSocketApiArgs, WebSocketApiArgs, WebSocketRouteArgs } from "./args";
import { planWebSocketStages, stageWarnings, type WebSocketStagePlan } from "./stage-plan";
import { checkMessageModels, checkRouteValidation } from "./validation";

/** One route with all decisions about it. */
export interface WebSocketRoutePlan {
  key: string;
  /** The settings; undefined for the `$connect` that has an authorizer alone. */
  args: WebSocketRouteArgs | undefined;
  /** The label of its integration. */
  integration: string | undefined;
}

/** All decisions about an API's resources, made from known values before the first resource is registered. */
export interface WebSocketApiPlan {
  name: string;
  /** The API in error messages. */
  component: string;
  args: PlainWebSocketApiArgs;
  routes: WebSocketRoutePlan[];
  integrations: Planned<IntegrationSpec>[];
  functions: Planned<FunctionTarget>[];
  authorizationType: AuthorizationType;
  stages: WebSocketStagePlan[];
  /** Indicates whether a stage is deployed by a snapshot of the API. */
  isDeployedExplicitly: boolean;
  parent: pulumi.Resource;
}

const RESERVED = [CONNECT, DISCONNECT, DEFAULT];

/**
 * Decides on everything that an API needs.
 *
 * @throws ComponentError with every problem of the arguments
 */
export function planWebSocketApi(name: string, given: WebSocketApiArgs, parent: pulumi.Resource): WebSocketApiPlan {
  const component = `WebSocketApi "${name}"`;
  const problems = new Problems();
  const args = plainArgs(given);
  checkArgumentNames(component, problems, args, "PlainWebSocketApiArgs");
  const models = new Set(Object.keys(args.models ?? {}));
  for (const [key, route] of Object.entries(args.routes)) {
    const at = problems.at(`routes[${JSON.stringify(key)}]`);
    checkRoute(at, key, route);
    checkRouteValidation(at, key, route, models);
  }
  checkAuthorizer(problems, args.authorizer);
  const stages = planWebSocketStages(args, new Set(Object.keys(args.routes)), problems);
  checkSettings(problems, args);
  if (args.monitoring !== undefined) {
    checkApiMonitoring(problems.at("monitoring"), name, args.monitoring, {
      kind: "WEBSOCKET",
      routeKeys: Object.keys(args.routes),
      signals: plannedSignals(stages),
    });
  }
  throwIfInvalid(component, problems);

  const integrations = distinctIntegrations(Object.entries(args.routes));
  const routes = planRoutes(args, integrations);
  checkLimit(problems, "routes", routes.length, LIMITS.websocket.routes);
  checkLimit(problems, "stages", stages.length, LIMITS.websocket.stages);
  checkLimit(problems, "routes (their integrations)", integrations.length, LIMITS.websocket.integrations);
  throwIfInvalid(component, problems);
  logWarnings(component, [...problems.warnings, ...stageWarnings(args, stages), ...addressWarnings(args)], parent);
  return {
    ...{ name, component, args, routes, integrations, stages, parent },
    isDeployedExplicitly: stages.some((stage) => stage.args.autoDeploy === false),
    functions: planFunctions([
      ...integrations.map(({ label, spec }) => ({ label, target: integrationKind(spec).invokes?.(spec) })),
      { label: "authorizer", target: authorizerKind(args.authorizer).invokes?.(args.authorizer) },
    ]),
    authorizationType: authorizerKind(args.authorizer).authorizationType(args.authorizer),
  };
}

/** Writes the shorthands out. What is no object is left for the check of the arguments. */
function plainArgs(args: WebSocketApiArgs): PlainWebSocketApiArgs {
  if (!isObject(args)) {
    return args;
  }
  const { routes, models, ...rest } = args;
  return { ...rest, routes: plainRoutes(routes), models: isObject(models) ? plainModels(models) : models };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html */
function checkRoute(problems: Problems, key: string, route: WebSocketRouteArgs): void {
  problems.unless(key !== "" && (!key.startsWith("$") || RESERVED.includes(key)), "", {
    received: key,
    expected: `${RESERVED.join(", ")} or a name`,
    fix: "rename the route",
  });
  problems.include(integrationProblems(route.integration, "integration", "WEBSOCKET"));
  checkThrottle(problems.at("throttle"), route.throttle);
  checkText(problems, "operationName", route.operationName, OPERATION_NAME);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html */
function checkAuthorizer(problems: Problems, authorizer: AuthorizerSpec | undefined): void {
  if (authorizer === undefined) {
    const fix = "write lambdaAuthorizer(fn), iam() or none(reason)";
    problems.add("authorizer", { expected: "a decision on who may connect", fix });
  } else {
    problems.include(authorizerProblems(authorizer, "authorizer", "WEBSOCKET"));
  }
}

function checkSettings(problems: Problems, args: PlainWebSocketApiArgs): void {
  const { routeSelectionExpression: expression = "$request.body.action" } = args;
  problems.unless(/\$(\{request\.body\.[^}]+\}|request\.body\.\S+)/.test(expression), "routeSelectionExpression", {
    received: expression,
    expected: "an expression that reads the message",
    fix: 'write "$request.body.action"',
  });
  problems.oneOf("apiKeySource", args.apiKeySource, Object.values(ApiKeySource));
  problems.unless(
    args.apiKeySource !== ApiKeySource.authorizer || ["lambda", "existing"].includes(args.authorizer?.kind),
    "apiKeySource",
    {
      received: args.apiKeySource,
      expected: "a lambdaAuthorizer, whose response has the key as usageIdentifierKey",
      fix: `write "${ApiKeySource.header}", or use a lambdaAuthorizer`,
    },
  );
  problems.oneOf("ipAddressType", args.ipAddressType, Object.values(IpAddressType));
  checkMessageModels(problems.at("models"), args.models);
  checkText(problems, "name", args.name, API_NAME);
  checkText(problems, "description", args.description, DESCRIPTION);
  checkTags(problems.at("tags"), args.tags);
}

function planRoutes(
  args: PlainWebSocketApiArgs,
  integrations: readonly Planned<IntegrationSpec>[],
): WebSocketRoutePlan[] {
  const labels = new Map(integrations.map(({ label, spec }) => [identityOf(spec), label]));
  const routes = Object.entries(args.routes).map(([key, route]) => ({
    key,
    args: route,
    integration: labels.get(identityOf(route.integration)),
  }));
  return args.routes[CONNECT] === undefined && needsConnect(args)
    ? [{ key: CONNECT, args: undefined, integration: undefined }, ...routes]
    : routes;
}

function addressWarnings(args: PlainWebSocketApiArgs): string[] {
  return args.disableExecuteApiEndpoint === true && args.publicAddress === undefined
    ? ["disableExecuteApiEndpoint is on and there is no publicAddress: nobody can connect to `url`."]
    : [];
}

/** Returns whether the API needs a `$connect` route: it alone has authorization and API keys. */
function needsConnect(args: PlainWebSocketApiArgs): boolean {
  return args.apiKeyRequired === true || (args.authorizer !== undefined && args.authorizer.kind !== "none");
}

function distinctIntegrations(entries: [string, WebSocketRouteArgs][]): Planned<IntegrationSpec>[] {
  const first = new Map<string, { key: string; spec: IntegrationSpec }>();
  for (const [key, { integration: spec }] of entries) {
    const id = identityOf(spec);
    first.set(id, first.get(id) ?? { key, spec });
  }
  const uses = [...first.values()];
  const labels = uniqueLabels(uses.map(({ key, spec }) => integrationName(spec, key)));
  return uses.map(({ spec }, index) => ({ label: labels[index] ?? "", spec }));
}
