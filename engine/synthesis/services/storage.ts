import { formatArn } from "../../../aws/arn";
import { s3WebsiteHostedZoneId } from "../hosted-zone";
import type { Formula, ResourceShape, Service } from "../shape";
import type { ResourceView } from "../view";

/** A bucket's own outputs, for both generations of the resource. */
const bucket: ResourceShape = {
  id: (r) => r.text("bucket"),
  defaults: { forceDestroy: false },
  computed: {
    acl: () => "private",
    arn: bucketArn,
    bucketDomainName: (r) => `${r.text("bucket")}.s3.${r.dnsSuffix}`,
    bucketRegion: (r) => r.region,
    bucketRegionalDomainName: (r) => `${r.text("bucket")}.s3.${r.region}.${r.dnsSuffix}`,
    hostedZoneId: (r) => s3WebsiteHostedZoneId(r.region) ?? `Z${r.identifiers.upper(13)}`,
    objectLockEnabled: () => false,
    requestPayer: () => "BucketOwner",
  },
  tagged: true,
};

const bucketObject: ResourceShape = {
  id: (r) => `${r.text("bucket")}/${r.text("key")}`,
  computed: {
    arn: (r) => `${bucketArn(r)}/${r.text("key")}`,
    contentType: () => "application/octet-stream",
    etag: (r) => r.identifiers.hex(32),
    serverSideEncryption: () => "AES256",
    storageClass: () => "STANDARD",
    versionId,
  },
  tagged: true,
};

/** Each text of an object has a version of its own where the bucket keeps versions. */
function versionId(r: ResourceView): string {
  const versioning = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"]
    .map((type) => r.related(type, r.text("bucket")))
    .find((found) => found !== undefined);
  return versioning === undefined ? "" : r.identifiers.mixed(32, r.text("content") + r.text("contentBase64"));
}

/** A resource that configures a bucket and is known by its name. */
const ofBucket: ResourceShape = { id: (r) => r.text("bucket") };

const website: ResourceShape = {
  ...ofBucket,
  computed: {
    websiteDomain: (r) => `s3-website-${r.region}.${r.dnsSuffix}`,
    websiteEndpoint: (r) => `${r.text("bucket")}.s3-website-${r.region}.${r.dnsSuffix}`,
  },
};

const tableArn: Formula = (r) => r.arn("dynamodb", `table/${r.text("name")}`);

/**
 * Buckets and tables.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html (ARNs)
 */
export const storage: Service = {
  resources: {
    "aws:s3/bucket:Bucket": bucket,
    "aws:s3/bucketV2:BucketV2": bucket,
    "aws:s3/bucketObject:BucketObject": bucketObject,
    "aws:s3/bucketObjectv2:BucketObjectv2": bucketObject,
    "aws:s3/bucketPolicy:BucketPolicy": ofBucket,
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket,
    "aws:s3/bucketNotification:BucketNotification": ofBucket,
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket,
    "aws:s3/bucketVersioning:BucketVersioning": ofBucket,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ofBucket,
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": website,
    // the names that version 6 of the provider has for them
    "aws:s3/bucketVersioningV2:BucketVersioningV2": ofBucket,
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2": ofBucket,
    "aws:s3/bucketAclV2:BucketAclV2": ofBucket,
    "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2": ofBucket,
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": ofBucket,
    "aws:s3/bucketLoggingV2:BucketLoggingV2": ofBucket,
    "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2": website,
    "aws:dynamodb/table:Table": {
      id: (r) => r.text("name"),
      defaults: { billingMode: "PROVISIONED", deletionProtectionEnabled: false, tableClass: "STANDARD" },
      computed: {
        arn: tableArn,
        readCapacity: () => 0,
        streamArn: (r) =>
          r.value("streamEnabled") === true
            ? `${r.arn("dynamodb", `table/${r.text("name")}`)}/stream/2024-01-01T00:00:00.000`
            : "",
        streamLabel: (r) => (r.value("streamEnabled") === true ? "2024-01-01T00:00:00.000" : ""),
        streamViewType: () => "",
        writeCapacity: () => 0,
      },
      tagged: true,
    },
    "aws:dynamodb/tableItem:TableItem": {
      id: (r) => `${r.text("tableName")}|${r.text("hashKey")}|${r.identifiers.hex(8)}`,
    },
  },
};

function bucketArn(r: ResourceView): string {
  return formatArn({ partition: r.partition }, "s3", r.text("bucket"));
}
