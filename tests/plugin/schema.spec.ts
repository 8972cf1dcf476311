import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as components from "../../components";
import { authorizerKinds } from "../../components/authorizers/kinds";
import { integrationKinds } from "../../components/integrations/kinds";
import { ARGUMENT_NAMES } from "../../components/shared/argument-names";

interface Property {
  type?: string;
  $ref?: string;
  plain?: boolean;
  secret?: boolean;
  description?: string;
  oneOf?: Property[];
  items?: Property;
  additionalProperties?: Property;
}

interface ObjectType {
  description?: string;
  properties?: Record<string, Property>;
  required?: string[];
  enum?: { name: string; value: string; description?: string }[];
}

interface Component extends ObjectType {
  inputProperties: Record<string, Property>;
  requiredInputs: string[];
}

const schema = JSON.parse(readFileSync(join(__dirname, "../../plugin/schema.json"), "utf8")) as {
  language: Record<string, object>;
  resources: Record<string, Component>;
  types: Record<string, ObjectType>;
};
const resources = new Map(
  Object.entries(schema.resources).map(([token, spec]) => [token.replace("gatewright:index:", ""), spec]),
);
const typeNamed = (name: string): ObjectType =>
  schema.types[`gatewright:index:${name}`] ?? assert.fail(`no type ${name}`);
const keysOf = (properties: object = {}): string[] => Object.keys(properties).sort();

describe("the schema for other languages", () => {
  it("has every component that the package exports", () => {
    const classes = Object.entries(components)
      .filter(([, value]) => typeof value === "function" && value.prototype instanceof pulumi.ComponentResource)
      .map(([name]) => name);
    assert.deepEqual([...resources.keys()].sort(), classes.sort());
  });

  it("has every argument of each component, and what is required", () => {
    for (const [name, { inputProperties, requiredInputs }] of resources) {
      const names = ARGUMENT_NAMES[`${name}Args`] ?? {};
      assert.deepEqual(keysOf(inputProperties), keysOf(names), name);
      const required = Object.keys(names).filter((argument) => names[argument]?.startsWith("!"));
      // the table leaves these to checks of their own
      const checked = requiredInputs.filter((argument) => !["integration", "authorizer"].includes(argument));
      assert.deepEqual(checked, required.sort(), name);
    }
  });

  it("has the outputs of each component", () => {
    assert.deepEqual(
      Object.fromEntries([...resources].map(([name, { properties }]) => [name, Object.keys(properties ?? {})])),
      OUTPUTS,
    );
  });

  it("has every field of every kind of integration and authorizer", () => {
    const fieldsOf = (kinds: Record<string, { fields: object }>): string[] =>
      [...new Set(Object.values(kinds).flatMap(({ fields }) => Object.keys(fields)))]
        .filter((field) => field !== "targetName")
        .sort();
    assert.deepEqual(keysOf(typeNamed("IntegrationSpec").properties), fieldsOf(integrationKinds));
    assert.deepEqual(keysOf(typeNamed("AuthorizerSpec").properties), fieldsOf(authorizerKinds));
    const values = (name: string): string[] => (typeNamed(name).enum ?? []).map(({ value }) => value).sort();
    assert.deepEqual(values("IntegrationKind"), keysOf(integrationKinds));
    assert.deepEqual(values("AuthorizerKind"), keysOf(authorizerKinds));
  });

  it("tells the kinds that have a field, and those that require it", () => {
    const { url, functionArn, name } = typeNamed("IntegrationSpec").properties ?? {};
    assert.match(url?.description ?? "", / Kinds: `httpCustom`, `httpProxy`; required\.$/);
    assert.match(functionArn?.description ?? "", / Kinds: `lambda`, `lambdaCustom`; required\.$/);
    assert.match(name?.description ?? "", / All kinds\.$/);
  });

  it("has no output with a name that Pulumi keeps for itself", () => {
    for (const [name, { properties }] of resources) {
      assert.deepEqual(
        keysOf(properties).filter((output) => ["id", "urn", "pulumi"].includes(output)),
        [],
        name,
      );
    }
  });

  it("has no type and component of one name, whose classes would be one in some languages", () => {
    assert.deepEqual(
      [...resources.keys()].filter((name) => schema.types[`gatewright:index:${name}`] !== undefined),
      [],
    );
  });

  it("describes every component, type, argument and output in words of any language", () => {
    const all: [string, string | undefined][] = [
      ...[...resources].flatMap(([name, { description, inputProperties, properties }]) => [
        [name, description] as [string, string | undefined],
        ...described(name, { ...properties, ...inputProperties }),
      ]),
      ...Object.entries(schema.types).flatMap(([name, { description, properties }]) => [
        [name, description] as [string, string | undefined],
        ...described(name, properties),
      ]),
    ];
    assert.ok(all.length > 500, `${all.length} descriptions`);
    const silent = all.filter(([, description]) => (description ?? "").length < 9).map(([name]) => name);
    assert.deepEqual(silent, []);
    const ofTypeScript = all.filter(([, description = ""]) => /`[^`]*\w\([^`]*\)[^`]*`|urlFor/.test(description));
    assert.deepEqual(ofTypeScript, []);
  });

  it("writes defaults into descriptions alone: an SDK would send them, and a stage or route would inherit nothing", () => {
    const { inputProperties = {} } = resources.get("HttpApi") ?? {};
    assert.match(inputProperties.stage?.description ?? "", / Default: "\$default"\./);
    assert.doesNotMatch(JSON.stringify(schema), /"default":/);
  });

  it("marks keys as secrets", () => {
    const secrets = (properties: Record<string, Property> = {}): string[] =>
      keysOf(properties).filter((name) => properties[name]?.secret === true);
    const marked = [...resources].flatMap(([name, { inputProperties, properties }]) =>
      [...secrets(inputProperties), ...secrets(properties)].map((property) => `${name}.${property}`),
    );
    assert.deepEqual(marked, [
      "ApiKey.previousValue",
      "ApiKey.value",
      "ApiKey.value",
      "UsagePlan.keyValues",
      "UsagePlans.keyValues",
    ]);
    assert.deepEqual(secrets(typeNamed("ApiKeySettings").properties), ["previousValue", "value"]);
  });

  it("has enums where TypeScript has them", () => {
    assert.deepEqual(
      (typeNamed("QuotaPeriod").enum ?? []).map(({ value }) => value),
      ["DAY", "WEEK", "MONTH"],
    );
    assert.equal(typeNamed("Quota").properties?.period?.$ref, "#/types/gatewright:index:QuotaPeriod");
  });

  it("takes a component where TypeScript does", () => {
    assert.deepEqual(resources.get("HttpApi")?.inputProperties.api?.oneOf, [
      { $ref: "#/types/gatewright:index:ApiRef" },
      { $ref: "#/resources/gatewright:index:HttpApi" },
      { $ref: "#/resources/gatewright:index:RestApi" },
      { $ref: "#/resources/gatewright:index:WebSocketApi" },
    ]);
    // in a type: an SDK in Python would have a circle of imports
    assert.equal(typeNamed("Mapping").properties?.api?.$ref, "pulumi.json#/Any");
    assert.doesNotMatch(JSON.stringify(schema.types), /#\/resources\//);
    assert.equal(resources.get("EcsBackend")?.inputProperties.vpcLink?.$ref, "#/resources/gatewright:index:VpcLink");
  });

  it("has the option without which an SDK in Go does not compile", () => {
    assert.deepEqual(schema.language.go, { respectSchemaVersion: true, generateExtraInputTypes: true });
  });

  it("refers to types that it has", () => {
    const refs = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/(types|resources)\/([^"]+)"/g)];
    const missing = refs.filter(
      ([, kind, token = ""]) => (kind === "types" ? schema.types : schema.resources)[token] === undefined,
    );
    assert.deepEqual(
      missing.map(([ref]) => ref),
      [],
    );
  });
});

function described(owner: string, properties: Record<string, Property> = {}): [string, string | undefined][] {
  return Object.entries(properties).map(([name, { description }]) => [`${owner}.${name}`, description]);
}

const OUTPUTS = {
  ApiGatewayAccount: ["cloudwatchRoleArn"],
  ApiGroup: ["url", "apiIds", "routeCounts"],
  ApiKey: ["keyIds", "value", "secretArn"],
  Authorizer: ["authorizerId", "authorizationType"],
  ConnectionStore: ["tableName", "tableArn", "indexName", "environment"],
  CustomDomain: [
    "domainName",
    "url",
    "arn",
    "certificateArn",
    "targetDomainName",
    "targetHostedZoneId",
    "urls",
    "recordsToCreate",
  ],
  Ec2Backend: ["listenerArn", "cloudMapServiceArn", "targetSecurityGroupId"],
  EcsBackend: ["listenerArn", "cloudMapServiceArn", "targetGroupArn", "networkConfiguration"],
  FunctionAlias: ["arn", "invokeArn"],
  HttpApi: ["apiId", "executionArn", "apiEndpoint", "url", "stages", "authorizationCoverage"],
  Integration: ["integrationId", "target"],
  Monitoring: ["pageAlarmArn", "ticketAlarmArn", "topicArn"],
  MultiRegionDomain: ["url", "targetDomainNames", "healthCheckIds"],
  NetworkLoadBalancerLink: ["vpcLinkId"],
  RestApi: ["apiId", "executionArn", "apiEndpoint", "url", "stages", "authorizationCoverage"],
  UsagePlan: ["usagePlanId", "keyValues"],
  UsagePlans: ["usagePlanIds", "keyIds", "keyValues"],
  VpcLink: ["vpcLinkId", "securityGroupId"],
  WebSocketApi: [
    "apiId",
    "executionArn",
    "stageName",
    "url",
    "callbackUrl",
    "stages",
    "environment",
    "authorizationCoverage",
  ],
};
