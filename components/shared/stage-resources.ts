import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import { ACCOUNT_LIMITS } from "../../aws/quotas";
import { accessLogGroup, accessLogLine } from "../monitoring/access-log-group";
import type { ApiTarget } from "./api-ref";
import type { HttpApiArgs, ThrottleArgs } from "../http-api/args";
import type { PlannedRoute } from "./routes";
import { inheritThrottle, type PlannedStage } from "./stage-plan";

/** The throttle of a stage that says nothing of it: a tenth of what AWS gives a whole account. */
export const DEFAULT_THROTTLE = {
  rateLimit: ACCOUNT_LIMITS.throttleRate.value / 10,
  burstLimit: ACCOUNT_LIMITS.throttleBurst.value / 10,
};

/** What a stage is made of. */
export interface StageContext {
  name: string;
  component: string;
  api: ApiTarget;
  args: HttpApiArgs;
  routes: PlannedRoute[];
  /** What must stand before the stage is live. */
  dependsOn: pulumi.Resource[];
  deployment: apigatewayv2.Deployment | undefined;
  parent: pulumi.Resource;
}

/** One stage, with its log group unless it logs elsewhere or not at all. */
export interface StageNodes {
  stage: apigatewayv2.Stage;
  accessLogGroup: cloudwatch.LogGroup | undefined;
}

/**
 * A stage comes after its routes and permissions: settings of a route can't be written before it exists, and a half-made
 * API is not shown.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function stage(planned: PlannedStage, context: StageContext): StageNodes {
  const { name, api, args, parent } = context;
  const logs = logGroup(planned, context);
  const made = new apigatewayv2.Stage(
    `${name}-${planned.label}-stage`,
    {
      apiId: api.id,
      name: planned.name,
      description: planned.args.description,
      ...(planned.args.autoDeploy === false ? { deploymentId: context.deployment?.id } : { autoDeploy: true }),
      accessLogSettings: accessLogSettings(planned, context, logs),
      defaultRouteSettings: settings(planned.args.throttle, planned.args.detailedMetrics),
      routeSettings: routeSettings(planned, context.routes),
      stageVariables: planned.args.stageVariables,
      tags: args.tags,
    },
    { parent, dependsOn: context.dependsOn },
  );
  return { stage: made, accessLogGroup: logs };
}

function logGroup(planned: PlannedStage, context: StageContext): cloudwatch.LogGroup | undefined {
  const log = planned.args.accessLog ?? {};
  if (log.enabled === false || log.destinationArn !== undefined) {
    return undefined;
  }
  const { name, component, args, parent } = context;
  const path = `${name}/${planned.label}`;
  return accessLogGroup(`${name}-${planned.label}-access-logs`, component, log, path, args.tags, parent);
}

function accessLogSettings(
  planned: PlannedStage,
  context: StageContext,
  logs: cloudwatch.LogGroup | undefined,
): apigatewayv2.StageArgs["accessLogSettings"] {
  const log = planned.args.accessLog ?? {};
  const destinationArn = log.destinationArn ?? logs?.arn;
  return log.enabled === false || destinationArn === undefined
    ? undefined
    : { destinationArn, format: accessLogLine(context.component, log) };
}

/** Both limits, always: AWS takes a missing one for zero. */
function settings(
  throttle: ThrottleArgs = {},
  detailedMetrics: pulumi.Input<boolean> = false,
): {
  throttlingRateLimit: pulumi.Input<number>;
  throttlingBurstLimit: pulumi.Input<number>;
  detailedMetricsEnabled: pulumi.Input<boolean>;
} {
  return {
    throttlingRateLimit: throttle.rateLimit ?? DEFAULT_THROTTLE.rateLimit,
    throttlingBurstLimit: throttle.burstLimit ?? DEFAULT_THROTTLE.burstLimit,
    detailedMetricsEnabled: detailedMetrics,
  };
}

/** A route has settings of its own only where it says so; what it leaves out is the stage's. */
function routeSettings(planned: PlannedStage, routes: PlannedRoute[]): apigatewayv2.StageArgs["routeSettings"] {
  const own = routes.filter(
    ({ key, args }) =>
      args.throttle !== undefined ||
      args.detailedMetrics !== undefined ||
      planned.args.routeThrottles?.[key.key] !== undefined,
  );
  const list = own.map(({ key, args }) => ({
    routeKey: key.key,
    ...settings(
      inheritThrottle(inheritThrottle(planned.args.throttle, args.throttle), planned.args.routeThrottles?.[key.key]),
      args.detailedMetrics ?? planned.args.detailedMetrics,
    ),
  }));
  return list.length === 0 ? undefined : list;
}
