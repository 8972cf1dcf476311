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

  it("has what several stacks have alike once, with their names, and before what one has alone", () => {
    const own = finding({ rule: bare, enforcement: "advisory", source: undefined, message: "no owner" });
    const report = textReport([
      stackResult({ stack: "dev", findings: [own] }),
      stackResult({ stack: "staging", findings: [own], undecided: [undecided()] }),
      stackResult({ stack: "prod", findings: [finding({ message: "wrong" }), own], undecided: [undecided()] }),
    ]);
    assert.deepEqual(report.split("\n"), [
      "dev, staging, prod: 1 advisory in each",
      "  advisory   owned  orders: no owner",
      "",
      "staging, prod: 1 undecided in each",
      "  undecided  regional-certificate  orders: certificateArn is not known before the deployment.",
      "",
      "prod: 1 mandatory",
      "  mandatory  regional-certificate  orders (stacks/index.ts:12): wrong",
      "             fix: Request the certificate in the API's region.  https://example.com/rules/regional-certificate",
      "",
      "Each rule has a page: docs/rules/<rule>.md",
      "Checked 3 stacks, 0 resources, with 2 rules: 1 mandatory, 3 advisory, 2 undecided.",
    ]);
  });

  it("is wrapped to the terminal, and coloured", () => {
    const paint = (style: string, text: string): string => `<${style}>${text}</>`;
    const results = [stackResult({ findings: [finding({ message: "it is in us-east-1, and not in eu-west-1" })] })];
    assert.deepEqual(textReport(results, { columns: 60 }).split("\n").slice(0, 5), [
      "prod: 1 mandatory",
      "  mandatory  regional-certificate  orders",
      "             (stacks/index.ts:12): it is in us-east-1, and",
      "             not in eu-west-1",
      "             fix: Request the certificate in the API's",
    ]);
    assert.ok(
      textReport(results, { columns: 60 })
        .split("\n")
        .every((line) => line.length <= 60 || /https:/.test(line)),
    );
    assert.match(textReport(results, { paint }), /<bold>prod<\/>: 1 mandatory\n {2}<red>mandatory<\/>/);
  });

  it("names the stacks that could not be checked, and counts them", () => {
    const unchecked = [{ stack: "dev", problem: "the program is broken:\n  index.ts:3" }];
    assert.deepEqual(textReport([stackResult()], {}, unchecked).split("\n"), [
      "Not checked: dev: the program is broken: index.ts:3",
      "Checked 1 of 2 stacks, 0 resources, with 2 rules: no findings.",
    ]);
  });
});
