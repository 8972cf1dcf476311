import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";

const root = resolve(__dirname, "../..");
const SOURCES = {
  CustomDomain: "domains/custom-domain/custom-domain.ts",
  MultiRegionDomain: "domains/multi-region/multi-region-domain.ts",
  UsagePlan: "usage-plans/usage-plan.ts",
  UsagePlans: "usage-plans/usage-plans.ts",
  ApiKey: "usage-plans/api-key.ts",
  ApiGatewayAccount: "account/api-gateway-account.ts",
};

/**
 * The schema that other languages get, made by the SDK's own analyser from the components that it can read: it has no unions,
 * which integrations and authorizers are.
 */
function schema(): ReturnType<typeof generateSchema> {
  const directory = mkdtempSync(join(root, ".gatewright-schema-"));
  try {
    const files = Object.values(SOURCES).map((source) => join(root, "components", source));
    writeFileSync(
      join(directory, "tsconfig.json"),
      JSON.stringify({ extends: "../tsconfig.json", include: [], files: ["index.ts"] }),
    );
    writeFileSync(join(directory, "index.ts"), files.map((file) => `import ${JSON.stringify(file)};`).join("\n"));
    const manifest = { name: "gatewright", version: "0.1.0", main: "index.ts" };
    const analyzer = new Analyzer(directory, "gatewright", manifest, new Set(Object.keys(SOURCES)));
    const { components, typeDefinitions, dependencies } = analyzer.analyze();
    return generateSchema("gatewright", "0.1.0", "", components, typeDefinitions, dependencies);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe("the schema for other languages", function () {
  this.timeout(60_000);
  let made: ReturnType<typeof generateSchema>;

  before(() => {
    made = schema();
  });

  it("has every component with its inputs and outputs", () => {
    const shape = Object.entries(made.resources).map(([token, { inputProperties, properties, requiredInputs }]) => ({
      token,
      inputs: Object.keys(inputProperties ?? {}),
      required: requiredInputs,
      outputs: Object.keys(properties ?? {}),
    }));
    assert.deepEqual(shape, [
      {
        token: "gatewright:index:CustomDomain",
        inputs: [
          "mappings",
          "routingRules",
          "domainName",
          "hostedZoneId",
          "validationZoneId",
          "hostedZoneProvider",
          "certificateArn",
          "subjectAlternativeNames",
          "validationRecords",
          "ownershipCertificateArn",
          "region",
          "securityPolicy",
          "endpointAccessMode",
          "ipAddressType",
          "mutualTls",
          "endpoint",
          "vpcEndpoints",
          "policy",
          "recordRouting",
          "aliasRecords",
          "tags",
        ],
        required: ["domainName"],
        outputs: [
          "domainName",
          "url",
          "arn",
          "certificateArn",
          "targetDomainName",
          "targetHostedZoneId",
          "urls",
          "recordsToCreate",
        ],
      },
      {
        token: "gatewright:index:MultiRegionDomain",
        inputs: [
          "domainName",
          "hostedZoneId",
          "hostedZoneProvider",
          "regions",
          "routing",
          "healthCheck",
          "path",
          "ipAddressType",
          "mutualTls",
          "tags",
        ],
        required: ["domainName", "hostedZoneId", "regions"],
        outputs: ["url", "targetDomainNames", "healthCheckIds"],
      },
      {
        token: "gatewright:index:UsagePlan",
        inputs: ["stages", "keys", "name", "description", "productCode", "tags", "throttle", "quota", "routeThrottles"],
        required: ["stages"],
        outputs: ["usagePlanId", "keyValues"],
      },
      {
        token: "gatewright:index:UsagePlans",
        inputs: ["stages", "plans", "consumers", "tags"],
        required: ["plans", "stages"],
        outputs: ["usagePlanIds", "keyValues"],
      },
      {
        token: "gatewright:index:ApiKey",
        inputs: [
          "value",
          "previousValue",
          "rotation",
          "enabled",
          "customerId",
          "description",
          "secret",
          "secretKmsKeyId",
          "tags",
        ],
        required: [],
        outputs: ["keyIds", "value", "secretArn"],
      },
      {
        token: "gatewright:index:ApiGatewayAccount",
        inputs: ["cloudwatchRoleArn", "tags"],
        required: [],
        outputs: ["cloudwatchRoleArn"],
      },
    ]);
  });

  it("has no output with a name that Pulumi keeps for itself", () => {
    for (const [token, { properties }] of Object.entries(made.resources)) {
      assert.deepEqual(
        Object.keys(properties ?? {}).filter((name) => ["id", "urn", "pulumi"].includes(name)),
        [],
        token,
      );
    }
  });

  it("describes every argument in words", () => {
    const all = [
      ...Object.values(made.resources).map((it) => it.inputProperties),
      ...Object.values(made.types).map((it) => it.properties),
    ];
    const silent = all.flatMap((properties) =>
      Object.entries(properties ?? {}).flatMap(([name, { description }]) => (description === undefined ? [name] : [])),
    );
    assert.deepEqual(silent, []);
  });
});
