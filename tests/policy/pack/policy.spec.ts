import assert from "node:assert/strict";
import { asset } from "@pulumi/pulumi";
import { LAMBDA, V1, V2 } from "../../../aws/resource-types";
import { policyOf } from "../../../policy/pack/policy";
import { rules } from "../../../policy/rules";
import { minimumTls } from "../../../policy/rules/domains/minimum-tls";
import { noMixedCors } from "../../../policy/rules/cors/no-mixed-cors";
import { noSecretInStageVariables } from "../../../policy/rules/deployments/no-secret-in-stage-variables";
import { regionalCertificate } from "../../../policy/rules/domains/regional-certificate";
import { type Rule } from "../../../policy/pack/rule";
import { run, secret, type Stack, UNKNOWN } from "../cases";

const elsewhere = "arn:aws:acm:us-east-1:111122223333:certificate/1f2d";
const domain = (certificateArn: string): Stack[string] => ({
  type: V2.domainName,
  props: { region: "eu-west-1", domainName: "api.example.com", domainNameConfiguration: { certificateArn } },
});
const certificates = regionalCertificate as Rule;

describe("a policy of the pack", () => {
  it("goes on after a resource that it cannot decide, and says so once for all of them", async () => {
    const findings = await run(certificates, { a: domain(UNKNOWN), b: domain(elsewhere), c: domain(UNKNOWN) });
    assert.deepEqual(
      findings.map(({ name, level }) => [name, level]),
      [
        ["b", "mandatory"],
        ["a", "advisory"],
      ],
    );
    assert.equal(
      findings[1]?.message,
      "undecided: a: domainNameConfiguration.certificateArn is not known before the deployment, and 1 more like it.",
    );
  });

  it("says once a run that it cannot decide single resources, and names the first by its URN", async () => {
    const stack = {
      b: { type: V1.domainName, props: { securityPolicy: UNKNOWN } },
      a: { type: V1.domainName, props: { securityPolicy: UNKNOWN } },
    };
    for (const order of [stack, { a: stack.a, b: stack.b }]) {
      const [note, ...others] = await run(minimumTls, order);
      assert.deepEqual(
        [note?.name, note?.message, others],
        ["a", "undecided: a: securityPolicy is not known before the deployment, and 1 more like it.", []],
      );
    }
  });

  it("says what is wrong, and in a last line of its own what to change", async () => {
    const [finding] = await run(certificates, { a: domain(elsewhere) });
    assert.deepEqual(finding?.message.split("\n"), [
      "The certificate of api.example.com is in us-east-1, and the domain is in eu-west-1.",
      'Fix: Request the certificate in eu-west-1 (region: "eu-west-1" on the certificate and its validation).',
    ]);
  });

  it("reports for an exemption by name, and not for another name", async () => {
    const stack = { "api-domain": domain(elsewhere) };
    const exempted = await run(certificates, stack, { exemptions: [{ resource: "api-*", reason: "moves in May" }] });
    assert.match(exempted[0]?.message ?? "", /^exempted: .*Exempted: moves in May\.$/);
    const others = await run(certificates, stack, { exemptions: [{ resource: "web-*", reason: "moves in May" }] });
    assert.equal(others[0]?.level, "mandatory");
  });

  it("prefers an exemption that holds to one that has expired, and says until when", async () => {
    const exemptions = [
      { resource: "*", reason: "old", expires: "2020-01-01" },
      { resource: "*", reason: "new", expires: "2999-12-31" },
    ];
    const findings = await run(certificates, { a: domain(elsewhere) }, { exemptions });
    assert.match(findings[0]?.message ?? "", /Exempted: new\. Until 2999-12-31\.$/);
  });

  it("never repeats a secret", async () => {
    const variables = { dbPassword: "correct horse battery", pw: secret("correct horse too") };
    const findings = await run(noSecretInStageVariables, { live: { type: V1.stage, props: { variables } } });
    assert.equal(findings.length, 2);
    assert.ok(!JSON.stringify(findings).includes("correct horse"));
  });

  it("blocks where code surely sets a CORS header beside the gateway's, and advises where it only names one", async () => {
    const stackWith = (code: string): Stack => ({
      api: { type: V2.api, props: { id: "a1", corsConfiguration: { allowOrigins: ["https://shop.example.com"] } } },
      orders: {
        type: LAMBDA.function,
        props: {
          arn: "arn:aws:lambda:eu-west-1:111122223333:function:orders",
          code: new asset.AssetArchive({ "index.js": new asset.StringAsset(code) }),
        },
      },
      integration: {
        type: V2.integration,
        props: { apiId: "a1", integrationUri: "arn:aws:lambda:eu-west-1:111122223333:function:orders" },
      },
    });
    const said = async (code: string): Promise<string[]> =>
      (await run(noMixedCors as Rule, stackWith(code))).map(
        ({ level, message }) => `${level}: ${message.split("\n")[0] ?? ""}`,
      );
    assert.deepEqual(await said('({ "Access-Control-Allow-Origin": "*" });'), [
      "as configured: api has a CORS configuration, and the code of orders sets Access-Control-Allow-Origin (index.js), which API Gateway drops.",
    ]);
    assert.deepEqual(await said('copy("Access-Control-Allow-Origin", to);'), [
      "advisory: api has a CORS configuration, and the code of orders names Access-Control-Allow-Origin (index.js), which API Gateway drops.",
    ]);
  });

  it("tells the engine what it is: level, severity, fix, page and settings", () => {
    for (const rule of rules) {
      const policy = policyOf(rule);
      assert.equal(policy.enforcementLevel, rule.blocks === "always" ? "mandatory" : "advisory");
      assert.deepEqual([policy.severity, policy.remediationSteps, policy.url], [rule.severity, rule.fix, rule.url]);
      assert.deepEqual(
        Object.keys(policy.configSchema?.properties ?? {}).sort(),
        [...Object.keys(rule.options), "exemptions"].sort(),
      );
    }
  });
});
