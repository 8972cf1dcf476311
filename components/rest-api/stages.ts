import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as wafv2 from "@pulumi/aws/wafv2";
import { isRoleArn } from "../../aws/arn";
import { accessLogDestination, accessLogGroup, accessLogLine } from "../monitoring/access-log-group";
import { restAccessLogFormat } from "../monitoring/rest-access-log-format";
import { type Expectation, isDeferred, validateOutput } from "../shared/problems";
import type { RoutePlan } from "../shared/routes";
import { canaryGuard } from "./canary-guard";
import type { Deployments } from "./deployments";
import { methodSettings, plannedSettings } from "./method-settings";
import type { ReleasesPlan } from "./releases";
import type { RestStagePlan } from "./stage-plan";
import type { PlainRestApiArgs, RestRouteArgs } from "./args";
import { defined } from "../../language/defined";

/** The parts of a stage. */
export interface RestStageContext {
  name: string;
  component: string;
  api: apigateway.RestApi;
  args: PlainRestApiArgs;
  routes: readonly RoutePlan<RestRouteArgs>[];
  releases: ReleasesPlan;
  deployments: Deployments;
  clientCertificate: apigateway.ClientCertificate | undefined;
  /** The resources that must exist before the stage is live. */
  dependsOn: pulumi.Resource[];
  parent: pulumi.Resource;
}

/** One stage with what belongs to it. */
export interface RestStageResources {
  stage: apigateway.Stage;
  accessLogGroup: cloudwatch.LogGroup | undefined;
  /** The group that API Gateway writes execution logs to; made here, so that it has a retention. */
  executionLogGroup: cloudwatch.LogGroup | undefined;
  /** The stage's settings by method path; those of all methods under the key of two stars. */
  methodSettings: Record<string, apigateway.MethodSettings>;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html */
export function restStage(planned: RestStagePlan, context: RestStageContext): RestStageResources {
  const { name, api, args, parent } = context;
  const child = `${name}-${planned.name}`;
  const accessLogs = ownLogGroup(planned, context, child);
  const executionLogs = executionLogGroup(planned, context, child);
  const waitsFor = [...context.dependsOn, ...(executionLogs === undefined ? [] : [executionLogs])];
  const stage = new apigateway.Stage(
    `${child}-stage`,
    {
      restApi: api.id,
      stageName: planned.name,
      ...deploymentOf(planned, context),
      description: planned.args.description,
      accessLogSettings: accessLogSettings(planned, context, accessLogs),
      ...defined({
        cacheClusterEnabled: planned.args.cacheSize === undefined ? undefined : true,
        cacheClusterSize: planned.args.cacheSize,
      }),
      clientCertificateId: planned.args.clientCertificate === true ? context.clientCertificate?.id : undefined,
      variables: planned.args.stageVariables,
      xrayTracingEnabled: planned.args.tracing ?? false,
      tags: args.tags,
    },
    { parent, dependsOn: waitsFor },
  );
  const settings = plannedSettings(planned, context.routes).map(
    (item) => [item.methodPath, methodSettings(child, item, api, stage, parent)] as const,
  );
  protection(child, planned, stage, parent);
  canaryGuard(child, planned, api, stage, parent);
  return {
    stage,
    accessLogGroup: accessLogs,
    executionLogGroup: executionLogs,
    methodSettings: Object.fromEntries(settings),
  };
}

/** Beside a canary most of the traffic stays on the release before, or on the one that was rolled back to. */
function deploymentOf(
  { args }: RestStagePlan,
  { releases, deployments }: RestStageContext,
): Pick<apigateway.StageArgs, "deployment" | "canarySettings"> {
  const idOf = (label: string | undefined): pulumi.Input<string> => deployments[label ?? ""]?.id ?? "";
  if (args.canary === undefined) {
    return { deployment: idOf(releases.live) };
  }
  const { percentTraffic, stageVariableOverrides, useStageCache } = args.canary;
  return {
    deployment: idOf(releases.base),
    canarySettings: {
      deploymentId: idOf(releases.newest),
      percentTraffic,
      stageVariableOverrides,
      useStageCache: useStageCache ?? false,
    },
  };
}

function ownLogGroup(
  planned: RestStagePlan,
  { name, component, args, parent }: RestStageContext,
  child: string,
): cloudwatch.LogGroup | undefined {
  const log = planned.args.accessLog ?? {};
  return log.enabled === false || log.destinationArn !== undefined
    ? undefined
    : accessLogGroup(`${child}-access-logs`, component, log, [name, "rest", planned.name], args.tags, parent);
}

function accessLogSettings(
  planned: RestStagePlan,
  { component, args }: RestStageContext,
  logs: cloudwatch.LogGroup | undefined,
): apigateway.StageArgs["accessLogSettings"] {
  const log = planned.args.accessLog ?? {};
  const destinationArn = accessLogDestination(log, logs);
  return destinationArn === undefined
    ? undefined
    : {
        destinationArn: withRole(component, args, destinationArn),
        format: accessLogLine(component, log, restAccessLogFormat()),
      };
}

/** The destination, once the region's role is there: without it API Gateway refuses the stage. */
function withRole(component: string, args: PlainRestApiArgs, arn: pulumi.Input<string>): pulumi.Input<string> {
  if (args.account === undefined) {
    return arn;
  }
  const { cloudwatchRoleArn } = args.account;
  const role = validateOutput<string>(component, "account.cloudwatchRoleArn", cloudwatchRoleArn, checkRole);
  return isDeferred(role) ? pulumi.all([arn, role]).apply(([destination]) => destination) : arn;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
export function checkRole(received: string): Expectation | undefined {
  return isRoleArn(received)
    ? undefined
    : {
        received,
        expected: "the ARN of the region's CloudWatch role, without which no stage can have logs",
        fix: 'make one ApiGatewayAccount a region, or set accessLog: { enabled: false } and loggingLevel: "OFF"',
      };
}

/**
 * API Gateway makes this group itself and keeps it for ever, unless it is there already.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
function executionLogGroup(
  { name, args: stage }: RestStagePlan,
  { api, args, parent }: RestStageContext,
  child: string,
): cloudwatch.LogGroup | undefined {
  return stage.loggingLevel === "OFF"
    ? undefined
    : new cloudwatch.LogGroup(
        `${child}-execution-logs`,
        {
          name: pulumi.interpolate`API-Gateway-Execution-Logs_${api.id}/${name}`,
          retentionInDays: stage.accessLog?.retentionInDays ?? 30,
          kmsKeyId: stage.accessLog?.kmsKeyId,
          tags: args.tags,
        },
        { parent },
      );
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html */
function protection(child: string, { args }: RestStagePlan, stage: apigateway.Stage, parent: pulumi.Resource): void {
  if (args.webAclArn !== undefined) {
    new wafv2.WebAclAssociation(
      `${child}-web-acl`,
      { resourceArn: stage.arn, webAclArn: args.webAclArn },
      { parent, deleteBeforeReplace: true },
    );
  }
}
