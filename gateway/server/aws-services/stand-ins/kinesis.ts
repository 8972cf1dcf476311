import { requiredParameter, type StandIn } from "../service-call";

/** Takes records on one shard. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
export function kinesisStandIn(): StandIn {
  let sequence = 49_600_000_000_000n;
  return {
    protocol: { kind: "json", version: "1.1" },
    resourceArn: (call) =>
      `arn:${call.partition}:kinesis:${call.region}:${call.account}:stream/${requiredParameter(call, "StreamName")}`,
    answer: (call) => {
      requiredParameter(call, "Data");
      requiredParameter(call, "PartitionKey");
      sequence += 1n;
      return { result: { SequenceNumber: String(sequence), ShardId: "shardId-000000000000" } };
    },
  };
}
