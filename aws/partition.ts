/**
 * The domain that a partition's service endpoints are under.
 * @see https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
export function dnsSuffix(partition: string): string {
  return DNS_SUFFIXES[partition] ?? "amazonaws.com";
}

const DNS_SUFFIXES: Readonly<Record<string, string>> = {
  aws: "amazonaws.com",
  "aws-us-gov": "amazonaws.com",
  "aws-cn": "amazonaws.com.cn",
  "aws-eusc": "amazonaws.eu",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-iso-e": "cloud.adc-e.uk",
  "aws-iso-f": "csp.hci.ic.gov",
};

/** The partition that a region belongs to. */
export function partitionOf(region: string): string {
  const found = PARTITION_OF_PREFIX.find(([prefix]) => region.startsWith(prefix));
  return found === undefined ? "aws" : found[1];
}

const PARTITION_OF_PREFIX: readonly (readonly [string, string])[] = [
  ["us-gov-", "aws-us-gov"],
  ["cn-", "aws-cn"],
  ["eusc-", "aws-eusc"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
];
