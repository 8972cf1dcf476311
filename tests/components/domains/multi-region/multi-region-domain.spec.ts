import assert from "node:assert/strict";
import { MultiRegionDomain, type MultiRegionDomainArgs, type RegionArgs } from "../../../../components";
import { deploy, valueOf } from "../../../support/deploy";
import { refused } from "../../../support/refused";

function region(name: string, more: Partial<RegionArgs> = {}): RegionArgs {
  return { api: { id: `api-${name}`, executionArn: `arn:aws:execute-api:${name}:123456789012:api-${name}` }, ...more };
}

function args(more: Partial<MultiRegionDomainArgs> = {}): MultiRegionDomainArgs {
  return {
    domainName: "api.example.com",
    hostedZoneId: "Z1",
    regions: { "eu-west-1": region("eu-west-1"), "us-east-1": region("us-east-1") },
    ...more,
  };
}

describe("MultiRegionDomain", () => {
  it("makes a certificate, a domain, a mapping and a pair of records in each region, and one validation record", async () => {
    const { resources } = await deploy(() => new MultiRegionDomain("api", args()));
    assert.deepEqual(
      resources.map(({ type, name, inputs }) => `${type.split(":")[2]} ${name} ${String(inputs.region)}`).sort(),
      [
        "ApiMapping api-eu-west-1-mapping eu-west-1",
        "ApiMapping api-us-east-1-mapping us-east-1",
        "Certificate api-eu-west-1-certificate eu-west-1",
        "Certificate api-us-east-1-certificate us-east-1",
        "CertificateValidation api-eu-west-1-certificate-validation eu-west-1",
        "CertificateValidation api-us-east-1-certificate-validation us-east-1",
        "DomainName api-eu-west-1 eu-west-1",
        "DomainName api-us-east-1 us-east-1",
        "Record api-eu-west-1-alias-a undefined",
        "Record api-eu-west-1-alias-aaaa undefined",
        "Record api-us-east-1-alias-a undefined",
        "Record api-us-east-1-alias-aaaa undefined",
        "Record api-validation-api.example.com undefined",
      ],
    );
  });

  it("has the same validation record, whichever region is the first", async () => {
    const [eu, us] = [region("eu-west-1"), region("us-east-1")];
    for (const regions of [
      { "eu-west-1": eu, "us-east-1": us },
      { "us-east-1": us, "eu-west-1": eu },
    ]) {
      const { namesOf } = await deploy(() => new MultiRegionDomain("api", args({ regions })));
      const records = namesOf("route53/record:Record").filter((name) => name.includes("validation"));
      assert.deepEqual(records, ["api-validation-api.example.com"]);
    }
  });

  it("weighs the regions", async () => {
    const regions = { "eu-west-1": region("eu-west-1", { weight: 9 }), "us-east-1": region("us-east-1") };
    const { inputsOf } = await deploy(() => new MultiRegionDomain("api", args({ routing: "weighted", regions })));
    const weights = ["eu-west-1", "us-east-1"].map(
      (name) => inputsOf("route53/record:Record", `api-${name}-alias-a`).weightedRoutingPolicies,
    );
    assert.deepEqual(weights, [[{ weight: 9 }], [{ weight: 100 }]]);
  });

  it("fails over from the first region to the second, with health checks made and given", async () => {
    const regions = { "eu-west-1": region("eu-west-1"), "us-east-1": region("us-east-1", { healthCheckId: "mine" }) };
    const { inputsOf, value, namesOf } = await deploy(
      () => new MultiRegionDomain("api", args({ routing: "failover", regions, healthCheck: { path: "health" } })),
    );
    const records = ["eu-west-1", "us-east-1"].map((name) => {
      const { failoverRoutingPolicies, healthCheckId } = inputsOf("route53/record:Record", `api-${name}-alias-a`);
      return [failoverRoutingPolicies, healthCheckId];
    });
    assert.deepEqual(records, [
      [[{ type: "PRIMARY" }], "api-eu-west-1-health-id"],
      [[{ type: "SECONDARY" }], "mine"],
    ]);
    assert.deepEqual(namesOf("route53/healthCheck:HealthCheck"), ["api-eu-west-1-health"]);
    assert.deepEqual(await valueOf(value.healthCheckIds), {
      "eu-west-1": "api-eu-west-1-health-id",
      "us-east-1": "mine",
    });
  });

  it("gives the URL with its path", async () => {
    const { value } = await deploy(() => new MultiRegionDomain("api", args({ path: "/v1/" })));
    assert.equal(await valueOf(value.url), "https://api.example.com/v1");
  });

  it("refuses an API of another region, a third region with failover, and one region alone", async () => {
    const { resources } = await deploy(() => {
      const third = { ...args().regions, "ap-southeast-2": region("eu-west-1") };
      assert.deepEqual(
        refused(() => new MultiRegionDomain("api", args({ routing: "failover", regions: third }))),
        [
          'MultiRegionDomain "api": 2 problems',
          '  - regions: got ["eu-west-1","us-east-1","ap-southeast-2"], expected two regions with failover: a primary and a secondary. Fix: use "latency" or "weighted" for more',
          '  - regions["ap-southeast-2"]: mappings[""].api: got "eu-west-1", expected an API in ap-southeast-2, where the domain is. Fix: make a domain in each region: see MultiRegionDomain',
        ],
      );
      const one = { "eu-west-1": region("eu-west-1") };
      assert.match(
        refused(() => new MultiRegionDomain("api", args({ regions: one })))[1] ?? "",
        /expected at least two regions/,
      );
    });
    assert.deepEqual(resources, []);
  });

  it("refuses a health check that mutual TLS would turn away", () => {
    const closed = args({ healthCheck: { path: "/health" }, mutualTls: { truststoreUri: "s3://trust/ca.pem" } });
    assert.match(
      refused(() => new MultiRegionDomain("api", closed))[1] ?? "",
      /regions\["eu-west-1"\]\.healthCheckId: expected a health check of your own/,
    );
  });
});
