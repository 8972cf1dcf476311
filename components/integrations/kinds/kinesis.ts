import * as pulumi from "@pulumi/pulumi";
import { type ArnInput, arnTarget, partOfArn } from "../arn-target";
import type { IntegrationSpec } from "../integration-spec";
import { jsonTarget } from "../json-template";
import { type RestServiceCall, serviceKind, type ServiceOptions } from "../service-kind";

export interface KinesisOptions extends ServiceOptions {
  /**
   * Parameters on an HTTP API, by AWS's names: `{ PartitionKey: "$request.body.device" }`.
   * @default the stream, the whole body as Data, and the request's id as PartitionKey
   */
  parameters?: Record<string, pulumi.Input<string>>;
  /** The ARN of the KMS key that the stream is encrypted with. @default none */
  encryptionKeyArn?: pulumi.Input<string>;
}

/**
 * Puts each request on a data stream as a record, without a function between (AWS_PROXY, Kinesis-PutRecord; AWS on REST APIs).
 *
 * @param stream the stream, a reference with its ARN, or its ARN
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function kinesis(stream: ArnInput, { parameters, ...options }: KinesisOptions = {}): IntegrationSpec {
  return { kind: "kinesis", ...arnTarget(stream), serviceParameters: parameters, ...options };
}

export const kinesisKind = serviceKind({
  target: { service: "kinesis", resource: /^stream\/.+$/, what: "a data stream", pass: "the stream itself" },
  actions: {
    PutRecord: {
      iamAction: "kinesis:PutRecord",
      // https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
      keyActions: ["kms:GenerateDataKey"],
      http: {
        subtype: "Kinesis-PutRecord",
        required: ["StreamName", "Data", "PartitionKey"],
        optional: ["SequenceNumberForOrdering", "ExplicitHashKey", "Region"],
        defaults: (spec) => ({
          StreamName: streamName(spec),
          Data: "$request.body",
          PartitionKey: "$context.requestId",
        }),
      },
      rest: putRecord,
    },
  },
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
function putRecord(spec: IntegrationSpec): RestServiceCall {
  const template = pulumi
    .output(streamName(spec))
    .apply(
      (name) =>
        `{"StreamName":${JSON.stringify(name)},"Data":"$util.base64Encode($input.body)","PartitionKey":"$context.requestId"}`,
    );
  return { service: "kinesis", action: "PutRecord", ...jsonTarget("Kinesis_20131202.PutRecord", "1.1", template) };
}

function streamName({ targetArn = "" }: IntegrationSpec): pulumi.Input<string> {
  return partOfArn(targetArn, ({ resource }) => resource.replace(/^stream\//, ""));
}
