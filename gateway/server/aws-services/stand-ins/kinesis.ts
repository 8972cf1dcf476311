import { formatArn } from "../../../../aws/arn";
import { requiredParameter, type ServiceCall, ServiceError, UnsupportedActionError } from "../service-call";
import type { StandIn, StandInDefinition } from "../stand-in";

/** Streams of one shard, which take records. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
export const kinesisStandIn: StandInDefinition = {
  service: "kinesis",
  firstClass: { subtype: "Kinesis" },
  protocol: { kind: "json", version: "1.1", target: "Kinesis_20131202", parametersOf: withBlob },
  start: startShard,
};

/** A first-class integration has the record as text; JSON has it in Base64. */
function withBlob({ parameters, accepts }: ServiceCall): Record<string, unknown> {
  return accepts === "xml" && typeof parameters.Data === "string"
    ? { ...parameters, Data: Buffer.from(parameters.Data).toString("base64") }
    : parameters;
}

function startShard(): StandIn {
  let sequence = 49_600_000_000_000n;
  const take = (): Record<string, unknown> => {
    sequence += 1n;
    return { SequenceNumber: String(sequence), ShardId: "shardId-000000000000" };
  };
  return {
    resourceArn: (call) => formatArn(call, "kinesis", `stream/${requiredParameter(call, "StreamName")}`),
    answer: (call) => {
      switch (call.operation) {
        case "PutRecord":
          requiredParameter(call, "Data");
          requiredParameter(call, "PartitionKey");
          return { result: take() };
        case "PutRecords":
          return { result: { FailedRecordCount: 0, Records: records(call).map(take) } };
        default:
          throw new UnsupportedActionError(call);
      }
    },
  };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
function records({ parameters }: ServiceCall): unknown[] {
  const { Records: given } = parameters;
  const isRecord = (record: unknown): boolean =>
    typeof record === "object" && record !== null && "Data" in record && "PartitionKey" in record;
  if (!Array.isArray(given) || given.length === 0 || !given.every(isRecord)) {
    throw new ServiceError("ValidationException", "Records must be a list of objects with Data and PartitionKey.");
  }
  return given;
}
