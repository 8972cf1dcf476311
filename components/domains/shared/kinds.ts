import { DomainEndpoint, type DomainSettings } from "./args";

/** Returns whether only VPC endpoints reach the domain. */
export function isPrivate(args: DomainSettings): boolean {
  return args.endpoint === DomainEndpoint.private;
}

/** Returns whether the security policy is one of those that AWS has for REST APIs alone. */
export function isEnhanced(args: DomainSettings): boolean {
  return args.securityPolicy?.startsWith("SecurityPolicy_") ?? false;
}
