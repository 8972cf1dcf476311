import assert from "node:assert/strict";
import { resolve } from "node:path";
import { type ResourceGraph, type ResourceNode } from "../../../engine";
import { evaluate } from "../../support/evaluate";
import type { PropertyValue } from "../../../engine/graph/value";

const directory = resolve(__dirname, "fixtures/places");
const DOMAIN = "aws:apigatewayv2/domainName:DomainName";
const RECORD = "aws:route53/record:Record";

async function graphOf(program: string, config: Record<string, string> = {}): Promise<ResourceGraph> {
  const given = { "aws:region": "us-east-1", "places:program": program, ...config };
  return (await evaluate({ directory, stack: "test", config: given })).graph;
}

function ofType(graph: ResourceGraph, type: string): ResourceNode[] {
  return graph.resources.filter((resource) => resource.type === type);
}

function named(graph: ResourceGraph, type: string, name: string): ResourceNode {
  return ofType(graph, type).find((node) => node.name === name) ?? assert.fail(`no ${type} ${name}`);
}

function outputs(graph: ResourceGraph): Record<string, PropertyValue> {
  return graph.outputs.outputs as Record<string, PropertyValue>;
}

function text(value: PropertyValue | undefined): string {
  return typeof value === "string" ? value : assert.fail(`no text: ${JSON.stringify(value)}`);
}

/** The name of the explicit provider that each of the program's resources of a package module has. */
function providers(graph: ResourceGraph, module: string): Record<string, string> {
  const nodes = graph.resources.filter(({ type }) => type.startsWith(`aws:${module}/`));
  return Object.fromEntries(
    nodes.map(({ name, provider }) => [name, /::([^:]+)(::[^:]*)?$/.exec(provider ?? "")?.[1] ?? ""]),
  );
}

describe("where a domain's resources are made", function () {
  it("is the API's region, whatever the default provider's is: certificate, domain and mapping", async () => {
    const graph = await graphOf("elsewhere");
    for (const module of ["acm", "apigatewayv2"]) {
      for (const [name, provider] of Object.entries(providers(graph, module))) {
        assert.equal(provider.startsWith("ireland"), true, `${name} has ${provider}`);
      }
    }
    const { certificateArn, target } = outputs(graph);
    assert.match(text(certificateArn), /^arn:aws:acm:eu-west-1:123456789012:certificate\//);
    assert.match(text(target), /^d-[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/);
    const domain = named(graph, DOMAIN, "domain").inputs.domainNameConfiguration as Record<string, PropertyValue>;
    assert.equal(domain.certificateArn, certificateArn);
  });

  it("refuses a us-east-1 certificate for a eu-west-1 API before the domain is made, naming both regions", async () => {
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000000";
    await assert.rejects(graphOf("elsewhere", { "places:certificateArn": certificateArn }), (error: Error) => {
      assert.match(error.message, /CustomDomain "domain": 1 problem/);
      assert.match(
        error.message,
        /certificateArn: got "arn:aws:acm:us-east-1:[^"]+", expected a certificate in eu-west-1, where the domain and its APIs are; this one is in us-east-1\. Fix: request the certificate in eu-west-1/,
      );
      return true;
    });
  });

  it("is one domain for three APIs of two kinds and four stages, each mapped after its stage", async () => {
    const graph = await graphOf("three");
    const mappings = ofType(graph, "aws:apigatewayv2/apiMapping:ApiMapping");
    const idOf = (type: string, name: string): unknown => named(graph, type, name).id;
    assert.deepEqual(
      mappings.map(({ name, inputs }) => [name, inputs.apiMappingKey, inputs.apiId, inputs.stage]).sort(),
      [
        ["domain-legacy-mapping", "legacy", idOf("aws:apigateway/restApi:RestApi", "legacy"), "prod"],
        ["domain-mapping", undefined, idOf("aws:apigatewayv2/api:Api", "shop"), "$default"],
        ["domain-users-mapping", "users", idOf("aws:apigatewayv2/api:Api", "users"), "live"],
        ["domain-users/next-mapping", "users/next", idOf("aws:apigatewayv2/api:Api", "users"), "next"],
      ],
    );
    for (const [mapping, stage] of [
      ["domain-mapping", "shop-default-stage"],
      ["domain-users/next-mapping", "users-next-stage"],
    ] as const) {
      const node = named(graph, "aws:apigatewayv2/apiMapping:ApiMapping", mapping);
      assert.ok(
        node.dependencies.some((urn) => urn.endsWith(`::${stage}`)),
        `${mapping} waits for ${stage}`,
      );
    }
    assert.deepEqual(outputs(graph).urls, {
      "": "https://api.example.com",
      legacy: "https://api.example.com/legacy",
      users: "https://api.example.com/users",
      "users/next": "https://api.example.com/users/next",
    });
  });

  it("is another account for the zone's records alone", async () => {
    const graph = await graphOf("account");
    assert.deepEqual(
      Object.values(providers(graph, "route53")).map((provider) => provider.replace(/:.*/, "")),
      ["dns", "dns", "dns"],
    );
    const others = { ...providers(graph, "acm"), ...providers(graph, "apigatewayv2") };
    assert.deepEqual(
      Object.entries(others).filter(([, provider]) => provider.startsWith("dns")),
      [],
    );
    assert.equal(outputs(graph).url, "https://api.example.com");
  });

  it("is every region of a multi-region domain, with a health check at each API's own URL", async () => {
    const graph = await graphOf("regions");
    const domains = ofType(graph, DOMAIN).map(({ name, inputs }) => [name, inputs.region, inputs.domainName]);
    assert.deepEqual(domains.sort(), [
      ["domain-eu-west-1", "eu-west-1", "api.example.com"],
      ["domain-us-east-1", "us-east-1", "api.example.com"],
    ]);
    const certificates = ofType(graph, "aws:acm/certificate:Certificate").map(({ outputs: { arn } }) => text(arn));
    assert.deepEqual(certificates.map((arn) => arn.split(":")[3]).sort(), ["eu-west-1", "us-east-1"]);
    const checks = ofType(graph, "aws:route53/healthCheck:HealthCheck");
    const host = (api: string, region: string): string =>
      `${named(graph, "aws:apigatewayv2/api:Api", api).id}.execute-api.${region}.amazonaws.com`;
    assert.deepEqual(checks.map(({ name, inputs }) => [name, inputs.type, inputs.fqdn, inputs.resourcePath]).sort(), [
      ["domain-eu-west-1-health", "HTTPS", host("eu", "eu-west-1"), "/health"],
      ["domain-us-east-1-health", "HTTPS", host("us", "us-east-1"), "/live/health"],
    ]);
    const aliases = ofType(graph, RECORD).filter(({ inputs }) => inputs.type === "A" || inputs.type === "AAAA");
    assert.deepEqual(
      aliases
        .map(({ inputs }) => [inputs.type, inputs.setIdentifier, inputs.latencyRoutingPolicies, inputs.healthCheckId])
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      ["A", "AAAA"].flatMap((type) =>
        ["eu-west-1", "us-east-1"].map((region) => [
          type,
          region,
          [{ region }],
          named(graph, "aws:route53/healthCheck:HealthCheck", `domain-${region}-health`).id,
        ]),
      ),
    );
    assert.equal(ofType(graph, RECORD).length - aliases.length, 1, "one validation record proves both certificates");
  });
});
