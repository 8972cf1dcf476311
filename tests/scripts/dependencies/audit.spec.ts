import assert from "node:assert/strict";
import { auditProblems } from "../../../scripts/dependencies/audit";

describe("the report of npm audit", () => {
  const report = (severity: string): string =>
    JSON.stringify({
      auditReportVersion: 2,
      vulnerabilities: {
        minimist: {
          name: "minimist",
          severity,
          via: [{ title: "Prototype Pollution", url: "https://github.com/advisories/GHSA-xvch-5gv4-984h" }],
          range: "<1.2.6",
        },
        above: { name: "above", severity, via: ["minimist"], range: "*" },
      },
    });

  it("fails by high and critical ones, with their reasons", () => {
    assert.deepEqual(auditProblems(report("critical")), [
      "minimist <1.2.6: critical, Prototype Pollution, https://github.com/advisories/GHSA-xvch-5gv4-984h",
      "above *: critical, by minimist",
    ]);
    assert.equal(auditProblems(report("high")).length, 2);
    assert.deepEqual(auditProblems(report("moderate")), []);
  });

  it("is no answer where the registry has no endpoint, or nothing came", () => {
    assert.equal(auditProblems('{"error":{"code":"ENOAUDIT","summary":"not implemented"}}'), "no answer");
    assert.equal(auditProblems(""), "no answer");
  });
});
