import { RECORD, V1, V2 } from "../../../aws/resource-types";
import { DOMAINS, domainShape } from "../../facts/domains";
import { stackRule } from "../../pack/rule";
import { Undecided } from "../../graph/unknown";
import { some } from "../../graph/value";
import { normalName, recordTargets } from "../../facts/records";

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
  types: [RECORD],
  check(record, { graph, report }) {
    const names = [record.maybeText("name"), record.maybeText("fqdn")].map((name) => normalName(name ?? ""));
    // a name that is served in several regions has a domain in each
    const sameName = graph.all(...DOMAINS).filter((one) => {
      const name = normalName(one.maybeText("domainName") ?? "");
      return name !== "" && names.includes(name);
    });
    const targets =
      sameName.length > 0 && ["A", "AAAA", "CNAME"].includes(record.text("type") ?? "")
        ? recordTargets(record)
        : undefined;
    const targeted = sameName.find((one) => {
      const own = one.maybeText(domainShape(one).target);
      return own !== undefined && targets?.known.some((target) => target.name === normalName(own));
    });
    const domain = targeted ?? sameName[0];
    if (!domain || !targets) {
      return;
    }
    const shape = domainShape(domain);
    const name = domain.text("domainName") ?? domain.name;
    const fix = `Point it at ${domain.name}'s ${shape.target} and ${shape.zone}`;
    for (const target of targets.known) {
      const own = domain.maybeText(shape.target);
      if (/^[a-z0-9]{10}\.execute-api\./.test(target.name)) {
        report(
          `The record for ${name} points to the API's own endpoint ${target.name}, which answers 403 for it.`,
          `${fix}.`,
        );
      } else if (
        own !== undefined &&
        normalName(own) !== target.name &&
        /^d-[a-z0-9]+\.execute-api\./.test(target.name)
      ) {
        report(`The record for ${name} points to ${target.name}, the target of another domain.`, `${fix} (${own}).`);
      } else if (own !== undefined && normalName(own) === target.name) {
        const zone = domain.maybeText(shape.zone);
        if (target.zone !== undefined && zone !== undefined && target.zone !== zone) {
          report(`The record for ${name} has the hosted zone ${target.zone}, and the domain's is ${zone}.`, `${fix}.`);
        }
      }
    }
    if (targets.known.length > 0) {
      return;
    }
    const sources = graph.dependencies(record, targets.path);
    const others = sources.filter(({ type }) => DOMAINS.some((one) => one === type));
    const apis = sources.filter(
      ({ type }) => type === V1.restApi || type === V1.stage || type === V2.api || type === V2.stage,
    );
    if (others.length > 0 && !others.some((one) => sameName.includes(one))) {
      report(`The record for ${name} points to the target of ${some(others.map((one) => one.name))}.`, `${fix}.`);
    } else if (others.length === 0 && apis.length > 0) {
      report(
        `The record for ${name} points to the endpoint of ${some(apis.map((one) => one.name))}, which answers 403 for it.`,
        `${fix}.`,
      );
    } else if (others.length === 0 && sources.length === 0) {
      throw new Undecided(`${targets.path} are not known before the deployment`);
    }
  },
});
