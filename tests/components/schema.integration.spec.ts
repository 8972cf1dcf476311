import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";

const root = resolve(__dirname, "../..");
const COMPONENTS = [
  "HttpApi",
  "Integration",
  "Authorizer",
  "CustomDomain",
  "MultiRegionDomain",
  "ApiGroup",
  "RestApi",
  "UsagePlan",
  "UsagePlans",
  "ApiKey",
  "ApiGatewayAccount",
];

/** The schema that other languages get, made by the SDK's own analyser from the facades. */
function schema(): ReturnType<typeof generateSchema> {
  const directory = mkdtempSync(join(root, ".gatewright-schema-"));
  try {
    writeFileSync(
      join(directory, "tsconfig.json"),
      JSON.stringify({ extends: "../tsconfig.json", include: [], files: ["index.ts"] }),
    );
    writeFileSync(join(directory, "index.ts"), `export * from ${JSON.stringify(join(root, "plugin/index"))};`);
    const manifest = { name: "gatewright", version: "0.1.0", main: "index.ts" };
    const analyzer = new Analyzer(directory, "gatewright", manifest, new Set(COMPONENTS));
    const { components, typeDefinitions, dependencies } = analyzer.analyze();
    return generateSchema("gatewright", "0.1.0", "", components, typeDefinitions, dependencies);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe("the schema for other languages", () => {
  let made: ReturnType<typeof generateSchema>;

  before(() => {
    made = schema();
  });

  it("has every component with its inputs and outputs", () => {
    const shape = COMPONENTS.map((name) => {
      const token = `gatewright:index:${name}`;
      const { inputProperties, properties, requiredInputs } = made.resources[token] ?? {};
      const [inputs, outputs] = [inputProperties, properties].map((all) => Object.keys(all ?? {}));
      return { token, inputs, required: requiredInputs, outputs };
    });
    assert.deepEqual(shape, [
      {
        token: "gatewright:index:HttpApi",
        inputs: [
          "routes",
          "openapi",
          "defaultAuthorizer",
          "cors",
          "stage",
          "stages",
          "autoDeploy",
          "throttle",
          "accessLog",
          "detailedMetrics",
          "stageVariables",
          "name",
          "description",
          "tags",
          "disableExecuteApiEndpoint",
          "ipAddressType",
          "api",
          "deployAs",
          "domain",
          "publicAddress",
        ],
        required: [],
        outputs: ["apiId", "executionArn", "apiEndpoint", "url", "stages", "authorizationCoverage"],
      },
      {
        token: "gatewright:index:Integration",
        inputs: ["api", "integration", "permission"],
        required: ["api", "integration"],
        outputs: ["integrationId", "target"],
      },
      {
        token: "gatewright:index:Authorizer",
        inputs: ["api", "authorizer", "permission"],
        required: ["api", "authorizer"],
        outputs: ["authorizerId", "authorizationType"],
      },
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
          "endpointType",
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
        token: "gatewright:index:ApiGroup",
        inputs: ["routes", "domain", "basePaths", "settings"],
        required: ["domain", "routes"],
        outputs: ["url", "apiIds", "routeCounts"],
      },
      {
        token: "gatewright:index:RestApi",
        inputs: [
          "routes",
          "openapi",
          "defaultAuthorizer",
          "apiKeyRequired",
          "models",
          "cors",
          "gatewayResponses",
          "endpointType",
          "vpcEndpointIds",
          "policy",
          "binaryMediaTypes",
          "minimumCompressionSize",
          "apiKeySource",
          "disableExecuteApiEndpoint",
          "securityPolicy",
          "endpointAccessMode",
          "ipAddressType",
          "streaming",
          "stage",
          "stages",
          "release",
          "keepReleases",
          "rollbackTo",
          "account",
          "domain",
          "publicAddress",
          "name",
          "description",
          "tags",
          "throttle",
          "accessLog",
          "loggingLevel",
          "dataTrace",
          "detailedMetrics",
          "tracing",
          "cacheSize",
          "cache",
          "stageVariables",
          "clientCertificate",
          "webAclArn",
          "canary",
        ],
        required: [],
        outputs: ["apiId", "executionArn", "apiEndpoint", "url", "stages", "authorizationCoverage"],
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
        outputs: ["usagePlanIds", "keyIds", "keyValues"],
      },
      {
        token: "gatewright:index:ApiKey",
        inputs: [
          "value",
          "previousValue",
          "rotation",
          "enabled",
          "customerId",
          "name",
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
