import { cloudFrontHostedZoneId } from "../../../aws/cloudfront";
import { CLOUDFLARE_RECORDS, RECORD, V1, V2, ZONE } from "../../../aws/resource-types";
import { DOMAINS, domainShape } from "../../facts/domains";
import { stackRule } from "../../pack/rule";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown, Undecided } from "../../graph/unknown";
import { some } from "../../graph/value";
import { normalName, recordTargets, type Target } from "../../facts/records";

export const dnsTargetsRegionalDomainName = stackRule({
  name: "dns-targets-regional-domain-name",
  title: "DNS points to the domain's own target",
  description: "A record for a custom domain points to that domain's target name and zone.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "Each custom domain has a target of its own. The API's execute-api name does not know the custom domain and answers 403, and so does another domain's target.",
  fix: "Point an alias record at the domain's target name and hosted zone id (domainNameConfiguration.targetDomainName and .hostedZoneId; for REST regionalDomainName and regionalZoneId).",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html",
  equivalents: [],
  examples: {
    fails: `new route53.Record("api", {
  zoneId: zone.zoneId,
  name: "api.example.com",
  type: "CNAME",
  ttl: 300,
  records: [api.apiEndpoint.apply((endpoint) => endpoint.replace("https://", ""))],
});`,
    passes: `new route53.Record("api", {
  zoneId: zone.zoneId,
  name: "api.example.com",
  type: "A",
  aliases: [
    {
      name: domain.domainNameConfiguration.targetDomainName,
      zoneId: domain.domainNameConfiguration.hostedZoneId,
      evaluateTargetHealth: false,
    },
  ],
});`,
  },
  options: {},
  types: [...CLOUDFLARE_RECORDS, RECORD],
  check(record, { graph, report }) {
    if (!["A", "AAAA", "CNAME"].includes(record.text("type") ?? "")) {
      return;
    }
    const names = recordNames(graph, record);
    const domains = domainsOf(graph, names);
    const targets = recordTargets(record);
    const name = domains[0]?.maybeText("domainName") ?? names[0] ?? record.name;
    const targeted = domains.find((domain) => {
      const own = domain.maybeText(domainShape(domain).target);
      return own !== undefined && targets.known.some((target) => target.name === normalName(own));
    });
    const domain = targeted ?? domains[0];
    const fix = domain
      ? `Point it at ${domain.name}'s ${domainShape(domain).target} and ${domainShape(domain).zone}`
      : "Point it at a custom domain's target name and zone";
    for (const target of targets.known) {
      const problem = targetProblem(graph, record, target, { names, domain });
      if (problem !== undefined) {
        report(`The record for ${name} ${problem}.`, `${fix}.`);
      }
    }
    if (targets.known.length > 0 || !domain) {
      return;
    }
    const sources = graph.dependencies(record, targets.path);
    const others = sources.filter(({ type }) => DOMAINS.some((one) => one === type));
    const apis = sources.filter(
      ({ type }) => type === V1.restApi || type === V1.stage || type === V2.api || type === V2.stage,
    );
    if (others.length > 0 && !others.some((one) => domains.includes(one))) {
      report(`The record for ${name} points to the target of ${some(others.map((one) => one.name))}.`, `${fix}.`);
    } else if (others.length === 0 && apis.length > 0) {
      report(
        `The record for ${name} points to the endpoint of ${some(apis.map((one) => one.name))}, which answers 403 for it.`,
        `${fix}.`,
      );
    } else if (others.length > 0 && targets.path === "aliases" && sources.some(({ type }) => type === ZONE)) {
      report(`The record for ${name} takes the zone of its alias from a hosted zone of the stack.`, `${fix}.`);
    } else if (others.length === 0 && sources.length === 0) {
      throw new Undecided(`${targets.path} are not known before the deployment`);
    }
  },
});

/** The endpoint of an API itself, whose id has ten characters; a domain's target starts with `d-`. */
const API_ENDPOINT = /^(?:https?:\/\/)?[a-z0-9]{10}\.execute-api\./;
const REGIONAL_TARGET = /^d-[a-z0-9]+\.execute-api\./;
const CLOUDFRONT = /\.cloudfront\.net$/;

/** Returns the fault of a known target, as the end of a sentence about the record. Throws `Undecided` for a target of elsewhere. */
function targetProblem(
  graph: Graph,
  record: PolicyResource,
  target: Target,
  { names, domain }: { names: string[]; domain: PolicyResource | undefined },
): string | undefined {
  if (API_ENDPOINT.test(target.name)) {
    return `points to the API's own endpoint ${target.name}, which answers 403 for it`;
  }
  if (!domain) {
    return undefined;
  }
  if (names.includes(target.name)) {
    return `points to ${target.name}, which is the record itself`;
  }
  const shape = domainShape(domain);
  const own = domain.maybeText(shape.target);
  if (own !== undefined && normalName(own) === target.name) {
    const zone = domain.maybeText(shape.zone);
    return target.zone !== undefined && zone !== undefined && target.zone !== zone
      ? `has the hosted zone ${target.zone}, and the domain's is ${zone}`
      : undefined;
  }
  const sources = graph.dependencies(record, "aliases").concat(graph.dependencies(record, "records"));
  // a REST domain has outputs for both kinds of endpoint; a distribution of the stack's own may stand before it
  const ofDomain =
    domain.type === V1.domainName &&
    sources.includes(domain) &&
    !sources.some(({ type }) => /^aws:cloudfront\//.test(type));
  if (shape.endpoint === "REGIONAL" && ofDomain && isDistribution(target)) {
    return `points to the distribution ${target.name} of ${domain.name}, which is Regional and has none`;
  }
  if (target.name === "" && ofDomain) {
    return `points to a target that ${domain.name} does not have, because it is ${shape.endpoint === "EDGE" ? "edge-optimized" : "Regional"}`;
  }
  if (!REGIONAL_TARGET.test(target.name)) {
    return undefined;
  }
  if (shape.endpoint === "EDGE") {
    return `points to ${target.name}, a Regional target, and ${domain.name} is edge-optimized`;
  }
  const other = graph
    .all(...DOMAINS)
    .find((one) => normalName(one.maybeText(domainShape(one).target) ?? "") === target.name);
  if (other) {
    return `points to ${target.name}, the target of another domain (${other.name})`;
  }
  // The ids of an evaluated program are made up: a target that was copied from AWS cannot be compared with them.
  throw new Undecided(`the target ${target.name} is of no domain of this stack`);
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html */
function isDistribution({ name, zone }: Target): boolean {
  return CLOUDFRONT.test(name) || zone === cloudFrontHostedZoneId("aws");
}

/** Returns the full names that a record may have: with the zone's name where its own is relative, and without. */
function recordNames(graph: Graph, record: PolicyResource): string[] {
  const own = [record.maybeText("fqdn"), record.maybeText("hostname"), record.maybeText("name")].map((name) =>
    normalName(name ?? ""),
  );
  const zone = ifKnown(() => graph.find(record, { path: "zoneId", type: ZONE, key: "zoneId" }));
  const apex = normalName(zone?.maybeText("name") ?? "");
  const relative = normalName(record.maybeText("name") ?? "");
  const full =
    apex === "" || relative === apex || relative.endsWith(`.${apex}`)
      ? []
      : [relative === "" || relative === "@" ? apex : `${relative}.${apex}`];
  return [...new Set([...own, ...full])].filter((name) => name !== "");
}

/** Returns the domains of these names, or otherwise the wildcard domains above them. A name served in several regions has one in each. */
function domainsOf(graph: Graph, names: string[]): PolicyResource[] {
  const named = (expected: string[]): PolicyResource[] =>
    graph.all(...DOMAINS).filter((one) => expected.includes(normalName(one.maybeText("domainName") ?? "-")));
  const exact = named(names);
  return exact.length > 0 ? exact : named(names.map((name) => name.replace(/^[^.]+/, "*")));
}
