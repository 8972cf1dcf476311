import * as pulumi from "@pulumi/pulumi";
import { type Problem } from "../../shared/problems";
import { type ArnInput, arnTarget, partOfArn } from "../arn-target";
import type { IntegrationSpec } from "../integration-spec";
import { type ServiceAction, serviceKind, type ServiceOptions } from "../service-kind";

/** What a route can do with the objects of a bucket. */
export const S3Action = { getObject: "GetObject", putObject: "PutObject", deleteObject: "DeleteObject" } as const;
export type S3Action = (typeof S3Action)[keyof typeof S3Action];

/** What a spec of kind `s3` has. */
export interface S3Fields {
  /** The route's path parameter that is the object's key. @default "key" */
  keyParameter?: string;
  /** Only objects under this prefix, which the request does not name; with a slash at its end. @default all */
  keyPrefix?: string;
}

export interface S3Options extends ServiceOptions, S3Fields {
  /** The bucket's region, which its ARN does not say. */
  region: pulumi.Input<string>;
  /** @default "GetObject" */
  action?: S3Action;
  /** The ARN of the KMS key that the objects are encrypted with. @default S3's own key */
  encryptionKeyArn?: pulumi.Input<string>;
}

/**
 * Reads, writes or deletes one object of a bucket, without a function between (AWS). REST APIs only; binary objects need
 * `binaryMediaTypes` on the API.
 *
 * @param bucket the bucket, a reference with its ARN, or its ARN
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-s3.html
 */
export function s3(bucket: ArnInput, options: S3Options): IntegrationSpec {
  return { kind: "s3", ...arnTarget(bucket), ...options };
}

const service = serviceKind({
  target: { service: "s3", resource: /^[a-z0-9.-]+$/, what: "a bucket", pass: "the bucket itself" },
  actions: {
    GetObject: objectAction("GetObject", "GET", "200", ["kms:Decrypt"]),
    PutObject: objectAction("PutObject", "PUT", "200", ["kms:GenerateDataKey"]),
    DeleteObject: objectAction("DeleteObject", "DELETE", "204", []),
  },
  problems: regionProblems,
});

export const s3Kind = {
  ...service,
  forRest: (spec: IntegrationSpec) => ({
    ...service.forRest?.(spec),
    region: spec.region,
    passthroughBehavior: spec.passthroughBehavior ?? ("when_no_match" as const),
  }),
  pathParameters: (spec: IntegrationSpec) => [keyParameter(spec)],
};

function objectAction(name: S3Action, method: string, status: string, keyActions: string[]): ServiceAction {
  return {
    iamAction: `s3:${name}`,
    // The request brings the object's key.
    resources: (spec) => [pulumi.interpolate`${spec.targetArn}/${spec.keyPrefix ?? ""}*`],
    ...(keyActions.length === 0 ? {} : { keyActions }),
    rest: (spec) => ({
      service: "s3",
      method,
      servicePath: pulumi.interpolate`${partOfArn(spec.targetArn ?? "", ({ resource }) => resource)}/${spec.keyPrefix ?? ""}{key}`,
      requestParameters: {
        "integration.request.path.key": `method.request.path.${keyParameter(spec)}`,
        ...(name === "PutObject"
          ? { "integration.request.header.Content-Type": "method.request.header.Content-Type" }
          : {}),
      },
      responses: [
        {
          statusCode: status,
          ...(name === "GetObject" ? { headers: { "Content-Type": "integration.response.header.Content-Type" } } : {}),
        },
        { statusCode: "404", selectionPattern: "40[34]", templates: NOT_FOUND },
        {
          statusCode: "502",
          selectionPattern: "5\\d{2}",
          templates: { "application/json": '{"message":"Bad Gateway"}' },
        },
      ],
    }),
  };
}

/** Without s3:ListBucket S3 answers 403 where there is no such object. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
const NOT_FOUND = { "application/json": '{"message":"Not Found"}' };

function keyParameter(spec: IntegrationSpec): string {
  return spec.keyParameter ?? "key";
}

function regionProblems({ region }: IntegrationSpec, argument: string): Problem[] {
  return region === undefined
    ? [{ argument: `${argument}.region`, expected: "the bucket's region", fix: "pass { region: bucket.region }" }]
    : [];
}
