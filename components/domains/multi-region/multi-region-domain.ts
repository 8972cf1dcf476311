import * as pulumi from "@pulumi/pulumi";
import * as route53 from "@pulumi/aws/route53";
import { acceptedByAws } from "../../shared/accepted-by-aws";
import { dnsSuffix, partitionOf } from "../../../aws/partition";
import { apiMetadata } from "../../shared/api-metadata";
import { DEFAULT_STAGE } from "../../shared/stages";
import { checkArgumentNames } from "../../shared/arguments";
import { Problems, throwIfInvalid } from "../../shared/problems";
import { CustomDomain } from "../custom-domain/custom-domain";
import { mappingPath } from "../shared/mapping-path";
import type { MultiRegionDomainArgs } from "./args";
import { planRegions, type RegionPlan } from "./plan";
import { renamed } from "../../shared/renamed";

/**
 * The same API in several regions behind one name, with a certificate and a domain in each region.
 *
 * @example
 * ```ts
 * new MultiRegionDomain("api", {
 *   domainName: "api.example.com",
 *   hostedZoneId: zone.zoneId,
 *   regions: { "eu-west-1": { api: european }, "us-east-1": { api: american } },
 *   healthCheck: { path: "/health" },
 * });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/dns-failover.html
 */
export class MultiRegionDomain extends pulumi.ComponentResource {
  /** The URL of the API, without a slash at the end. */
  readonly url: pulumi.Output<string>;
  /** The endpoint of each region that the records route to, by region. */
  readonly targetDomainNames: pulumi.Output<Record<string, string>>;
  /** The health check of each region, by region; none where Route 53 asks API Gateway alone. */
  readonly healthCheckIds: pulumi.Output<Record<string, string>>;
  /** The domain and the health check of each region, by region. */
  readonly resources: MultiRegionDomainResources;

  constructor(name: string, args: MultiRegionDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "gatewright:index:MultiRegionDomain",
      name,
      {},
      acceptedByAws(`MultiRegionDomain "${name}"`, renamed(name, opts)),
    );
    const problems = new Problems();
    checkArgumentNames(`MultiRegionDomain "${name}"`, problems, args, "MultiRegionDomainArgs");
    const regions = planRegions(args, problems);
    throwIfInvalid(`MultiRegionDomain "${name}"`, problems);

    const checks = healthChecks(name, args, regions, this);
    const domains = regionalDomains(name, regions, checks, this);
    const validationRecords = certificateRecords(name, args, domains, this);
    this.resources = { domains, healthChecks: checks.made, validationRecords };

    const path = mappingPath(args.path ?? "");
    this.url = pulumi.output(`https://${args.domainName}${path === "" ? "" : `/${path}`}`);
    this.targetDomainNames = pulumi.output(eachOf(domains, (domain) => domain.targetDomainName));
    this.healthCheckIds = pulumi.output(checks.ids);
    const { url, targetDomainNames, healthCheckIds } = this;
    this.registerOutputs({ url, targetDomainNames, healthCheckIds });
  }
}

/** The underlying resources of a MultiRegionDomain, by region. */
export interface MultiRegionDomainResources {
  domains: Record<string, CustomDomain>;
  healthChecks: Record<string, route53.HealthCheck>;
  /** The records that prove the certificates of all regions, by the name that a record proves. */
  validationRecords: Record<string, route53.Record>;
}

interface HealthChecks {
  made: Record<string, route53.HealthCheck>;
  /** Those made here and those that were given. */
  ids: Record<string, pulumi.Input<string>>;
}

/**
 * A check asks the API at its own URL: at the domain's name it would be routed to any region.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/dns-failover.html
 */
function healthChecks(
  name: string,
  args: MultiRegionDomainArgs,
  regions: RegionPlan[],
  parent: pulumi.Resource,
): HealthChecks {
  const { healthCheck, hostedZoneProvider: provider, tags } = args;
  const asked = healthCheck === undefined ? [] : regions.filter((planned) => planned.args.healthCheckId === undefined);
  const made = Object.fromEntries(
    asked.map(({ region, args: own }): [string, route53.HealthCheck] => {
      const stage = own.stage ?? Object.values(apiMetadata(own.api)?.stages ?? {})[0] ?? DEFAULT_STAGE;
      const inputs: route53.HealthCheckArgs = {
        type: "HTTPS",
        fqdn: pulumi.interpolate`${own.api.id}.execute-api.${region}.${dnsSuffix(partitionOf(region))}`,
        port: 443,
        resourcePath: pulumi
          .output(stage)
          .apply((known) => `${known === DEFAULT_STAGE ? "" : `/${known}`}/${mappingPath(healthCheck?.path ?? "")}`),
        failureThreshold: healthCheck?.failureThreshold ?? 3,
        requestInterval: healthCheck?.requestInterval ?? 30,
        tags,
      };
      return [region, new route53.HealthCheck(`${name}-${region}-health`, inputs, { parent, provider })];
    }),
  );
  const given = regions.flatMap(({ region, args: { healthCheckId } }) =>
    healthCheckId === undefined ? [] : [[region, healthCheckId] as const],
  );
  return { made, ids: { ...eachOf(made, (check) => check.id), ...Object.fromEntries(given) } };
}

function regionalDomains(
  name: string,
  regions: RegionPlan[],
  checks: HealthChecks,
  parent: pulumi.Resource,
): Record<string, CustomDomain> {
  const made = regions.map(({ region, domain }): [string, CustomDomain] => {
    const { recordRouting: routing } = domain;
    const recordRouting = routing && { ...routing, healthCheckId: checks.ids[region] };
    return [region, new CustomDomain(`${name}-${region}`, { ...domain, recordRouting }, { parent })];
  });
  return Object.fromEntries(made);
}

/**
 * Registers the records that prove the certificates. They follow from the account and the names alone, so that those of one
 * region prove the certificates of all. They are the component's and no region's: a region that is removed, or is no longer the
 * first, takes no record with it.
 * https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
function certificateRecords(
  name: string,
  { hostedZoneId: zoneId, hostedZoneProvider: provider }: MultiRegionDomainArgs,
  domains: Record<string, CustomDomain>,
  parent: pulumi.Resource,
): Record<string, route53.Record> {
  const records = new Map<string, route53.Record>();
  for (const { purpose, label, name: recordName, type, value } of Object.values(domains).flatMap(
    (domain) => domain.dnsRecords,
  )) {
    if (purpose === "validation" && !records.has(label)) {
      const inputs = { zoneId, name: recordName, type, ttl: 300, records: [value], allowOverwrite: true };
      records.set(label, new route53.Record(`${name}-validation-${label}`, inputs, { parent, provider }));
    }
  }
  return Object.fromEntries(records);
}

function eachOf<T, U>(all: Record<string, T>, of: (one: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(all).map(([key, one]) => [key, of(one)]));
}
