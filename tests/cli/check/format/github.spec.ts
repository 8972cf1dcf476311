import assert from "node:assert/strict";
import { githubReport } from "../../../../cli/check/format/github";
import { bare, finding, graph, stackResult, undecided } from "../../../support/stack-results";

describe("the GitHub workflow commands", () => {
  it("are errors, warnings and notices at the program's line, escaped", () => {
    const report = githubReport([
      stackResult({
        findings: [
          finding({ message: "100% wrong:\nhere, there" }),
          finding({ rule: bare, enforcement: "advisory", message: "no owner" }),
        ],
        undecided: [undecided()],
      }),
    ]);
    assert.deepEqual(report.split("\n"), [
      "::error file=stacks/index.ts,line=12,col=3,title=regional-certificate (prod)::orders: 100%25 wrong:%0Ahere, there%0AFix: Request the certificate in the API's region.%0Ahttps://example.com/rules/regional-certificate",
      "::warning file=stacks/index.ts,line=12,col=3,title=owned (prod)::orders: no owner",
      "::notice title=regional-certificate (prod) could not decide::orders: certificateArn is not known before the deployment.%0Ahttps://example.com/rules/regional-certificate",
    ]);
  });

  it("name the stacks of the same finding in one annotation", () => {
    const same = { findings: [finding({ rule: bare, message: "no owner" })] };
    const report = githubReport([stackResult({ stack: "dev", ...same }), stackResult(same)]);
    assert.equal(report, "::error file=stacks/index.ts,line=12,col=3,title=owned (dev%2C prod)::orders: no owner");
  });

  it("stand at Pulumi.yaml where the program's line is not known", () => {
    const result = stackResult({
      graph: graph({ projectDirectory: `${process.cwd()}/shop` }),
      findings: [finding({ rule: bare, source: undefined, message: "no owner" })],
    });
    assert.equal(
      githubReport([result]),
      "::error file=shop/Pulumi.yaml,line=1,col=1,title=owned (prod)::orders: no owner",
    );
  });

  it("has an error for a stack that could not be checked", () => {
    assert.equal(
      githubReport([], [{ stack: "dev", problem: "broken:\nindex.ts" }]),
      "::error title=gatewright check could not check dev::broken:%0Aindex.ts",
    );
  });
});
