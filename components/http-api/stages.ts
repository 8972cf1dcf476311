import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import { accessLogDestination, accessLogGroup, accessLogLine } from "../monitoring/access-log-group";
import type { ApiTarget } from "../shared/api-ref";
import type { RoutePlan } from "../shared/routes";
import { DEFAULT_THROTTLE, inheritThrottle, type ThrottleArgs } from "../shared/throttle";
import type { PlainHttpApiArgs } from "./args";
import type { StagePlan } from "./stage-plan";

/** The parts of a stage. */
export interface StageContext {
  name: string;
  component: string;
  api: ApiTarget;
  args: PlainHttpApiArgs;
  routes: RoutePlan[];
  /** The resources that must exist before the stage is live. */
  dependsOn: pulumi.Resource[];
  deployment: apigatewayv2.Deployment | undefined;
  parent: pulumi.Resource;
}

/** One stage, with its log group unless it logs elsewhere or not at all. */
export interface StageResources {
  stage: apigatewayv2.Stage;
  accessLogGroup: cloudwatch.LogGroup | undefined;
}

/**
 * Registers a stage after its routes and permissions: settings of a route can't be written before it exists, and clients never
 * see an API that is half made.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function stage(planned: StagePlan, context: StageContext): StageResources {
  const { name, api, args, parent } = context;
  const logs = logGroup(planned, context);
  const resource = new apigatewayv2.Stage(
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
  return { stage: resource, accessLogGroup: logs };
}

function logGroup(planned: StagePlan, context: StageContext): cloudwatch.LogGroup | undefined {
  const log = planned.args.accessLog ?? {};
  if (log.enabled === false || log.destinationArn !== undefined) {
    return undefined;
  }
  const { name, component, args, parent } = context;
  const path = [name, planned.label];
  return accessLogGroup(`${name}-${planned.label}-access-logs`, component, log, path, args.tags, parent);
}

function accessLogSettings(
  planned: StagePlan,
  context: StageContext,
  logs: cloudwatch.LogGroup | undefined,
): apigatewayv2.StageArgs["accessLogSettings"] {
  const log = planned.args.accessLog ?? {};
  const destinationArn = accessLogDestination(log, logs);
  return destinationArn === undefined ? undefined : { destinationArn, format: accessLogLine(context.component, log) };
}

/** Sets both limits, always: API Gateway takes a missing one for zero. */
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

/** Returns the settings of the routes that have some of their own, completed by the stage's. */
function routeSettings(planned: StagePlan, routes: RoutePlan[]): apigatewayv2.StageArgs["routeSettings"] {
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
  // the order of the table is none of AWS's
  return list.length === 0 ? undefined : list.sort((a, b) => (a.routeKey < b.routeKey ? -1 : 1));
}
