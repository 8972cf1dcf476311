import { RECORD, ZONE } from "../../../aws/resource-types";
import { normalName } from "../../facts/records";
import { stackRule } from "../../pack/rule";

export const cnameNotAtApex = stackRule({
  name: "cname-not-at-apex",
  title: "The name of a zone itself has no CNAME",
  description: "A record for the name of its hosted zone is not a CNAME.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "The name of a zone has NS and SOA records, and beside a CNAME there can be no other record, so Route 53 refuses it.",
  fix: "Make an alias record of the type A (and AAAA) that points to the domain's target name and hosted zone id.",
  url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html",
  equivalents: ["E3023 (cfn-lint)"],
  examples: {
    fails: `const zone = new route53.Zone("shop", { name: "example.com" });
new route53.Record("api", {
  zoneId: zone.zoneId,
  name: "example.com",
  type: "CNAME",
  ttl: 300,
  records: [domain.domainNameConfiguration.targetDomainName],
});`,
    passes: `const zone = new route53.Zone("shop", { name: "example.com" });
new route53.Record("api", {
  zoneId: zone.zoneId,
  name: "example.com",
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
    if (record.text("type") !== "CNAME") {
      return;
    }
    const zone = graph.find(record, { path: "zoneId", type: ZONE, key: "zoneId" });
    const apex = normalName(zone?.text("name") ?? "");
    const name = normalName(record.text("name") ?? "");
    if (apex !== "" && (name === apex || name === "" || name === "@")) {
      report(
        `The record ${record.name} is a CNAME for ${apex}, the name of the hosted zone itself, which Route 53 refuses.`,
        'Set type to "A", with aliases instead of records.',
      );
    }
  },
});
