import { LIMITS } from "../../aws/quotas";
import type { AuthorizationType } from "../authorizers/kind";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import { authorizerKind, authorizerProblems } from "../authorizers/authorizer-kinds";
import { identityOf, plainHash } from "../shared/identity";
import type { FunctionTarget } from "../integrations/function-target";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { distinctFunctions } from "../integrations/invoke-permission";
import { integrationKind, integrationProblems } from "../integrations/integration-kinds";
import { compareWithLimit } from "../shared/limits";
import { accessLogProblems } from "../monitoring/access-log-group";
import { uniqueLabels } from "../shared/logical-names";
import type { Problem } from "../shared/problems";
import type { Planned } from "../shared/routes";
import { stageVariableProblems, throttleProblems } from "../shared/stage-plan";
import { ExecutionLog, type WebSocketApiArgs, type WebSocketRouteArgs } from "./args";

export interface PlannedWebSocketRoute {
  key: string;
  /** Undefined for the `$connect` that carries an authorizer alone. */
  args: WebSocketRouteArgs | undefined;
  /** The label of its integration. */
  integration: string | undefined;
}

/** All decisions about the children, made from plain values before the first is registered. */
export interface WebSocketApiPlan {
  routes: PlannedWebSocketRoute[];
  integrations: Planned<IntegrationSpec>[];
  functions: Planned<FunctionTarget>[];
  authorizationType: AuthorizationType;
  stage: string;
  warnings: string[];
}

const CONNECT = "$connect";
const RESERVED = [CONNECT, "$disconnect", "$default"];

/** Decides on everything, and says all that is wrong at once. */
export function planWebSocketApi(args: WebSocketApiArgs, problems: Problem[]): WebSocketApiPlan {
  const entries = Object.entries(args.routes);
  problems.push(
    ...entries.flatMap(([key, route]) => routeProblems(key, route)),
    ...connectProblems(args.authorizer),
    ...wordProblems(args),
    ...throttleProblems(args.throttle, "throttle"),
    ...stageVariableProblems(args.stageVariables, "stageVariables"),
    ...accessLogProblems(args.accessLog, "accessLog"),
  );
  const integrations = problems.length > 0 ? [] : distinctIntegrations(entries);
  const labelOf = (spec: IntegrationSpec) =>
    integrations.find((planned) => identityOf(planned.spec) === identityOf(spec))?.label;
  const routes: PlannedWebSocketRoute[] = entries.map(([key, route]) => ({
    key,
    args: route,
    integration: problems.length > 0 ? undefined : labelOf(route.integration),
  }));
  if (args.routes[CONNECT] === undefined && needsConnect(args)) {
    routes.unshift({ key: CONNECT, args: undefined, integration: undefined });
  }
  const findings = [
    compareWithLimit("routes", routes.length, LIMITS.websocket.routes),
    compareWithLimit("routes (their integrations)", integrations.length, LIMITS.websocket.integrations),
  ];
  problems.push(...findings.flatMap((finding) => finding.problems));
  return {
    routes,
    integrations,
    functions: problems.length > 0 ? [] : plannedFunctions(args, integrations),
    authorizationType:
      problems.length > 0 ? "NONE" : authorizerKind(args.authorizer).authorizationType(args.authorizer),
    stage: args.stage ?? "live",
    warnings: [...findings.flatMap((finding) => finding.warnings), ...planWarnings(args)],
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html */
function routeProblems(key: string, route: WebSocketRouteArgs): Problem[] {
  const argument = `routes[${JSON.stringify(key)}]`;
  const wrongKey = key === "" || (key.startsWith("$") && !RESERVED.includes(key));
  return [
    ...(wrongKey
      ? [{ argument, received: key, expected: `${RESERVED.join(", ")} or a name`, fix: "rename the route" }]
      : []),
    ...integrationProblems(route.integration, `${argument}.integration`, "WEBSOCKET"),
    ...throttleProblems(route.throttle, `${argument}.throttle`),
    ...(route.responseTemplates !== undefined && route.response !== true
      ? [
          {
            argument: `${argument}.responseTemplates`,
            expected: "left out on a route that sends no answer",
            fix: "set response: true",
          },
        ]
      : []),
  ];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html */
function connectProblems(authorizer: AuthorizerSpec | undefined): Problem[] {
  const fix = "write lambdaAuthorizer(fn), iam() or none(reason)";
  return authorizer === undefined
    ? [{ argument: "authorizer", expected: "a decision on who may connect", fix }]
    : authorizerProblems(authorizer, "authorizer", "WEBSOCKET");
}

function wordProblems(args: WebSocketApiArgs): Problem[] {
  const { stage = "live", routeSelectionExpression: expression = "$request.body.action", executionLog = "OFF" } = args;
  return [
    ...(/^[A-Za-z0-9_-]{1,128}$/.test(stage)
      ? []
      : [
          {
            argument: "stage",
            received: stage,
            expected: "letters, digits, - and _, at most 128 of them: a WebSocket API has no $default stage",
            fix: 'write "live"',
          },
        ]),
    ...(/\$(\{request\.body\.[^}]+\}|request\.body\.\S+)/.test(expression)
      ? []
      : [
          {
            argument: "routeSelectionExpression",
            received: expression,
            expected: "an expression that reads the message",
            fix: 'write "$request.body.action"',
          },
        ]),
    ...(Object.values(ExecutionLog).includes(executionLog)
      ? []
      : [{ argument: "executionLog", received: executionLog, expected: "OFF, ERROR or INFO", fix: 'write "ERROR"' }]),
  ];
}

/** Authorization and API keys stand on `$connect` alone, so that route must be there. */
function needsConnect(args: WebSocketApiArgs): boolean {
  return args.apiKeyRequired === true || (args.authorizer !== undefined && args.authorizer.kind !== "none");
}

function planWarnings(args: WebSocketApiArgs): string[] {
  return args.dataTrace === true && (args.executionLog ?? "OFF") === "OFF"
    ? ['dataTrace has no effect while executionLog is "OFF".']
    : [];
}

function distinctIntegrations(entries: [string, WebSocketRouteArgs][]): Planned<IntegrationSpec>[] {
  const first = new Map<string, { key: string; spec: IntegrationSpec }>();
  for (const [key, { integration: spec }] of entries) {
    const id = identityOf(spec);
    first.set(id, first.get(id) ?? { key, spec });
  }
  const uses = [...first.values()];
  const labels = uniqueLabels(
    uses.map(({ key, spec }) => ({
      preferred: spec.name ?? integrationKind(spec).label(spec) ?? key,
      hash: plainHash(spec),
      firstUse: key,
    })),
  );
  return uses.map(({ spec }, index) => ({ label: labels[index] ?? "", spec }));
}

function plannedFunctions(args: WebSocketApiArgs, integrations: Planned<IntegrationSpec>[]): Planned<FunctionTarget>[] {
  const targets = [
    ...integrations.map(({ label, spec }) => ({ label, target: integrationKind(spec).invokes?.(spec) })),
    { label: "authorizer", target: authorizerKind(args.authorizer).invokes?.(args.authorizer) },
  ].flatMap(({ label, target }) => (target === undefined ? [] : [{ ...target, name: target.name ?? label }]));
  const functions = distinctFunctions(targets);
  const labels = uniqueLabels(
    functions.map((target) => ({
      preferred: target.name ?? "function",
      hash: plainHash(target),
      firstUse: target.name ?? "function",
    })),
  );
  return functions.map((spec, index) => ({ label: labels[index] ?? "", spec }));
}
