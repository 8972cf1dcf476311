import * as pulumi from "@pulumi/pulumi";
import { REST_API_LIMITS } from "../../aws/quotas";
import {
  EDGE_SECURITY_POLICIES,
  isEnhancedSecurityPolicy,
  REGIONAL_SECURITY_POLICIES,
  SECURITY_POLICIES_PAGE,
} from "../../aws/security-policies";
import { ApiKeySource } from "../shared/api-key-source";
import { EndpointAccessMode, EndpointType } from "../shared/endpoint";
import { IpAddressType } from "../shared/ip-address-type";
import { isDeferred, nearFix, type Problems } from "../shared/problems";
import { API_NAME, checkTags, checkText, DESCRIPTION } from "../shared/texts";
import type { PlainRestApiArgs } from "./args";

const LARGEST_COMPRESSION = REST_API_LIMITS.minimumCompressionSize.value;

/** Checks the settings of an API that need nothing but each other. */
export function checkRestSettings(problems: Problems, args: PlainRestApiArgs): void {
  const { minimumCompressionSize: size, endpointType } = args;
  problems.oneOf("endpointType", endpointType, Object.values(EndpointType));
  problems.oneOf("apiKeySource", args.apiKeySource, Object.values(ApiKeySource));
  problems.unless(
    size === undefined || (Number.isInteger(size) && size >= 0 && size <= LARGEST_COMPRESSION),
    "minimumCompressionSize",
    { received: size, expected: `0 to ${LARGEST_COMPRESSION} bytes`, fix: "leave it out for no compression" },
  );
  problems.unless(args.vpcEndpointIds === undefined || endpointType === "PRIVATE", "vpcEndpointIds", {
    expected: 'endpointType "PRIVATE" beside it',
    fix: "leave it out",
  });
  problems.oneOf("ipAddressType", args.ipAddressType, Object.values(IpAddressType));
  problems.known<string>("ipAddressType", args.ipAddressType, (received) =>
    endpointType === "PRIVATE" && received === "ipv4"
      ? { received, expected: '"dualstack" for a private API', fix: "leave it out" }
      : undefined,
  );
  checkSecurityPolicy(problems, args);
  checkText(problems, "name", args.name, API_NAME);
  checkText(problems, "description", args.description, DESCRIPTION);
  checkTags(problems.at("tags"), args.tags);
}

function checkSecurityPolicy(problems: Problems, args: PlainRestApiArgs): void {
  const { securityPolicy, endpointAccessMode, endpointType = "REGIONAL" } = args;
  problems.known<string>("securityPolicy", securityPolicy, (received) => {
    const allowed = endpointType === "EDGE" ? EDGE_SECURITY_POLICIES : REGIONAL_SECURITY_POLICIES;
    return allowed.includes(received)
      ? undefined
      : {
          received,
          expected: `one of ${allowed.join(", ")} (${SECURITY_POLICIES_PAGE})`,
          fix: nearFix(received, allowed, "leave it out for AWS's default"),
        };
  });
  problems.oneOf("endpointAccessMode", endpointAccessMode, Object.values(EndpointAccessMode));
  const isPlain =
    securityPolicy === undefined || (!isDeferred(securityPolicy) && !isEnhancedSecurityPolicy(securityPolicy));
  problems.unless(endpointAccessMode === undefined || !isPlain, "endpointAccessMode", {
    received: endpointAccessMode,
    expected: "a securityPolicy that starts with SecurityPolicy_ beside it",
    fix: "remove it, or choose such a policy",
  });
}

/**
 * Returns the endpoint access mode: AWS rejects an enhanced security policy without one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
 */
export function accessMode({
  securityPolicy,
  endpointAccessMode,
}: PlainRestApiArgs): pulumi.Input<EndpointAccessMode | undefined> {
  const modeOf = (policy: string | undefined): EndpointAccessMode | undefined =>
    policy !== undefined && isEnhancedSecurityPolicy(policy) ? EndpointAccessMode.strict : undefined;
  return (
    endpointAccessMode ??
    (isDeferred(securityPolicy) ? pulumi.output(securityPolicy).apply(modeOf) : modeOf(securityPolicy))
  );
}
