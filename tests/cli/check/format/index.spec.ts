import assert from "node:assert/strict";
import { REPORTS } from "../../../../cli/check/format";
import { certificate, finding, stackResult } from "../../../support/stack-results";

describe("every report", () => {
  for (const [format, report] of Object.entries(REPORTS)) {
    it(`says the fix of the finding once, instead of the rule's: ${format}`, () => {
      const own = finding({ message: "The certificate is in us-east-1.", fix: "Request it in eu-west-1." });
      // what is general about a rule, a SARIF report has beside the findings
      const text = report([stackResult({ rules: [], findings: [own] })], {
        project: "shop",
        diffs: new Map(),
        unchecked: [],
      }).replace(/"help": \{[^}]*\}/, "");
      assert.equal(text.split("Request it in eu-west-1.").length - 1, 1, text);
      assert.ok(!text.includes(certificate.fix), text);
    });

    it(`says no fix of a finding that has none: ${format}`, () => {
      const exempted = finding({
        enforcement: "advisory",
        message: "exempted: it is open. Exempted: a page.",
        fix: "",
      });
      const text = report([stackResult({ rules: [], findings: [exempted] })], {
        project: "shop",
        diffs: new Map(),
        unchecked: [],
      }).replace(/"help": \{[^}]*\}/, "");
      assert.doesNotMatch(text, /fix:(?! "")/i);
    });
  }
});
