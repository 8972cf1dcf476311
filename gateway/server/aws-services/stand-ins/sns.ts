import { randomUUID } from "node:crypto";
import { requiredParameter, type StandIn } from "../service-call";

/** Takes messages, and delivers them to nobody. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export function snsStandIn(): StandIn {
  return {
    protocol: { kind: "query", namespace: "http://sns.amazonaws.com/doc/2010-03-31/" },
    resourceArn: (call) => requiredParameter(call, "TopicArn", "InvalidParameter"),
    answer: (call) => {
      requiredParameter(call, "Message", "InvalidParameter");
      return { result: { MessageId: randomUUID() } };
    },
  };
}
