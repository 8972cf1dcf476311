import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";
import { isDeferred, type Problem } from "../../shared/problems";
import type { DomainContext } from "./certificate";
import type { DomainAddress } from "./domain-name";
import { isPrivate } from "../shared/domain-shape";

/** How Route 53 chooses among records of one name. */
export const RoutingPolicy = { latency: "latency", weighted: "weighted", failover: "failover" } as const;
export type RoutingPolicy = (typeof RoutingPolicy)[keyof typeof RoutingPolicy];

/** Which one of a failover pair a record is. */
export const FailoverRole = { primary: "PRIMARY", secondary: "SECONDARY" } as const;
export type FailoverRole = (typeof FailoverRole)[keyof typeof FailoverRole];

/** One of several records of the same name. */
export interface RecordRoutingArgs {
  /** How Route 53 chooses: by the client's latency, by weight, or the secondary where the primary fails. */
  policy: RoutingPolicy;
  /** What tells this record from the others of the name. @default the region */
  setIdentifier?: string;
  /** The record's share of all weights, 0 to 255. @default 100, with the weighted policy */
  weight?: pulumi.Input<number>;
  /** Which one of the pair this is, with the failover policy. @default "PRIMARY" */
  failover?: FailoverRole;
  /** The Route 53 health check that takes the record out. @default only API Gateway's own health */
  healthCheckId?: pulumi.Input<string>;
}

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

/** A private domain's name leads to the VPC endpoint. */
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

/** What is wrong with the arguments of one routed record. */
export function recordRoutingProblems(chosen: RecordRoutingArgs | undefined, argument: string): Problem[] {
  if (chosen === undefined) {
    return [];
  }
  const { policy, weight, failover } = chosen;
  const policies = Object.values(RoutingPolicy);
  return [
    ...(policies.includes(policy)
      ? []
      : [
          {
            argument: `${argument}.policy`,
            received: policy,
            expected: `one of ${policies.join(", ")}`,
            fix: "choose one",
          },
        ]),
    ...(weight !== undefined && policy !== RoutingPolicy.weighted
      ? [{ argument: `${argument}.weight`, expected: "a weight with the weighted policy only", fix: "remove it" }]
      : []),
    ...(weight !== undefined && !isDeferred(weight) && !(Number.isInteger(weight) && weight >= 0 && weight <= 255)
      ? [
          {
            argument: `${argument}.weight`,
            received: weight,
            expected: "a whole number from 0 to 255",
            fix: "scale it",
          },
        ]
      : []),
    ...(failover !== undefined && policy !== RoutingPolicy.failover
      ? [{ argument: `${argument}.failover`, expected: "a role with the failover policy only", fix: "remove it" }]
      : []),
  ];
}
