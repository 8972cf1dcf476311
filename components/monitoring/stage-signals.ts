import * as pulumi from "@pulumi/pulumi";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { StageSignals } from "../shared/api-metadata";
import type { AccessLogArgs } from "./access-log-group";

/** The settings of a stage that decide on its metrics and logs. */
interface StageSettings {
  detailedMetrics?: pulumi.Input<boolean> | undefined;
  accessLog?: AccessLogArgs | undefined;
  /** The size of the cache, which REST APIs alone have. */
  cacheSize?: string | undefined;
  canary?: object | undefined;
}

/** Returns what CloudWatch has of a stage. A format of the user's own may lack the fields that alarms and queries read. */
export function stageSignals(
  { detailedMetrics, accessLog, cacheSize, canary }: StageSettings,
  group: Pick<cloudwatch.LogGroup, "name"> | undefined,
  deployedAt?: pulumi.Output<string>,
): StageSignals {
  return {
    detailedMetrics: detailedMetrics ?? false,
    accessLogGroupName: accessLog?.format === undefined ? group?.name : undefined,
    cached: cacheSize !== undefined,
    canary: canary !== undefined,
    deployedAt,
  };
}

/** Returns what CloudWatch will have of stages that are not made yet: the log group of each, unless it logs elsewhere or not at all. */
export function plannedSignals(stages: readonly { name: string; args: StageSettings }[]): Record<string, StageSignals> {
  const signals = stages.map(({ name, args }) => {
    const isOwn = args.accessLog?.enabled !== false && args.accessLog?.destinationArn === undefined;
    return [name, stageSignals(args, isOwn ? { name: pulumi.output("") } : undefined)] as const;
  });
  return Object.fromEntries(signals);
}
