import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";
import { FailoverRole, RoutingPolicy } from "../shared/args";
import { isPrivate } from "../shared/kinds";
import type { DomainAddress, DomainContext } from "./context";

const TYPES = ["A", "AAAA"] as const;

/**
 * The records that lead clients to the domain: aliases, which cost nothing and follow the endpoint's addresses.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-api-gateway.html
 */
export function aliasRecords(
  context: DomainContext,
  address: DomainAddress | undefined,
): Record<string, route53.Record> {
  const { name, args, opts } = context;
  const { hostedZoneId: zoneId } = args;
  const target = isPrivate(args) ? endpointAddress(context) : address;
  if (zoneId === undefined || target === undefined || args.aliasRecords === false) {
    return {};
  }
  const records = TYPES.map((type): [string, route53.Record] => [
    type,
    new route53.Record(
      `${name}-alias-${type.toLowerCase()}`,
      {
        zoneId,
        name: args.domainName,
        type,
        aliases: [
          {
            name: target.name,
            zoneId: target.hostedZoneId,
            evaluateTargetHealth: args.recordRouting !== undefined,
          },
        ],
        ...routing(context),
      },
      { ...opts, provider: args.hostedZoneProvider ?? opts.provider },
    ),
  ]);
  return Object.fromEntries(records);
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html */
function routing({ args, place }: DomainContext): Partial<route53.RecordArgs> {
  const { recordRouting: chosen } = args;
  if (chosen === undefined) {
    return {};
  }
  const region = place.region.apply((found) => found ?? "");
  const shared = { setIdentifier: chosen.setIdentifier ?? place.plain ?? region, healthCheckId: chosen.healthCheckId };
  switch (chosen.policy) {
    case RoutingPolicy.latency:
      return { ...shared, latencyRoutingPolicies: [{ region: place.plain ?? region }] };
    case RoutingPolicy.weighted:
      return { ...shared, weightedRoutingPolicies: [{ weight: chosen.weight ?? 100 }] };
    case RoutingPolicy.failover:
      return { ...shared, failoverRoutingPolicies: [{ type: chosen.failover ?? FailoverRole.primary }] };
  }
}

/** A private domain's name routes to the VPC endpoint. */
function endpointAddress({ args }: DomainContext): DomainAddress | undefined {
  const entries = args.vpcEndpoints?.find(({ dnsEntries }) => dnsEntries !== undefined)?.dnsEntries;
  if (entries === undefined) {
    return undefined;
  }
  const first = pulumi.output(entries).apply((known) => known[0]);
  return {
    name: first.apply((entry) => entry?.dnsName ?? ""),
    hostedZoneId: first.apply((entry) => entry?.hostedZoneId ?? ""),
  };
}
