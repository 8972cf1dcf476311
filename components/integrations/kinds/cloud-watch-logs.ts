import * as pulumi from "@pulumi/pulumi";
import type { Problems } from "../../shared/problems";
import { type ArnForm, type ArnInput, arnTarget, partOfArn } from "../arn-target";
import { jsonString, jsonTarget } from "../json-template";
import { REST_SERVICE_FIELDS, type RestServiceFields, SERVICE_FIELDS, type ServiceFields } from "../service-fields";
import { SERVICE_RESPONSES, type ServiceCall, serviceKind } from "../service-kind";
import { readText } from "../../shared/mocks";

/** An integration with a log stream. */
export interface CloudWatchLogsIntegration extends ServiceFields<"cloudWatchLogs">, RestServiceFields {
  /**
   * The name of the log stream, which has to exist: 1 to 512 characters without colons and stars.
   * @example "web"
   */
  logStreamName: pulumi.Input<string>;
}

/** The options of an integration with a log stream. */
export type CloudWatchLogsOptions = Omit<CloudWatchLogsIntegration, "kind" | "targetArn" | "targetName">;

/**
 * Writes the body of each request to a log stream as one event, with the time of the request and no Lambda function
 * (AWS). REST APIs only. If CloudWatch Logs rejects the event, the response is 400.
 *
 * @param logGroup the log group, a reference with its ARN, or its ARN
 * @example
 * ```ts
 * const audit = new aws.cloudwatch.LogGroup("audit", { retentionInDays: 30 });
 * const web = new aws.cloudwatch.LogStream("web", { logGroupName: audit.name });
 * new RestApi("shop", {
 *   defaultAuthorizer: iam(),
 *   routes: { "POST /audit": cloudWatchLogs(audit, { logStreamName: web.name }) },
 * });
 * ```
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export function cloudWatchLogs(logGroup: ArnInput, options: CloudWatchLogsOptions): CloudWatchLogsIntegration {
  return { kind: "cloudWatchLogs", ...arnTarget(logGroup), ...options };
}

/** CloudWatch Logs itself ends the ARN of a group in `:*`. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html */
const LOG_GROUP: ArnForm = {
  service: "logs",
  resource: /^log-group:[.\-_/#A-Za-z0-9]{1,512}(:\*)?$/,
  what: "a log group",
  pass: "the log group itself",
};

export const cloudWatchLogsKind = serviceKind<CloudWatchLogsIntegration>({
  fields: {
    ...SERVICE_FIELDS(LOG_GROUP),
    ...REST_SERVICE_FIELDS,
    logStreamName: {
      required: { expected: "the name of a log stream", fix: "pass { logStreamName: stream.name }" },
    },
  },
  target: LOG_GROUP,
  actions: {
    // An encrypted group uses its key by a grant of its own.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    PutLogEvents: {
      iamAction: "logs:PutLogEvents",
      resources: (spec) => [streamArn(spec)],
      rest: putLogEvents,
    },
  },
  check: checkStream,
  example: {
    kind: "cloudWatchLogs",
    targetArn: "arn:aws:logs:eu-west-1:123456789012:log-group:/shop/audit",
    logStreamName: "web",
  },
});

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
function streamArn({ targetArn, logStreamName }: CloudWatchLogsIntegration): pulumi.Output<string> {
  return pulumi.all([readText(targetArn, String), logStreamName]).apply(([arn, name]) => {
    return `${arn.replace(/:\*$/, "")}:log-stream:${name}`;
  });
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
function putLogEvents({ targetArn, logStreamName }: CloudWatchLogsIntegration): ServiceCall {
  const logGroupName = partOfArn(targetArn, ({ resource }) => resource.replace(/^log-group:|:\*$/g, ""));
  const template = pulumi.all([logGroupName, logStreamName]).apply(([group, stream]) => {
    const fields = JSON.stringify({ logGroupName: group, logStreamName: stream });
    const event = `{"timestamp":$context.requestTimeEpoch,"message":${jsonString("$input.body")}}`;
    return `${fields.slice(0, -1)},"logEvents":[${event}]}`;
  });
  return {
    service: "logs",
    action: "PutLogEvents",
    ...jsonTarget("Logs_20140328.PutLogEvents", "1.1", template),
    responses: [
      { statusCode: "200", templates: { "application/json": EMPTY_OR_REJECTED } },
      ...SERVICE_RESPONSES.slice(1),
    ],
  };
}

/** A call whose event was rejected succeeds, and its answer reports the rejection. */
const EMPTY_OR_REJECTED = [
  `#set($rejected = $input.path('$.rejectedLogEventsInfo'))#if($rejected && $rejected != "")`,
  `#set($context.responseOverride.status = 400){"message":"Bad Request"}#else{}#end`,
].join("");

function checkStream(problems: Problems, { logStreamName }: Partial<CloudWatchLogsIntegration>): void {
  problems.known<string>("logStreamName", logStreamName, (received) =>
    /^[^:*]{1,512}$/.test(received)
      ? undefined
      : {
          received,
          expected: "1 to 512 characters without colons and stars",
          fix: "pass { logStreamName: stream.name }",
        },
  );
}
