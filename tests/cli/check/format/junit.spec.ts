import assert from "node:assert/strict";
import { junitReport } from "../../../../cli/check/format/junit";
import { bare, finding, stackResult, undecided } from "../../../support/stack-results";

describe("the JUnit report", () => {
  it("passes rules without findings, fails mandatory findings and skips the rest", () => {
    const report = junitReport([
      stackResult({ stack: "dev" }),
      stackResult({
        findings: [
          finding(),
          finding({ rule: bare, enforcement: "advisory", source: undefined, message: "no owner\u0007" }),
        ],
        undecided: [undecided()],
      }),
    ]);
    assert.deepEqual(report.split("\n"), [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="gatewright check">',
      '  <testsuite name="dev" tests="2" failures="0" errors="0" skipped="0">',
      '    <testcase classname="dev.gatewright" name="regional-certificate"/>',
      '    <testcase classname="dev.company" name="owned"/>',
      "  </testsuite>",
      '  <testsuite name="prod" tests="3" failures="1" errors="0" skipped="2">',
      '    <testcase classname="prod.gatewright" name="regional-certificate: orders at stacks/index.ts:12" file="stacks/index.ts" line="12">',
      '      <failure message="its certificate is in &quot;us-east-1&quot;, expected &lt;eu-west-1&gt; &amp; no other" type="high">its certificate is in &quot;us-east-1&quot;, expected &lt;eu-west-1&gt; &amp; no other&#10;Fix: Request the certificate in the API\'s region.&#10;https://example.com/rules/regional-certificate&#10;urn:pulumi:prod::shop::aws:apigatewayv2/domainName:DomainName::orders</failure>',
      "    </testcase>",
      '    <testcase classname="prod.company" name="owned: orders">',
      '      <skipped message="advisory: no owner"/>',
      "    </testcase>",
      '    <testcase classname="prod.gatewright" name="regional-certificate: orders">',
      '      <skipped message="undecided: certificateArn is not known before the deployment."/>',
      "    </testcase>",
      "  </testsuite>",
      "</testsuites>",
    ]);
  });

  it("has a test with an error for a stack that could not be checked", () => {
    const report = junitReport([], [{ stack: "dev", problem: "the program is <broken>" }]);
    assert.deepEqual(report.split("\n").slice(2, -1), [
      '  <testsuite name="dev" tests="1" failures="0" errors="1" skipped="0">',
      '    <testcase classname="dev" name="gatewright check">',
      '      <error message="the program is &lt;broken&gt;"/>',
      "    </testcase>",
      "  </testsuite>",
    ]);
  });
});
