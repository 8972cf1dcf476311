import assert from "node:assert/strict";
import { jsonReport } from "../../../../cli/check/format/json";
import { bare, finding, stackResult, undecided } from "../../../support/stack-results";

describe("the JSON report", () => {
  it("has exactly the documented fields, for scripts", () => {
    const report: unknown = JSON.parse(
      jsonReport([
        stackResult({ stack: "dev" }),
        stackResult({
          findings: [finding(), finding({ rule: bare, severity: "unspecified", enforcement: "advisory" })],
          undecided: [undecided()],
        }),
      ]),
    );
    const { urn, message } = finding();
    assert.deepEqual(report, {
      version: 1,
      stacks: [
        { stack: "dev", findings: [], undecided: [] },
        {
          stack: "prod",
          findings: [
            {
              rule: "regional-certificate",
              severity: "high",
              enforcement: "mandatory",
              urn,
              message,
              fix: "Request the certificate in the API's region.",
              docs: "https://example.com/rules/regional-certificate",
              file: "stacks/index.ts",
              line: 12,
              rulePage: "docs/rules/regional-certificate.md",
            },
            {
              ...{ rule: "owned", severity: "unspecified", enforcement: "advisory", urn, message, fix: "", docs: "" },
              ...{ file: "stacks/index.ts", line: 12 },
            },
          ],
          undecided: [
            {
              rule: "regional-certificate",
              urn,
              message: "certificateArn is not known before the deployment.",
              docs: "https://example.com/rules/regional-certificate",
              rulePage: "docs/rules/regional-certificate.md",
            },
          ],
        },
      ],
    });
  });

  it("places a finding without a line of its own in the project's file", () => {
    const graph = { ...stackResult().graph, projectDirectory: process.cwd() };
    const [stack] = (
      JSON.parse(jsonReport([stackResult({ graph, findings: [finding({ source: undefined })] })])) as {
        stacks: { findings: { file: string; line: number }[] }[];
      }
    ).stacks;
    assert.deepEqual([stack?.findings[0]?.file, stack?.findings[0]?.line], ["Pulumi.yaml", 1]);
  });

  it("has the stacks that could not be checked, with the problem", () => {
    const unchecked = [{ stack: "dev", problem: "the program is broken" }];
    assert.deepEqual(JSON.parse(jsonReport([stackResult()], unchecked)), {
      version: 1,
      stacks: [{ stack: "prod", findings: [], undecided: [] }],
      unchecked,
    });
  });
});
