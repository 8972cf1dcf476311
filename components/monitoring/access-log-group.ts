import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import { type Problems, validateOutput } from "../shared/problems";
import { accessLogFormat, checkAccessLogFormat } from "./access-log-format";
import { checkRetention, DEFAULT_RETENTION_DAYS } from "./retention";

/**
 * The access log: its format, its destination, and how long it is kept.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 *
 * @example { retentionInDays: 90, format: accessLogFormat({ sub: "authorizer.claims.sub" }) }
 */
export interface AccessLogArgs {
  /** Indicates whether each request is logged. @default true */
  enabled?: boolean;
  /**
   * The number of days that the log is kept: one of the numbers that CloudWatch Logs allows, 0 to keep it forever. @default 30
   * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   * @example 90
   */
  retentionInDays?: pulumi.Input<number>;
  /**
   * The format of a line, such as `accessLogFormat({...})`. @default JSON with the usual fields
   * @example accessLogFormat({ sub: "authorizer.claims.sub" })
   */
  format?: pulumi.Input<string>;
  /**
   * The ARN of a log group of your own; none is made then. @default a group of the API's own
   * @example "arn:aws:logs:eu-west-1:123456789012:log-group:api"
   */
  destinationArn?: pulumi.Input<string>;
  /**
   * The ARN of the KMS key that the log is encrypted with. @default CloudWatch's own
   * @example key.arn
   */
  kmsKeyId?: pulumi.Input<string>;
}

/** Returns where a stage's log goes: to the given log group or the stage's own; undefined where it is off. */
export function accessLogDestination(
  log: AccessLogArgs,
  own: cloudwatch.LogGroup | undefined,
): pulumi.Input<string> | undefined {
  return log.enabled === false ? undefined : (log.destinationArn ?? own?.arn);
}

/** The longest part of a path, of which there are five below the prefix at most. */
const LONGEST_PART = 96;

/**
 * The log group of one stage. Its name starts with /aws/vendedlogs/ so that it is left out of the region's resource
 * policy for logs, which is limited in size.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export function accessLogGroup(
  name: string,
  component: string,
  args: AccessLogArgs,
  path: readonly string[],
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
  parent: pulumi.Resource,
): cloudwatch.LogGroup {
  const retention = args.retentionInDays ?? DEFAULT_RETENTION_DAYS;
  return new cloudwatch.LogGroup(
    name,
    {
      name: logGroupName(path),
      retentionInDays: validateOutput<number>(component, "accessLog.retentionInDays", retention, checkRetention),
      kmsKeyId: args.kmsKeyId,
      tags,
    },
    // a renamed API keeps its log: another name would be another group
    { parent, ignoreChanges: ["name"] },
  );
}

/** Each part of the path is a part of the name: an API called "a/b" shares no log with the stage "b" of "a". */
function logGroupName(path: readonly string[]): string {
  const rule = {
    ...NAMES.logGroup,
    invalid: /[^.\-_#A-Za-z0-9]+/g,
    pattern: /^[.\-_#A-Za-z0-9]+$/,
    most: LONGEST_PART,
  };
  const parts = [pulumi.getProject(), pulumi.getStack(), ...path].map((part) => fittingName(part, rule, 0));
  return ["/aws/vendedlogs/apis", ...parts].join("/");
}

/** The format of a line, checked as soon as it is known. */
export function accessLogLine(
  component: string,
  args: AccessLogArgs,
  standard: string = accessLogFormat(),
): pulumi.Input<string> {
  return validateOutput<string>(component, "accessLog.format", args.format ?? standard, checkAccessLogFormat);
}

/** Checks the known values. */
export function checkAccessLog(problems: Problems, args: AccessLogArgs | undefined): void {
  problems.known<number>("retentionInDays", args?.retentionInDays, checkRetention);
  problems.known<string>("format", args?.format, checkAccessLogFormat);
}
