/**
 * The security policies of REST APIs and custom domain names, by type of endpoint.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 */
export const SECURITY_POLICIES_PAGE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html";

const LEGACY = ["TLS_1_0", "TLS_1_2"];

/** The policies of Regional and private endpoints. */
export const REGIONAL_SECURITY_POLICIES: readonly string[] = [
  ...LEGACY,
  "SecurityPolicy_TLS13_1_3_2025_09",
  "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
  "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_2021_06",
];

/** The policies of edge-optimized endpoints. */
export const EDGE_SECURITY_POLICIES: readonly string[] = [
  ...LEGACY,
  "SecurityPolicy_TLS13_2025_EDGE",
  "SecurityPolicy_TLS12_PFS_2025_EDGE",
  "SecurityPolicy_TLS12_2018_EDGE",
];

/**
 * Returns whether a policy is an enhanced one, which only REST APIs support and which needs an endpoint access mode.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
 */
export function isEnhancedSecurityPolicy(policy: string): boolean {
  return policy.startsWith("SecurityPolicy_");
}
