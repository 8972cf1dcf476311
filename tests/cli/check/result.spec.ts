import assert from "node:assert/strict";
import { type CheckedPack, type Finding, stackResult } from "../../../cli/check/result";
import { type PolicyDiagnostic, type PolicyInfo } from "../../../policy-host";
import { graph } from "../../support/stack-results";

const certificate: PolicyInfo = {
  name: "regional-certificate",
  displayName: "A domain's certificate is in its region",
  description: "The certificate is in the domain's region.",
  enforcement: "mandatory",
  severity: "high",
  kind: "stack",
  remediationSteps: "Request the certificate in the domain's own region.",
  url: "https://example.com",
  configSchema: { properties: {}, required: [] },
};
const pack: CheckedPack = {
  info: { name: "gatewright", version: "1.0.0", supportsConfig: true, policies: [certificate], initialConfig: {} },
  enabledPolicies: [certificate],
};

function findingOf(message: string, enforcement: PolicyDiagnostic["enforcement"] = "mandatory"): Finding | undefined {
  const diagnostic: PolicyDiagnostic = {
    policy: "regional-certificate",
    pack: "gatewright",
    packVersion: "1.0.0",
    description: certificate.description,
    message,
    enforcement,
    severity: "high",
    urn: "urn:pulumi:prod::shop::aws:apigatewayv2/domainName:DomainName::shop",
  };
  return stackResult(graph(), [pack], { diagnostics: [diagnostic], remediations: [] }).findings[0];
}

describe("what a finding says", () => {
  it("is the message without its fix, and the fix of this finding instead of the rule's", () => {
    const finding = findingOf("The certificate is in us-east-1.\nFix: Request it in eu-west-1.");
    assert.deepEqual(
      [finding?.message, finding?.fix],
      ["The certificate is in us-east-1.", "Request it in eu-west-1."],
    );
  });

  it("is the rule's fix where the message has none, as those of other packs", () => {
    for (const message of ["in us-east-1", `${certificate.description}\nin us-east-1`]) {
      const finding = findingOf(message);
      assert.deepEqual([finding?.message, finding?.fix], ["in us-east-1", certificate.remediationSteps]);
    }
  });

  it("is no fix where the finding is exempted", () => {
    const text = "exempted: The certificate is in us-east-1. Exempted: moves in May.";
    const finding = findingOf(text, "advisory");
    assert.deepEqual([finding?.message, finding?.fix], [text, ""]);
  });

  it("takes the last line alone for the fix", () => {
    const text = "first\nFix: one.\nsecond";
    assert.deepEqual([findingOf(text)?.message, findingOf(text)?.fix], [text, certificate.remediationSteps]);
  });
});
