import assert from "node:assert/strict";
import { textReport } from "../../../../cli/check/format/text";
import { bare, finding, stackResult, undecided } from "../../../support/stack-results";

describe("the text report", () => {
  it("is one line where nothing is found", () => {
    assert.equal(textReport([stackResult()]), "Checked 1 stack (prod), 0 resources, with 2 rules: no findings.");
  });

  it("has a line for each finding and its fix, by stack, and a summary", () => {
    const report = textReport([
      stackResult({ stack: "dev" }),
      stackResult({
        findings: [
          finding({ message: "first\n  second" }),
          finding({ rule: bare, enforcement: "advisory", source: undefined, message: "no owner" }),
        ],
        undecided: [undecided()],
      }),
    ]);
    assert.deepEqual(report.split("\n"), [
      "prod: 1 mandatory, 1 advisory, 1 undecided",
      "  mandatory  regional-certificate  orders (stacks/index.ts:12): first second",
      "             fix: Request the certificate in the API's region.  https://example.com/rules/regional-certificate",
      "  advisory   owned  orders: no owner",
      "  undecided  regional-certificate  orders: certificateArn is not known before the deployment.",
      "",
      "Each rule has a page: docs/rules/<rule>.md",
      "Checked 2 stacks, 0 resources, with 2 rules: 1 mandatory, 1 advisory, 1 undecided.",
    ]);
  });
});
