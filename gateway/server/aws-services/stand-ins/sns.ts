import { randomUUID } from "node:crypto";
import { parsedJson } from "../../../../language/parsed-json";
import { asObject } from "../../../behavior/shared/json-object";
import { requiredParameter, type ServiceCall, ServiceError, textParameter } from "../service-call";
import type { StandInDefinition } from "../stand-in";

/** Topics that take messages, and deliver them to nobody. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const snsStandIn: StandInDefinition = {
  service: "sns",
  protocol: { kind: "query", namespace: "http://sns.amazonaws.com/doc/2010-03-31/" },
  start: () => ({
    resourceArn: (call) => requiredParameter(call, "TopicArn", "InvalidParameter"),
    answer: (call) => {
      const problem = problemOf(call);
      if (problem !== undefined) {
        throw new ServiceError("InvalidParameter", `Invalid parameter: ${problem}`);
      }
      requiredParameter(call, "Message", "InvalidParameter");
      return { result: { MessageId: randomUUID() } };
    },
  }),
};

/**
 * Returns what SNS finds wrong with a message, in its words.
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/sns/test_sns.snapshot.json
 * (test_publish_wrong_arn_format, test_empty_sns_message, test_publish_with_empty_subject, test_publish_too_long_message,
 * test_message_structure_json_exc, test_publish_batch_exceptions; validated against AWS)
 */
function problemOf(call: ServiceCall): string | undefined {
  const arn = textParameter(call, "TopicArn") ?? "";
  const message = textParameter(call, "Message");
  const elements = arn.split(":").length;
  if (elements < 6) {
    return `TopicArn Reason: An ARN must have at least 6 elements, not ${elements}`;
  }
  if (message === "") {
    return "Empty message";
  }
  if (textParameter(call, "Subject") === "") {
    return "Subject";
  }
  if (Buffer.byteLength(message ?? "") > LONGEST_MESSAGE) {
    return "Message too long";
  }
  if (textParameter(call, "MessageStructure") === "json") {
    const byProtocol = parsedJson(message ?? "");
    if (asObject(byProtocol)?.default === undefined) {
      return `Message Structure - ${byProtocol === undefined ? "JSON message body failed to parse" : "No default entry in JSON message body"}`;
    }
  }
  return arn.endsWith(".fifo") && textParameter(call, "MessageGroupId") === undefined
    ? "The MessageGroupId parameter is required for FIFO topics"
    : undefined;
}

/** Bytes. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const LONGEST_MESSAGE = 256 * 1024;
