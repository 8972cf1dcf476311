/**
 * The region of the certificates that CloudFront serves, of edge-optimized APIs' domains too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html
 */
export const CLOUDFRONT_CERTIFICATE_REGION = "us-east-1";

/**
 * Returns the Route 53 hosted zone of every CloudFront distribution, and so of edge-optimized domains.
 * https://docs.aws.amazon.com/general/latest/gr/cf_region.html
 */
export function cloudFrontHostedZoneId(partition: string): string {
  return partition === "aws-cn" ? "Z3RFFRIM2A3IF5" : "Z2FDTNDATAQYW2";
}
