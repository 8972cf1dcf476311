import type { Expectation, Problems } from "../shared/problems";
import type { AccessLogArgs } from "./access-log-group";

const FIREHOSE = /^arn:[^:]+:firehose:[^:]*:[^:]*:deliverystream\/(.+)$/;

/**
 * Checks the destination of an access log: the ARN of a log group, or on a REST API of a Firehose stream whose name AWS prescribes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-logging-to-kinesis.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 */
export function checkLogDestination(problems: Problems, log: AccessLogArgs | undefined, takesFirehose: boolean): void {
  problems.known<string>("accessLog.destinationArn", log?.destinationArn, (received) =>
    destinationProblem(received, takesFirehose),
  );
}

function destinationProblem(received: string, takesFirehose: boolean): Expectation | undefined {
  const stream = FIREHOSE.exec(received)?.[1];
  if (stream !== undefined && !takesFirehose) {
    const expected = "the ARN of a log group: Firehose is supported on REST APIs only";
    return { received, expected, fix: "log to CloudWatch Logs, or use a RestApi" };
  }
  if (stream !== undefined) {
    return stream.startsWith("amazon-apigateway-")
      ? undefined
      : { received, expected: "a Firehose stream whose name starts with amazon-apigateway-", fix: "rename the stream" };
  }
  return /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:.+/.test(received)
    ? undefined
    : { received, expected: "the ARN of a log group", fix: "pass logGroup.arn" };
}
