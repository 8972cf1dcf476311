import type * as pulumi from "@pulumi/pulumi";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { StageSignals } from "../shared/api-metadata";
import type { AccessLogArgs } from "./access-log-group";

/** Returns what CloudWatch has of a stage. A format of the user's own may lack the fields that alarms and queries read. */
export function stageSignals(
  detailedMetrics: pulumi.Input<boolean> | undefined,
  accessLog: AccessLogArgs | undefined,
  group: cloudwatch.LogGroup | undefined,
): StageSignals {
  return {
    detailedMetrics: detailedMetrics ?? false,
    accessLogGroupName: accessLog?.format === undefined ? group?.name : undefined,
  };
}
