import assert from "node:assert/strict";
import { asset } from "@pulumi/pulumi";
import {
  CERTIFICATE,
  CERTIFICATE_VALIDATION,
  LAMBDA,
  LOG_GROUP,
  RECORD,
  USER_POOL,
  USER_POOL_CLIENT,
  V2,
} from "../../aws/resource-types";
import { rules } from "../../policy/rules";
import { changed, type Changes, type Finding, run, type Stack, type TestResource } from "./cases";

const region = "eu-west-1";
const execution = `arn:aws:execute-api:${region}:111122223333:abcde12345`;
const functionArn = `arn:aws:lambda:${region}:111122223333:function:orders`;
const certificateArn = `arn:aws:acm:${region}:111122223333:certificate/1f2d`;
const target = "d-abcde12345.execute-api.eu-west-1.amazonaws.com";
const issuer = `https://cognito-idp.${region}.amazonaws.com/${region}_a1B2c3D4e`;
const code = (text: string) => new asset.AssetArchive({ "index.js": new asset.StringAsset(text) });
const part = (type: string, props: object, refs: TestResource["refs"] = {}): TestResource => ({
  type,
  props: { region, apiId: "abcde12345", ...props },
  refs: { apiId: ["api"], ...refs },
});

/** A whole HTTP API with a domain, that every rule lets pass. */
const api: Stack = {
  pool: { type: USER_POOL, props: { id: `${region}_a1B2c3D4e`, region } },
  client: {
    type: USER_POOL_CLIENT,
    props: { id: "client1", userPoolId: `${region}_a1B2c3D4e` },
    refs: { userPoolId: ["pool"] },
  },
  api: {
    type: V2.api,
    props: {
      id: "abcde12345",
      region,
      arn: `arn:aws:apigateway:${region}::/apis/abcde12345`,
      protocolType: "HTTP",
      executionArn: execution,
      corsConfiguration: {
        allowOrigins: ["https://shop.example.com"],
        allowMethods: ["GET"],
        allowHeaders: ["authorization"],
      },
    },
  },
  customers: part(V2.authorizer, {
    id: "auth12",
    authorizerType: "JWT",
    identitySources: ["$request.header.Authorization"],
    jwtConfiguration: { issuer, audiences: ["client1"] },
  }),
  orders: {
    type: LAMBDA.function,
    props: {
      arn: functionArn,
      name: "orders",
      timeout: 10,
      code: code("exports.handler = (event) => ({ body: event.rawPath });"),
    },
  },
  permission: {
    type: LAMBDA.permission,
    props: { function: "orders", principal: "apigateway.amazonaws.com", sourceArn: `${execution}/*/*` },
    refs: { function: ["orders"], sourceArn: ["api"] },
  },
  integration: part(
    V2.integration,
    {
      id: "int1234",
      integrationType: "AWS_PROXY",
      integrationUri: functionArn,
      payloadFormatVersion: "2.0",
      timeoutMilliseconds: 30000,
    },
    { integrationUri: ["orders"] },
  ),
  route: part(
    V2.route,
    { routeKey: "GET /orders", target: "integrations/int1234", authorizationType: "JWT", authorizerId: "auth12" },
    { target: ["integration"], authorizerId: ["customers"] },
  ),
  logs: { type: LOG_GROUP, props: { arn: `arn:aws:logs:${region}:111122223333:log-group:shop`, retentionInDays: 30 } },
  stage: part(V2.stage, {
    name: "$default",
    autoDeploy: true,
    defaultRouteSettings: { detailedMetricsEnabled: true, throttlingRateLimit: 100, throttlingBurstLimit: 50 },
    accessLogSettings: {
      destinationArn: `arn:aws:logs:${region}:111122223333:log-group:shop`,
      format: JSON.stringify({
        id: "$context.requestId",
        status: "$context.status",
        integration: "$context.integrationErrorMessage",
        authorizer: "$context.authorizer.error",
        latency: "$context.responseLatency",
      }),
    },
  }),
  certificate: {
    type: CERTIFICATE,
    props: { arn: certificateArn, region, domainName: "api.example.com", subjectAlternativeNames: [] },
  },
  validation: { type: CERTIFICATE_VALIDATION, props: { certificateArn }, refs: { certificateArn: ["certificate"] } },
  domain: {
    type: V2.domainName,
    props: {
      region,
      domainName: "api.example.com",
      domainNameConfiguration: {
        certificateArn,
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
        targetDomainName: target,
        hostedZoneId: "Z1",
      },
    },
    refs: { domainNameConfiguration: ["validation"] },
  },
  mapping: part(V2.apiMapping, { domainName: "api.example.com", stage: "$default" }, { domainName: ["domain"] }),
  record: {
    type: RECORD,
    props: { name: "api.example.com", type: "A", aliases: [{ name: target, zoneId: "Z1" }] },
    refs: { aliases: ["domain"] },
  },
};

async function findingsOf(stack: Stack): Promise<(Finding & { rule: string })[]> {
  const all = await Promise.all(
    rules.map(async (rule) => (await run(rule, stack)).map((finding) => ({ ...finding, rule: rule.name }))),
  );
  return all.flat();
}

describe("all rules on one whole API", () => {
  it("find nothing, and leave nothing undecided", async () => {
    assert.deepEqual(await findingsOf(api), []);
  });

  const failures: Record<string, [Changes, rule: string, text: RegExp]> = {
    "a certificate in another region": [
      {
        "certificate.region": "us-east-1",
        "certificate.arn": certificateArn.replace(region, "us-east-1"),
        "validation.certificateArn": certificateArn.replace(region, "us-east-1"),
        "domain.domainNameConfiguration.certificateArn": certificateArn.replace(region, "us-east-1"),
      },
      "regional-certificate",
      /is in us-east-1, and the domain is in eu-west-1\.\nFix: Request the certificate in eu-west-1/,
    ],
    "CORS headers in the handler beside the gateway's": [
      { "orders.code": code('exports.handler = () => ({ headers: { "Access-Control-Allow-Origin": "*" } });') },
      "no-mixed-cors",
      /Fix: Remove the header from the code, or remove corsConfiguration/,
    ],
    "an issuer with a slash at the end": [
      { "customers.jwtConfiguration.issuer": `${issuer}/` },
      "jwt-issuer-exact",
      /Fix: Write "https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/eu-west-1_a1B2c3D4e"/,
    ],
    "a record that points to the API's own endpoint": [
      { "record.aliases": [{ name: "abcde12345.execute-api.eu-west-1.amazonaws.com", zoneId: "Z1" }] },
      "dns-targets-regional-domain-name",
      /Fix: Point it at domain's domainNameConfiguration\.targetDomainName/,
    ],
    "a permission that is missing": [
      { permission: undefined },
      "lambda-may-be-invoked",
      /Fix: Add a lambda\.Permission/,
    ],
    "settings that throttle everything": [
      { "stage.defaultRouteSettings": { detailedMetricsEnabled: true, throttlingRateLimit: 100 } },
      "route-throttle-complete",
      /Fix: Set throttlingRateLimit and throttlingBurstLimit/,
    ],
  };

  for (const [what, [changes, rule, text]] of Object.entries(failures)) {
    it(`make one finding of ${what}, with the fix`, async () => {
      const findings = (await findingsOf(changed(api, changes))).filter(
        ({ message }) => !message.startsWith("undecided"),
      );
      const blocking = findings.filter(({ rule: name }) => name !== "default-throttle");
      assert.deepEqual(
        blocking.map(({ rule: name }) => name),
        [rule],
      );
      assert.match(blocking[0]?.message ?? "", text);
    });
  }
});
