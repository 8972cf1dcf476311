import { RECORD } from "../../../aws/resource-types";
import { DOMAINS, domainShape } from "../../facts/domains";
import { normalName, recordTargets } from "../../facts/records";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { stackRule } from "../../pack/rule";

/** The region in the name of a Regional domain's target, or of an API's endpoint. */
const REGION = /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com/;

/** The region of the one domain that the record points to; undefined where that is not known. */
function targetRegion(graph: Graph, record: PolicyResource): string | undefined {
  const { path, known } = recordTargets(record);
  const [named] = known.flatMap(({ name }) => REGION.exec(name)?.[1] ?? []);
  if (named !== undefined) {
    return named;
  }
  const domains = graph.all(...DOMAINS);
  const own = domains.filter((domain) => {
    const target = domain.maybeText(domainShape(domain).target);
    return target !== undefined && known.some(({ name }) => name === normalName(target));
  });
  const found = own.length > 0 ? own : graph.dependencies(record, path).filter((one) => domains.includes(one));
  return found.length === 1 && found[0] ? found[0].region : undefined;
}

export const latencyRecordRegion = stackRule({
  name: "latency-record-region",
  title: "A latency record is for the region that it points to",
  description: "A record with a latency routing policy names the region of its target.",
  severity: "high",
  category: "correctness",
  blocks: "production",
  why: "Route 53 sends a caller to the record of the nearest region. Where the records of two regions are crossed, every caller goes to the far one, and nothing fails.",
  fix: "Set latencyRoutingPolicies.region to the region of the domain that the record points to.",
  url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-latency.html",
  equivalents: [],
  examples: {
    fails: `new route53.Record("eu", {
  zoneId: zone.zoneId,
  name: "api.example.com",
  type: "A",
  setIdentifier: "eu",
  latencyRoutingPolicies: [{ region: "us-east-1" }],
  aliases: [{ name: "d-abcde12345.execute-api.eu-west-1.amazonaws.com", zoneId: "ZLY8HYME6SFDD", evaluateTargetHealth: true }],
});`,
    passes: `new route53.Record("eu", {
  zoneId: zone.zoneId,
  name: "api.example.com",
  type: "A",
  setIdentifier: "eu",
  latencyRoutingPolicies: [{ region: "eu-west-1" }],
  aliases: [{ name: "d-abcde12345.execute-api.eu-west-1.amazonaws.com", zoneId: "ZLY8HYME6SFDD", evaluateTargetHealth: true }],
});`,
  },
  options: {},
  types: [RECORD],
  check(record, { graph, report }) {
    const region =
      record.list("latencyRoutingPolicies").length === 0 ? undefined : record.text("latencyRoutingPolicies.0.region");
    const target = region === undefined ? undefined : targetRegion(graph, record);
    if (region !== undefined && target !== undefined && region !== target) {
      report(
        `The record ${record.name} answers callers near ${region}, and points to a domain in ${target}.`,
        `Set the region of latencyRoutingPolicies to "${target}".`,
      );
    }
  },
});
