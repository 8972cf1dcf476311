import { hasEdgeEndpoints, hasNoEnhancedPolicies } from "../../aws/constraints/rules/partitions";
import { partitionOf } from "../../aws/partition";
import { isEnhancedSecurityPolicy } from "../../aws/security-policies";
import { EndpointType } from "./endpoint";
import type { Problems } from "./problems";
import type * as pulumi from "@pulumi/pulumi";

/** The arguments of an API or a domain that a partition may not support. */
interface PartitionArgs {
  endpointType?: EndpointType;
  securityPolicy?: pulumi.Input<string>;
}

/**
 * Checks that the partition of a region has the endpoint and the security policy.
 *
 * @param what the owner of the endpoint, such as `domain`
 * @param region the region as far as it is known in plain text
 */
export function checkPartition(
  problems: Problems,
  args: PartitionArgs,
  what: string,
  region: string | undefined,
): void {
  if (region === undefined) {
    return;
  }
  problems.unless(args.endpointType !== EndpointType.edge || hasEdgeEndpoints(region), "endpointType", {
    received: args.endpointType,
    expected: `a Regional ${what} in ${region}: the partition ${partitionOf(region)} has no edge-optimized ${what}s`,
    fix: "leave it out",
  });
  problems.known<string>("securityPolicy", args.securityPolicy, (received) =>
    isEnhancedSecurityPolicy(received) && hasNoEnhancedPolicies(region)
      ? {
          received,
          expected: `TLS_1_2 in ${region}: AWS GovCloud (US) has no policies that start with SecurityPolicy_`,
          fix: "leave it out",
        }
      : undefined,
  );
}
