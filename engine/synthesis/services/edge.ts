import { formatArn } from "../../../aws/arn";
import { cloudFrontHostedZoneId } from "../../../aws/cloudfront";
import type { Service } from "../shape";
import type { ResourceView } from "../view";

/**
 * CloudFront.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html (ARNs)
 */
export const cloudfront: Service = {
  global: true,
  resources: {
    "aws:cloudfront/distribution:Distribution": {
      id: (r) => `E${r.identifiers.upper(13)}`,
      defaults: { httpVersion: "http2", priceClass: "PriceClass_All", retainOnDelete: false, waitForDeployment: true },
      computed: {
        arn: (r) => r.globalArn("cloudfront", `distribution/${r.id}`),
        callerReference: (r) => `terraform-${r.identifiers.digits(26)}`,
        domainName: (r) => `d${r.identifiers.lower(13)}.cloudfront.net`,
        etag: (r) => `E${r.identifiers.upper(12, "etag")}`,
        hostedZoneId: (r) => cloudFrontHostedZoneId(r.partition),
        inProgressValidationBatches: () => 0,
        lastModifiedTime: () => "2024-01-01 00:00:00 +0000 UTC",
        loggingV1Enabled: (r) => r.has("loggingConfig"),
        status: () => "Deployed",
        trustedKeyGroups: () => [{ enabled: false }],
        trustedSigners: () => [{ enabled: false }],
      },
      tagged: true,
    },
    "aws:cloudfront/originAccessControl:OriginAccessControl": {
      id: (r) => `E${r.identifiers.upper(13)}`,
      defaults: { description: "Managed by Pulumi" },
      computed: {
        arn: (r) => r.globalArn("cloudfront", `origin-access-control/${r.id}`),
        etag: (r) => `E${r.identifiers.upper(12, "etag")}`,
      },
    },
    "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": {
      id: (r) => `E${r.identifiers.upper(13)}`,
      computed: {
        arn: (r) => r.globalArn("cloudfront", `origin-access-identity/${r.id}`),
        callerReference: (r) => `terraform-${r.identifiers.digits(26)}`,
        cloudfrontAccessIdentityPath: (r) => `origin-access-identity/cloudfront/${r.id}`,
        etag: (r) => `E${r.identifiers.upper(12, "etag")}`,
        iamArn: ({ partition, id }) =>
          formatArn({ partition, account: "cloudfront" }, "iam", `user/CloudFront Origin Access Identity ${id}`),
        s3CanonicalUserId: (r) => r.identifiers.hex(96),
      },
    },
  },
};

/**
 * Web access control lists.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html (ARNs)
 */
export const wafv2: Service = {
  resources: {
    "aws:wafv2/webAcl:WebAcl": {
      id: (r) => r.identifiers.uuid(),
      computed: {
        applicationIntegrationUrl: () => "",
        arn: (r) => scopedArn(r, "webacl"),
        capacity: () => 0,
        lockToken: (r) => r.identifiers.uuid("lock"),
      },
      tagged: true,
    },
    "aws:wafv2/webAclAssociation:WebAclAssociation": {
      id: (r) => `${r.text("webAclArn")},${r.text("resourceArn")}`,
    },
    "aws:wafv2/ipSet:IpSet": {
      id: (r) => r.identifiers.uuid(),
      computed: { arn: (r) => scopedArn(r, "ipset"), lockToken: (r) => r.identifiers.uuid("lock") },
      tagged: true,
    },
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
      id: (r) => r.text("resourceArn"),
    },
  },
};

/** Returns what CloudFront uses lives in us-east-1 and is global. */
function scopedArn(r: ResourceView, kind: string): string {
  const scope = r.text("scope") === "CLOUDFRONT" ? "global" : "regional";
  return r.arn("wafv2", `${scope}/${kind}/${r.text("name")}/${r.id}`);
}
