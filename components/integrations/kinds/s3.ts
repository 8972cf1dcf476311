import * as pulumi from "@pulumi/pulumi";
import { defined } from "../../../language/defined";
import { type ArnForm, type ArnInput, arnTarget, partOfArn } from "../arn-target";
import {
  KEY_FIELDS,
  type KeyFields,
  REST_SERVICE_FIELDS,
  type RestServiceFields,
  SERVICE_FIELDS,
  type ServiceFields,
} from "../service-fields";
import { type ServiceAction, serviceKind } from "../service-kind";

/** The actions of a bucket. */
export const S3Action = { getObject: "GetObject", putObject: "PutObject", deleteObject: "DeleteObject" } as const;
export type S3Action = (typeof S3Action)[keyof typeof S3Action];

/** An integration with the objects of a bucket. */
export interface S3Integration extends ServiceFields<"s3">, RestServiceFields, KeyFields {
  /**
   * The bucket's region, which its ARN does not have.
   * @example "eu-west-1"
   */
  region: pulumi.Input<string>;
  /**
   * The action of the bucket.
   *
   * @default "GetObject"
   * @example
   * ```ts
   * s3(pictures, { region: "eu-west-1", action: "PutObject" });
   * ```
   */
  action?: S3Action;
  /**
   * The route's path parameter that is the object's key. @default "key"
   * @example "file"
   */
  keyParameter?: string;
  /**
   * A prefix that is put before the key, with a slash at its end: only objects under it can be reached. @default none
   * @example "public/"
   */
  keyPrefix?: string;
}

/** The options of an integration with a bucket. */
export type S3Options = Omit<S3Integration, "kind" | "targetArn" | "targetName">;

/**
 * Reads, writes or deletes one object of a bucket, without a Lambda function (AWS). REST APIs only; binary objects need
 * `binaryMediaTypes` on the API.
 *
 * @param bucket the bucket, a reference with its ARN, or its ARN
 * @example
 * ```ts
 * const pictures = new aws.s3.Bucket("pictures");
 * new RestApi("shop", {
 *   defaultAuthorizer: iam(),
 *   binaryMediaTypes: ["image/png"],
 *   routes: { "GET /pictures/{key}": s3(pictures, { region: pictures.region, keyPrefix: "public/" }) },
 * });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-s3.html
 */
export function s3(bucket: ArnInput, options: S3Options): S3Integration {
  return { kind: "s3", ...arnTarget(bucket), ...options };
}

const BUCKET: ArnForm = { service: "s3", resource: /^[a-z0-9.-]+$/, what: "a bucket", pass: "the bucket itself" };

export const s3Kind = serviceKind<S3Integration>({
  fields: {
    ...SERVICE_FIELDS(BUCKET),
    ...REST_SERVICE_FIELDS,
    ...KEY_FIELDS,
    region: { named: true, required: { expected: "the bucket's region", fix: "pass { region: bucket.region }" } },
    action: { plain: true },
    keyParameter: { plain: true },
    keyPrefix: { plain: true },
  },
  target: BUCKET,
  actions: {
    GetObject: objectAction("GetObject", "GET", "200", ["kms:Decrypt"]),
    PutObject: objectAction("PutObject", "PUT", "200", ["kms:GenerateDataKey"]),
    DeleteObject: objectAction("DeleteObject", "DELETE", "204", []),
  },
  pathParameters: (spec) => [keyParameter(spec)],
  example: {
    kind: "s3",
    targetArn: "arn:aws:s3:::pictures",
    region: "eu-west-1",
    keyPrefix: "in/",
    encryptionKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
  },
});

function objectAction(
  name: S3Action,
  method: string,
  status: string,
  keyActions: string[],
): ServiceAction<S3Integration> {
  return {
    iamAction: `s3:${name}`,
    // The request brings the object's key.
    resources: (spec) => [pulumi.interpolate`${spec.targetArn}/${spec.keyPrefix ?? ""}*`],
    keyActions: keyActions.length === 0 ? undefined : keyActions,
    rest: (spec) => ({
      service: "s3",
      region: spec.region,
      passthroughBehavior: "when_no_match",
      method,
      servicePath: pulumi.interpolate`${partOfArn(spec.targetArn, ({ resource }) => resource)}/${spec.keyPrefix ?? ""}{key}`,
      requestParameters: defined({
        "integration.request.path.key": `method.request.path.${keyParameter(spec)}`,
        "integration.request.header.Content-Type":
          name === "PutObject" ? "method.request.header.Content-Type" : undefined,
      }),
      responses: [
        {
          statusCode: status,
          headers: name === "GetObject" ? { "Content-Type": "integration.response.header.Content-Type" } : undefined,
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

function keyParameter(spec: S3Integration): string {
  return spec.keyParameter ?? "key";
}
