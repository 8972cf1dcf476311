import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { type Problem, validateKnown, validateOutput } from "../shared/problems";
import { LOG_RETENTION_DAYS, nextLogRetention } from "../../aws/log-retention";
import { accessLogFormat, accessLogFormatProblem } from "./access-log-format";

/** The data that is written about each request, and for how long it is kept. */
export interface AccessLogArgs {
  /** Indicates whether each request is logged. @default true */
  enabled?: boolean;
  /** The number of days that the log is kept: one of the numbers that CloudWatch Logs allows, 0 for ever. @default 30 */
  retentionInDays?: pulumi.Input<number>;
  /** The format of a line, such as `accessLogFormat({...})`. @default JSON with the usual fields */
  format?: pulumi.Input<string>;
  /** The ARN of a log group of your own; none is made then. @default a group of the API's own */
  destinationArn?: pulumi.Input<string>;
  /** The KMS key that the log is encrypted with. @default CloudWatch's own */
  kmsKeyId?: pulumi.Input<string>;
}

/** 0 keeps the log for ever. */
const RETENTION_DAYS: readonly number[] = [0, ...LOG_RETENTION_DAYS];
const DEFAULT_RETENTION = 30;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const NOT_IN_A_NAME = /[^.\-_/#A-Za-z0-9]+/g;

/**
 * The log group of one stage. Its name starts with /aws/vendedlogs/ so that it is left out of the region's resource
 * policy for logs, which is limited in size.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export function accessLogGroup(
  name: string,
  component: string,
  args: AccessLogArgs,
  path: string,
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
  parent: pulumi.Resource,
): cloudwatch.LogGroup {
  const retention = args.retentionInDays ?? DEFAULT_RETENTION;
  return new cloudwatch.LogGroup(
    name,
    {
      name: `/aws/vendedlogs/apis/${pulumi.getProject()}/${pulumi.getStack()}/${path.replace(NOT_IN_A_NAME, "-")}`.slice(
        0,
        512,
      ),
      retentionInDays: validateOutput<number>(component, retention, (days) => retentionProblem("accessLog", days)),
      kmsKeyId: args.kmsKeyId,
      tags,
    },
    // a renamed API keeps its log: another name would be another group
    { parent, ignoreChanges: ["name"] },
  );
}

/** The format of a line, checked as soon as it is known. */
export function accessLogLine(
  component: string,
  args: AccessLogArgs,
  standard: string = accessLogFormat(),
): pulumi.Input<string> {
  const format = args.format ?? standard;
  return validateOutput<string>(component, format, (value) => accessLogFormatProblem("accessLog.format", value));
}

/** Returns what is wrong with the plain values. */
export function accessLogProblems(args: AccessLogArgs | undefined, argument: string): Problem[] {
  return [
    ...validateKnown<number>(args?.retentionInDays, (days) => retentionProblem(argument, days)),
    ...validateKnown<string>(args?.format, (format) => accessLogFormatProblem(`${argument}.format`, format)),
  ];
}

function retentionProblem(argument: string, days: number): Problem | undefined {
  if (RETENTION_DAYS.includes(days)) {
    return undefined;
  }
  return {
    argument: `${argument}.retentionInDays`,
    received: days,
    expected: `one of ${RETENTION_DAYS.join(", ")}`,
    fix: `write ${nextLogRetention(days)}`,
  };
}
