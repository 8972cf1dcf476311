import assert from "node:assert/strict";
import { resolve } from "node:path";
import { type ResourceGraph, type ResourceNode } from "../../engine";
import { evaluate } from "../support/evaluate";

const directory = resolve(__dirname, "../../examples/multi-region");
const REGIONS = ["eu-west-1", "us-east-1"];

describe("examples/multi-region", () => {
  let graph: ResourceGraph;

  before(async () => {
    graph = (await evaluate({ directory, stack: "production" })).graph;
  });

  function ofType(type: string): ResourceNode[] {
    const found = graph.resources.filter((resource) => resource.type === `aws:${type}`);
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  it("is one URL with a target in each region", () => {
    const { url, targets } = graph.outputs as { url: string; targets: Record<string, string> };
    assert.equal(url, "https://api.example.com");
    for (const region of REGIONS) {
      assert.match(targets[region] ?? "", new RegExp(`^d-[a-z0-9]{10}\\.execute-api\\.${region}\\.amazonaws\\.com$`));
    }
  });

  it("has an API, a certificate, a domain and a mapping in each region", () => {
    for (const type of ["acm/certificate:Certificate", "apigatewayv2/domainName:DomainName"]) {
      const arns = ofType(type).map(({ outputs: { arn } }) =>
        typeof arn === "string" ? arn.split(":")[3] : undefined,
      );
      assert.deepEqual(arns.sort(), REGIONS, type);
    }
    assert.deepEqual(
      ofType("apigatewayv2/apiMapping:ApiMapping").map(({ inputs }) => inputs.region),
      REGIONS,
    );
  });

  it("fails over by health checks of each API's own URL", () => {
    const checks = Object.fromEntries(ofType("route53/healthCheck:HealthCheck").map(({ name, id }) => [name, id]));
    const records = ofType("route53/record:Record").filter(({ inputs }) => inputs.type === "A");
    assert.deepEqual(
      records.map(({ inputs }) => [inputs.failoverRoutingPolicies, inputs.healthCheckId]),
      [
        [[{ type: "PRIMARY" }], checks["domain-eu-west-1-health"]],
        [[{ type: "SECONDARY" }], checks["domain-us-east-1-health"]],
      ],
    );
  });
});
