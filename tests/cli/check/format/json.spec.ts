import assert from "node:assert/strict";
import { jsonReport } from "../../../../cli/check/format/json";
import { bare, finding, stageResult, undecided } from "../stage-results";

describe("the JSON report", () => {
  it("has exactly the documented fields, for scripts", () => {
    const report: unknown = JSON.parse(
      jsonReport([
        stageResult({ stage: "dev" }),
        stageResult({
          findings: [finding(), finding({ rule: bare, severity: "unspecified", enforcement: "advisory" })],
          undecided: [undecided()],
        }),
      ]),
    );
    const { urn, message } = finding();
    assert.deepEqual(report, {
      version: 1,
      stages: [
        { stage: "dev", findings: [], undecided: [] },
        {
          stage: "prod",
          findings: [
            {
              rule: "regional-certificate",
              severity: "high",
              enforcement: "mandatory",
              urn,
              message,
              fix: "Request the certificate in the API's region.",
              docs: "https://example.com/rules/regional-certificate",
            },
            { rule: "owned", severity: "unspecified", enforcement: "advisory", urn, message, fix: "", docs: "" },
          ],
          undecided: [
            {
              rule: "regional-certificate",
              urn,
              message: "certificateArn is not known before the deployment.",
              docs: "https://example.com/rules/regional-certificate",
            },
          ],
        },
      ],
    });
  });
});
