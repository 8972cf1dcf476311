import { X509Certificate } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as s3 from "@pulumi/aws/s3";
import { NAMES } from "../../../aws/names";
import { fittingName } from "../../shared/resource-names";
import { type Expectation, type Problems, validateOutput } from "../../shared/problems";
import type { MutualTlsArgs } from "../shared/args";
import type { DomainContext } from "./context";

/** The underlying resources of a truststore that was uploaded here. */
export interface TruststoreResources {
  bucket: s3.Bucket;
  versioning: s3.BucketVersioning;
  publicAccessBlock: s3.BucketPublicAccessBlock;
  object: s3.BucketObjectv2;
}

/** A truststore, pinned to one version. */
export interface Truststore {
  truststoreUri: pulumi.Input<string>;
  truststoreVersion: pulumi.Input<string> | undefined;
  resources: TruststoreResources | undefined;
}

const SOURCE = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html";

/**
 * The truststore of a domain with mutual TLS. The version is pinned: API Gateway reads the object when the domain changes
 * and never by itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
 */
export function truststore(context: DomainContext): Truststore | undefined {
  const { args } = context;
  if (args.mutualTls === undefined) {
    return undefined;
  }
  const { pem, truststoreUri, truststoreVersion } = args.mutualTls;
  return pem === undefined
    ? { truststoreUri: truststoreUri ?? "", truststoreVersion, resources: undefined }
    : uploaded(context, pem);
}

function uploaded(context: DomainContext, pem: pulumi.Input<string>): Truststore {
  const { name, component, args, place, opts } = context;
  const region = place.override;
  // the bucket holds nothing but old and new versions of this text, which would keep it from being destroyed
  const bucket = new s3.Bucket(
    fittingName(`${name}-truststore`, NAMES.bucket),
    { forceDestroy: true, region, tags: args.tags },
    opts,
  );
  const versioning = new s3.BucketVersioning(
    `${name}-truststore-versioning`,
    { bucket: bucket.id, versioningConfiguration: { status: "Enabled" }, region },
    opts,
  );
  const publicAccessBlock = new s3.BucketPublicAccessBlock(
    `${name}-truststore-public-access`,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      region,
    },
    opts,
  );
  const content = validateOutput<string>(component, "mutualTls.pem", pem, checkPem);
  const object = new s3.BucketObjectv2(
    `${name}-truststore-pem`,
    { bucket: bucket.id, key: "truststore.pem", content, contentType: "application/x-pem-file", region },
    { ...opts, dependsOn: [versioning] },
  );
  return {
    truststoreUri: pulumi.interpolate`s3://${bucket.id}/${object.key}`,
    truststoreVersion: object.versionId,
    resources: { bucket, versioning, publicAccessBlock, object },
  };
}

/** Checks the arguments of mutual TLS by themselves. */
export function checkMutualTls(problems: Problems, mutualTls: MutualTlsArgs | undefined): void {
  if (mutualTls === undefined) {
    return;
  }
  const { pem, truststoreUri, truststoreVersion } = mutualTls;
  const given = [pem, truststoreUri].filter((value) => value !== undefined).length;
  problems.unless(given === 1, "", {
    expected: "either pem or truststoreUri",
    fix: given === 0 ? "give the authorities' certificates as pem" : "leave one of the two out",
  });
  problems.unless(pem === undefined || truststoreVersion === undefined, "truststoreVersion", {
    expected: "no version with pem, which is pinned",
    fix: "remove it",
  });
  problems.known<string>("pem", pem, checkPem);
  problems.known<string>("truststoreUri", truststoreUri, (received) =>
    /^s3:\/\/[a-z0-9.-]{3,63}\/.+$/.test(received)
      ? undefined
      : { received, expected: "s3://bucket/key", fix: "upload it to S3" },
  );
}

/** The text itself is never in the message: it may have a key in it. */
function checkPem(text: string): Expectation | undefined {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return { expected: "certificates only, no private key", fix: "remove the key; API Gateway needs none" };
  }
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) {
    const expected = `at least one certificate between "-----BEGIN CERTIFICATE-----" and its END line (${SOURCE})`;
    return { expected, fix: "give the text of the file, not its path" };
  }
  const broken = blocks.findIndex((block) => !isCertificate(block));
  return broken === -1
    ? undefined
    : {
        received: `certificate ${broken + 1} of ${blocks.length}`,
        expected: "an X.509 certificate",
        fix: "export it again as PEM",
      };
}

function isCertificate(block: string): boolean {
  try {
    return new X509Certificate(block).subject !== "";
  } catch {
    return false;
  }
}
