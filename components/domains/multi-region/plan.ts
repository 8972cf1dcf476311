import { defined } from "../../../language/defined";
import { FailoverRole, RoutingPolicy } from "../shared/args";
import type { CustomDomainArgs } from "../custom-domain/args";
import { apiMetadata } from "../../shared/api-metadata";
import { Problems } from "../../shared/problems";
import { planDomain } from "../custom-domain/plan";
import type { MultiRegionDomainArgs, RegionArgs } from "./args";

/** One region of a domain. */
export interface RegionPlan {
  region: string;
  args: RegionArgs;
  domain: CustomDomainArgs;
}

/** The domain of each region, and all that is wrong with them. */
export function planRegions(args: MultiRegionDomainArgs, problems: Problems): RegionPlan[] {
  const regions = Object.entries(args.regions).map(([region, own], index) => {
    return { region, args: own, domain: regionDomain(args, region, own, index) };
  });
  checkHealth(problems.at("healthCheck"), args.healthCheck);
  checkCount(problems, args);
  for (const planned of regions) {
    checkRegion(problems, args, planned);
  }
  return regions;
}

function regionDomain(args: MultiRegionDomainArgs, region: string, own: RegionArgs, index: number): CustomDomainArgs {
  const { domainName, hostedZoneId, hostedZoneProvider, ipAddressType, mutualTls, tags } = args;
  const policy = args.routing ?? RoutingPolicy.latency;
  return {
    domainName,
    hostedZoneId,
    hostedZoneProvider,
    ipAddressType,
    mutualTls,
    tags,
    region,
    certificateArn: own.certificateArn,
    // every region's certificate of a name is proved by the same record, which the component makes once
    validationRecords: false,
    mappings: { [args.path ?? ""]: { api: own.api, stage: own.stage } },
    recordRouting: defined({
      policy,
      setIdentifier: region,
      weight: own.weight,
      failover: policy === RoutingPolicy.failover ? (own.failover ?? roleOf(index)) : undefined,
    }),
  };
}

function roleOf(index: number): FailoverRole {
  return index === 0 ? FailoverRole.primary : FailoverRole.secondary;
}

function checkCount(problems: Problems, args: MultiRegionDomainArgs): void {
  const received = Object.keys(args.regions);
  problems.unless(received.length >= 2, "regions", {
    received,
    expected: "at least two regions",
    fix: "make a CustomDomain for one region",
  });
  problems.unless(args.routing !== RoutingPolicy.failover || received.length <= 2, "regions", {
    received,
    expected: "two regions with failover: a primary and a secondary",
    fix: 'use "latency" or "weighted" for more',
  });
}

function checkRegion(problems: Problems, args: MultiRegionDomainArgs, { region, args: own, domain }: RegionPlan): void {
  const argument = `regions[${JSON.stringify(region)}]`;
  problems.unless(/^[a-z]{2}(-[a-z]+)+-\d$/.test(region), "regions", {
    received: region,
    expected: "a region such as eu-west-1",
    fix: "write its code",
  });
  problems.unless(own.failover === undefined || args.routing === RoutingPolicy.failover, `${argument}.failover`, {
    expected: 'routing: "failover"',
    fix: "remove it",
  });
  const closed = apiMetadata(own.api)?.executeApiDisabled === true || args.mutualTls !== undefined;
  const unreachable = args.healthCheck !== undefined && own.healthCheckId === undefined && closed;
  problems.unless(!unreachable, `${argument}.healthCheckId`, {
    expected: "a health check of your own: the API's own URL is off, where Route 53 would ask",
    fix: "pass healthCheckId, such as that of a CloudWatch alarm's health check",
  });
  const found = new Problems();
  planDomain(domain, region, found);
  problems.include(found.all.map((problem) => ({ ...problem, argument: `${argument}: ${problem.argument}` })));
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
function checkHealth(problems: Problems, check: MultiRegionDomainArgs["healthCheck"]): void {
  problems.unless(check === undefined || check.path.length <= 255 - 129, "path", {
    received: check?.path,
    expected: "at most 126 characters: the stage stands before it, and Route 53 takes 255",
    fix: "shorten it",
  });
  problems.known<number>("failureThreshold", check?.failureThreshold, (received) =>
    Number.isInteger(received) && received >= 1 && received <= 10
      ? undefined
      : { received, expected: "a whole number from 1 to 10", fix: "write 3" },
  );
  problems.known<number>("requestInterval", check?.requestInterval, (received) =>
    received === 10 || received === 30 ? undefined : { received, expected: "10 or 30 seconds", fix: "write 30" },
  );
}
