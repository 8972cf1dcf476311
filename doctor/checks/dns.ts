import { Findings } from "../finding";
import type { DnsObservation } from "../probes/dns";
import type { Target } from "../target";

/** A host of API Gateway's own: an API's default endpoint, or a domain's regional target. */
export interface ExecuteApiHost {
  kind: "api" | "target";
  id: string;
  region: string;
}

/** Reads `<api id>.execute-api.<region>.amazonaws.com` and `d-<id>.execute-api.<region>.amazonaws.com`. */
export function executeApiHost(host: string): ExecuteApiHost | undefined {
  const [, id, region] =
    /^([a-z0-9-]+)\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(host.toLowerCase()) ?? [];
  return id === undefined || region === undefined
    ? undefined
    : { kind: id.startsWith("d-") ? "target" : "api", id, region };
}

/** @param regionalTarget What the domain's regional target name resolves to, for records that show addresses alone. */
export function dnsFindings(target: Target, dns: DnsObservation, regionalTarget?: DnsObservation): Findings {
  const findings = new Findings(dns.name);
  resolves(findings, target, dns);
  if (target.domain !== undefined || (dns.chain.length > 0 && executeApiHost(dns.name) === undefined)) {
    leadsToTarget(findings, target, dns, regionalTarget);
  }
  return findings;
}

function resolves(findings: Findings, { domain }: Target, { name, chain, addresses, problem }: DnsObservation): void {
  const wanted = domain?.target === undefined ? "the domain's regional target name" : domain.target;
  if (problem === undefined) {
    findings.ok("dns-resolves", `${[name, ...chain].join(" -> ")} -> ${addresses.join(", ")}`);
  } else if (chain.length > 0) {
    findings.error("dns-resolves", {
      seen: `${[name, ...chain].join(" -> ")}, which has no address (${problem})`,
      why: `The record points to ${chain.at(-1)}, which does not exist: the domain name of API Gateway was deleted or made anew.`,
      fix: `Point the record of ${name} to ${wanted}.`,
    });
  } else if (problem === "NXDOMAIN" || problem === "NODATA") {
    findings.error("dns-resolves", {
      seen: problem === "NXDOMAIN" ? `${name} does not exist (NXDOMAIN)` : `${name} has no address record (NODATA)`,
      why: "No client can find the API by this name.",
      fix: `Create a CNAME, or alias A and AAAA records, for ${name} that points to ${wanted}.`,
    });
  } else {
    findings.error("dns-resolves", {
      seen: `the DNS server answered with ${problem} for ${name}`,
      why: "The name's zone is not served: its delegation (NS records) points to servers that do not know it, or they are down.",
      fix: `Compare the NS records at the registrar with those of the hosted zone that ${name} is in.`,
    });
  }
}

function leadsToTarget(
  findings: Findings,
  { api, domain }: Target,
  dns: DnsObservation,
  regionalTarget?: DnsObservation,
): void {
  const wanted = domain?.target?.toLowerCase().replace(/\.$/, "");
  const fix = `Point the record of ${dns.name} to ${wanted ?? "the regionalDomainName (targetDomainName) of the domain name in API Gateway"}.`;
  const region = domain?.region ?? api?.region;
  // an alias record leads on inside Route 53: DNS shows its addresses alone
  const chain = dns.chain.length === 0 && domain?.alias !== undefined ? [domain.alias] : dns.chain;
  const amazon = chain.map(executeApiHost).find((host) => host !== undefined);
  const seen = [dns.name, ...chain].join(" -> ");
  if (wanted !== undefined && chain.includes(wanted)) {
    findings.ok("dns-target", seen);
  } else if (amazon?.kind === "api") {
    findings.error("dns-target", {
      seen,
      why: "The record points to an API's default endpoint (execute-api). That one serves a certificate for its own name and does not know the custom domain: clients get a certificate error, or 403 Forbidden.",
      fix,
    });
  } else if (amazon !== undefined && region !== undefined && amazon.region !== region) {
    findings.error("dns-target", {
      seen,
      why: `The record points to ${amazon.region}, and the domain is in ${region}: API Gateway of ${amazon.region} does not know it.`,
      fix,
    });
  } else if (wanted !== undefined && chain.length > 0) {
    findings.error("dns-target", {
      seen,
      why: `The record does not point to ${wanted}, which is the domain's regional target, character for character.`,
      fix,
    });
  } else if (
    chain.length === 0 &&
    dns.addresses.length > 0 &&
    regionalTarget !== undefined &&
    regionalTarget.addresses.length > 0
  ) {
    byAddress(findings, dns, regionalTarget, fix);
  } else if (wanted === undefined && amazon?.kind === "target") {
    findings.ok("dns-target", seen);
  } else if (dns.problem === undefined) {
    const why = "the domain's regional target is not known from the network alone";
    findings.skipped("dns-target", why, "Give --state or --stack, or AWS credentials.");
  }
}

/** An alias record shows addresses alone; those of the target change, so one in common is enough. */
function byAddress(findings: Findings, dns: DnsObservation, regionalTarget: DnsObservation, fix: string): void {
  const seen = `${dns.name} has ${dns.addresses.join(", ")}; ${regionalTarget.name} has ${regionalTarget.addresses.join(", ")}`;
  if (dns.addresses.some((address) => regionalTarget.addresses.includes(address))) {
    findings.ok("dns-target", seen);
  } else {
    findings.error("dns-target", {
      seen,
      why: "The addresses are not those of the domain's regional target: an alias to another target, or a fixed address.",
      fix,
    });
  }
}
