import { isEnhancedSecurityPolicy } from "../../../aws/security-policies";
import { EndpointType } from "../../shared/endpoint";
import type { DomainSettings } from "./args";

/** Returns whether only VPC endpoints reach the domain. */
export function isPrivate(args: DomainSettings): boolean {
  return args.endpointType === EndpointType.private;
}

/** Returns whether clients reach the domain through CloudFront. */
export function isEdge(args: DomainSettings): boolean {
  return args.endpointType === EndpointType.edge;
}

/** Returns whether the security policy is one of those that AWS has for REST APIs alone. */
export function isEnhanced(args: DomainSettings): boolean {
  return args.securityPolicy !== undefined && isEnhancedSecurityPolicy(args.securityPolicy);
}
