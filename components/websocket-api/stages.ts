import type * as pulumi from "@pulumi/pulumi";
import type { ClientCertificate } from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { WebSocketContextVariable } from "../../aws/context-variables";
import { accessLogDestination, accessLogGroup, accessLogLine } from "../monitoring/access-log-group";
import type { ApiTarget } from "../shared/api-ref";
import { DEFAULT_THROTTLE, inheritThrottle, type ThrottleArgs } from "../shared/throttle";
import type { PlainWebSocketApiArgs, WebSocketRouteArgs, WebSocketStageArgs } from "./args";
import type { WebSocketStagePlan } from "./stage-plan";
import { ownValue } from "../../language/own-value";

/** The parts of a stage. */
export interface WebSocketStageContext {
  name: string;
  component: string;
  api: ApiTarget;
  args: PlainWebSocketApiArgs;
  /** The resources that must exist before the stage is live. */
  dependsOn: pulumi.Resource[];
  deployment: apigatewayv2.Deployment | undefined;
  clientCertificate: ClientCertificate | undefined;
  parent: pulumi.Resource;
}

/** One stage, with its log group unless it logs elsewhere or not at all. */
export interface WebSocketStageResources {
  stage: apigatewayv2.Stage;
  accessLogGroup: cloudwatch.LogGroup | undefined;
}

/**
 * The fields of a line of access log: those that connections, messages and ends have.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
const LOG_FIELDS = {
  requestId: "requestId",
  requestTime: "requestTime",
  eventType: "eventType",
  routeKey: "routeKey",
  status: "status",
  connectionId: "connectionId",
  ip: "identity.sourceIp",
  userAgent: "identity.userAgent",
  integrationStatus: "integration.status",
  integrationLatency: "integrationLatency",
  integrationError: "integrationErrorMessage",
  authorizerError: "authorizer.error",
  authorizerLatency: "authorizer.latency",
  error: "error.message",
  disconnectStatusCode: "disconnectStatusCode",
  disconnectReason: "disconnectReason",
} as const satisfies Record<string, WebSocketContextVariable>;

/** Registers a stage after its routes and permissions: a half-made API is not shown. */
export function webSocketStage(planned: WebSocketStagePlan, context: WebSocketStageContext): WebSocketStageResources {
  const { name, api, args, deployment, clientCertificate, parent } = context;
  const logs = logGroup(planned, context);
  const stage = new apigatewayv2.Stage(
    `${name}-${planned.name}-stage`,
    {
      apiId: api.id,
      name: planned.name,
      description: planned.args.description,
      ...(planned.args.autoDeploy === false ? { deploymentId: deployment?.id } : { autoDeploy: true }),
      accessLogSettings: accessLogSettings(planned, context, logs),
      clientCertificateId: planned.args.clientCertificate === true ? clientCertificate?.id : undefined,
      defaultRouteSettings: settings(planned.args, planned.args.throttle),
      routeSettings: routeSettings(planned, args.routes),
      stageVariables: planned.args.stageVariables,
      tags: args.tags,
    },
    { parent, dependsOn: context.dependsOn },
  );
  return { stage, accessLogGroup: logs };
}

function logGroup(planned: WebSocketStagePlan, context: WebSocketStageContext): cloudwatch.LogGroup | undefined {
  const log = planned.args.accessLog ?? {};
  if (log.enabled === false || log.destinationArn !== undefined) {
    return undefined;
  }
  const { name, component, args, parent } = context;
  const path = [name, "websocket", planned.name];
  return accessLogGroup(`${name}-${planned.name}-access-logs`, component, log, path, args.tags, parent);
}

function accessLogSettings(
  planned: WebSocketStagePlan,
  { component }: WebSocketStageContext,
  logs: cloudwatch.LogGroup | undefined,
): apigatewayv2.StageArgs["accessLogSettings"] {
  const log = planned.args.accessLog ?? {};
  const destinationArn = accessLogDestination(log, logs);
  return destinationArn === undefined
    ? undefined
    : { destinationArn, format: accessLogLine(component, log, standardFormat()) };
}

/** Sets both limits, always: API Gateway takes a missing one for zero. */
function settings(args: WebSocketStageArgs, throttle: ThrottleArgs = {}) {
  return {
    throttlingRateLimit: throttle.rateLimit ?? DEFAULT_THROTTLE.rateLimit,
    throttlingBurstLimit: throttle.burstLimit ?? DEFAULT_THROTTLE.burstLimit,
    detailedMetricsEnabled: args.detailedMetrics ?? false,
    loggingLevel: args.loggingLevel ?? "OFF",
    dataTraceEnabled: args.dataTrace ?? false,
  };
}

/** Returns the settings of the routes that have a throttle of their own, completed by the stage's. */
function routeSettings(
  { args }: WebSocketStagePlan,
  routes: Record<string, WebSocketRouteArgs>,
): apigatewayv2.StageArgs["routeSettings"] {
  const own = Object.entries(routes).filter(
    ([key, { throttle }]) => throttle !== undefined || ownValue(args.routeThrottles, key) !== undefined,
  );
  const list = own.map(([routeKey, { throttle }]) => ({
    routeKey,
    ...settings(
      args,
      inheritThrottle(inheritThrottle(args.throttle, throttle), ownValue(args.routeThrottles, routeKey)),
    ),
  }));
  // the order of the table is none of AWS's
  return list.length === 0 ? undefined : list.sort((a, b) => (a.routeKey < b.routeKey ? -1 : 1));
}

function standardFormat(): string {
  const fields = Object.entries(LOG_FIELDS).map(([name, variable]) => [name, `$context.${variable}`]);
  return JSON.stringify(Object.fromEntries(fields));
}
