import { randomUUID } from "node:crypto";
import { requiredParameter } from "../service-call";
import type { StandInDefinition } from "../stand-in";

/** Topics that take messages, and deliver them to nobody. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const snsStandIn: StandInDefinition = {
  service: "sns",
  protocol: { kind: "query", namespace: "http://sns.amazonaws.com/doc/2010-03-31/" },
  start: () => ({
    resourceArn: (call) => requiredParameter(call, "TopicArn", "InvalidParameter"),
    answer: (call) => {
      requiredParameter(call, "Message", "InvalidParameter");
      return { result: { MessageId: randomUUID() } };
    },
  }),
};
