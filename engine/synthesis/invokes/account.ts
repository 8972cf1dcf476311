import { formatArn } from "../../../aws/arn";
import type { PropertyValue } from "../../graph/value";
import { dnsSuffix, partitionOf } from "../../../aws/partition";
import type { SynthesisContext } from "../context";
import type { Invoke } from "./invoke";

/**
 * The account, region and partition of the deployment.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html
 */
export const accountInvokes: Readonly<Record<string, Invoke>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_args, { account, partition }) => ({
    accountId: account,
    arn: formatArn({ partition, account }, "iam", "user/gatewright"),
    id: account,
    userId: "AIDAGATEWRIGHT0000000",
  }),
  "aws:index/getRegion:getRegion": (args, context) => {
    const region = textOf(args.region) ?? textOf(args.name) ?? context.region;
    return {
      description: REGION_NAMES[region] ?? region,
      endpoint: `ec2.${region}.${dnsSuffix(partitionOf(region))}`,
      id: region,
      name: region,
      region,
    };
  },
  "aws:index/getRegions:getRegions": (args, { partition }) => ({
    ...args,
    id: partition,
    names: Object.keys(REGION_NAMES).filter((region) => partitionOf(region) === partition),
  }),
  "aws:index/getPartition:getPartition": (_args, { partition }) => ({
    dnsSuffix: dnsSuffix(partition),
    id: partition,
    partition,
    reverseDnsPrefix: dnsSuffix(partition).split(".").reverse().join("."),
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, context) => {
    const region = regionOf(args, context);
    const excluded = Array.isArray(args.excludeNames) ? args.excludeNames : [];
    const letters = (ZONE_LETTERS[region] ?? "abc").split("").filter((letter) => !excluded.includes(region + letter));
    return {
      ...args,
      groupNames: [region],
      id: region,
      names: letters.map((letter) => region + letter),
      region,
      zoneIds: letters.map((letter) => `${shortRegion(region)}-az${letter.charCodeAt(0) - 96}`),
    };
  },
};

/** The region of an invoke: its own argument or the provider's. */
export function regionOf(args: Record<string, PropertyValue>, context: SynthesisContext): string {
  return textOf(args.region) ?? context.region;
}

export function textOf(value: PropertyValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** `us-east-1` in a zone's id is `use1`. */
function shortRegion(region: string): string {
  const [area = "", ...rest] = region.split("-");
  const number = rest.pop() ?? "";
  return area + rest.map((direction) => DIRECTIONS[direction] ?? direction[0] ?? "").join("") + number;
}

const DIRECTIONS: Readonly<Record<string, string>> = {
  northeast: "ne",
  southeast: "se",
  gov: "g",
};

/** Regions whose zones are not a, b, c for every account. */
const ZONE_LETTERS: Readonly<Record<string, string>> = {
  "us-east-1": "abcdef",
  "us-west-1": "ab",
  "us-west-2": "abcd",
  "ap-northeast-1": "acd",
  "ap-northeast-2": "abcd",
  "ca-central-1": "abd",
};

const REGION_NAMES: Readonly<Record<string, string>> = {
  "af-south-1": "Africa (Cape Town)",
  "ap-east-1": "Asia Pacific (Hong Kong)",
  "ap-northeast-1": "Asia Pacific (Tokyo)",
  "ap-northeast-2": "Asia Pacific (Seoul)",
  "ap-northeast-3": "Asia Pacific (Osaka)",
  "ap-south-1": "Asia Pacific (Mumbai)",
  "ap-south-2": "Asia Pacific (Hyderabad)",
  "ap-southeast-1": "Asia Pacific (Singapore)",
  "ap-southeast-2": "Asia Pacific (Sydney)",
  "ap-southeast-3": "Asia Pacific (Jakarta)",
  "ap-southeast-4": "Asia Pacific (Melbourne)",
  "ap-southeast-5": "Asia Pacific (Malaysia)",
  "ca-central-1": "Canada (Central)",
  "ca-west-1": "Canada West (Calgary)",
  "cn-north-1": "China (Beijing)",
  "cn-northwest-1": "China (Ningxia)",
  "eu-central-1": "Europe (Frankfurt)",
  "eu-central-2": "Europe (Zurich)",
  "eu-north-1": "Europe (Stockholm)",
  "eu-south-1": "Europe (Milan)",
  "eu-south-2": "Europe (Spain)",
  "eu-west-1": "Europe (Ireland)",
  "eu-west-2": "Europe (London)",
  "eu-west-3": "Europe (Paris)",
  "il-central-1": "Israel (Tel Aviv)",
  "me-central-1": "Middle East (UAE)",
  "me-south-1": "Middle East (Bahrain)",
  "sa-east-1": "South America (Sao Paulo)",
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-gov-east-1": "AWS GovCloud (US-East)",
  "us-gov-west-1": "AWS GovCloud (US-West)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
};
