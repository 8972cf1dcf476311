import * as pulumi from "@pulumi/pulumi";
import { type ArnForm, type ArnInput, arnTarget, partOfArn } from "../arn-target";
import { jsonTarget } from "../json-template";
import {
  HTTP_SERVICE_FIELDS,
  type HttpServiceFields,
  KEY_FIELDS,
  type KeyFields,
  REST_SERVICE_FIELDS,
  type RestServiceFields,
  SERVICE_FIELDS,
  type ServiceFields,
} from "../service-fields";
import { type ServiceCall, serviceKind } from "../service-kind";

/** An integration with a data stream. */
export interface KinesisIntegration extends ServiceFields<"kinesis">, HttpServiceFields, RestServiceFields, KeyFields {}

/** The options of an integration with a data stream. */
export type KinesisOptions = Omit<KinesisIntegration, "kind" | "targetArn" | "targetName">;

/**
 * Puts each request on a data stream as a record, without a Lambda function (AWS_PROXY, Kinesis-PutRecord; AWS on REST APIs).
 *
 * @param stream the stream, a reference with its ARN, or its ARN
 * @example
 * ```ts
 * const clicks = new aws.kinesis.Stream("clicks", { shardCount: 1 });
 * new HttpApi("shop", {
 *   defaultAuthorizer: iam(),
 *   // the request's id is the partition key unless a parameter sets it
 *   routes: { "POST /clicks": kinesis(clicks, { parameters: { PartitionKey: "$request.body.device" } }) },
 * });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function kinesis(stream: ArnInput, options: KinesisOptions = {}): KinesisIntegration {
  return { kind: "kinesis", ...arnTarget(stream), ...options };
}

const STREAM: ArnForm = {
  service: "kinesis",
  resource: /^stream\/.+$/,
  what: "a data stream",
  pass: "the stream itself",
};

export const kinesisKind = serviceKind<KinesisIntegration>({
  fields: { ...SERVICE_FIELDS(STREAM), ...HTTP_SERVICE_FIELDS, ...REST_SERVICE_FIELDS, ...KEY_FIELDS },
  target: STREAM,
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
  example: {
    kind: "kinesis",
    targetArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks",
    encryptionKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
  },
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
function putRecord(spec: KinesisIntegration): ServiceCall {
  const template = pulumi
    .output(streamName(spec))
    .apply(
      (name) =>
        `{"StreamName":${JSON.stringify(name)},"Data":"$util.base64Encode($input.body)","PartitionKey":"$context.requestId"}`,
    );
  return { service: "kinesis", action: "PutRecord", ...jsonTarget("Kinesis_20131202.PutRecord", "1.1", template) };
}

function streamName({ targetArn }: KinesisIntegration): pulumi.Input<string> {
  return partOfArn(targetArn, ({ resource }) => resource.replace(/^stream\//, ""));
}
