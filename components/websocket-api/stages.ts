import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { WebSocketContextVariable } from "../../aws/context-variables";
import { accessLogGroup, accessLogLine } from "../monitoring/access-log-group";
import type { ApiTarget } from "../shared/api-ref";
import { DEFAULT_THROTTLE, inheritThrottle, type ThrottleArgs } from "../shared/throttle";
import type { PlainWebSocketApiArgs } from "./args";
import type { WebSocketApiPlan } from "./plan";

/** The stage, with its log group unless it logs elsewhere or not at all. */
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

/** A stage comes after its routes and permissions: a half-made API is not shown. */
export function webSocketStage(
  { name, component, args, stage: stageName, parent }: WebSocketApiPlan,
  api: ApiTarget,
  dependsOn: pulumi.Resource[],
  snapshot: apigatewayv2.Deployment | undefined,
): WebSocketStageResources {
  const log = args.accessLog ?? {};
  const own = log.enabled !== false && log.destinationArn === undefined;
  const logs = own
    ? accessLogGroup(`${name}-access-logs`, component, log, [name, "websocket", stageName], args.tags, parent)
    : undefined;
  const destinationArn = log.enabled === false ? undefined : (log.destinationArn ?? logs?.arn);
  const stage = new apigatewayv2.Stage(
    `${name}-stage`,
    {
      apiId: api.id,
      name: stageName,
      ...(snapshot === undefined ? { autoDeploy: true } : { deploymentId: snapshot.id }),
      accessLogSettings:
        destinationArn === undefined
          ? undefined
          : { destinationArn, format: accessLogLine(component, log, standardFormat()) },
      defaultRouteSettings: settings(args, args.throttle),
      routeSettings: routeSettings(args),
      stageVariables: args.stageVariables,
      tags: args.tags,
    },
    { parent, dependsOn },
  );
  return { stage, accessLogGroup: logs };
}

/** Both limits, always: AWS takes a missing one for zero. */
function settings(args: PlainWebSocketApiArgs, throttle: ThrottleArgs = {}) {
  return {
    throttlingRateLimit: throttle.rateLimit ?? DEFAULT_THROTTLE.rateLimit,
    throttlingBurstLimit: throttle.burstLimit ?? DEFAULT_THROTTLE.burstLimit,
    detailedMetricsEnabled: args.detailedMetrics ?? false,
    loggingLevel: args.loggingLevel ?? "OFF",
    dataTraceEnabled: args.dataTrace ?? false,
  };
}

function routeSettings(args: PlainWebSocketApiArgs): apigatewayv2.StageArgs["routeSettings"] {
  const own = Object.entries(args.routes)
    .filter(([, { throttle }]) => throttle !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return own.length === 0
    ? undefined
    : own.map(([routeKey, { throttle }]) => ({
        routeKey,
        ...settings(args, inheritThrottle(args.throttle, throttle)),
      }));
}

function standardFormat(): string {
  const fields = Object.entries(LOG_FIELDS).map(([name, variable]) => [name, `$context.${variable}`]);
  return JSON.stringify(Object.fromEntries(fields));
}
