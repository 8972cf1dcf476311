import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv, type SchemaObject } from "ajv";
import { sarifReport } from "../../../../cli/check/format/sarif";
import { bare, finding, graph, stackResult, undecided } from "../../../support/stack-results";

const SCHEMA = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

interface Log {
  runs: {
    tool: {
      driver: {
        name: string;
        rules: {
          id: string;
          helpUri?: string;
          help: { text: string };
          properties: { "security-severity": string };
        }[];
      };
    };
    automationDetails: { id: string };
    invocations: unknown[];
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: unknown[];
      partialFingerprints: Record<string, string>;
    }[];
  }[];
}

function log(...results: Parameters<typeof sarifReport>[0]): Log {
  return JSON.parse(sarifReport(results)) as Log;
}

const everything = stackResult({
  graph: graph({ projectDirectory: `${process.cwd()}/shop` }),
  findings: [
    finding(),
    finding({ rule: bare, enforcement: "advisory", source: undefined }),
    finding({ enforcement: "remediate", source: { file: "/elsewhere/a b.ts", line: 1, column: 1 } }),
  ],
  undecided: [undecided()],
});

describe("the SARIF report", () => {
  it("is valid against the schema of SARIF 2.1.0", () => {
    const schema = JSON.parse(readFileSync(require.resolve(SCHEMA), "utf8")) as SchemaObject;
    // of draft 4, whose few differences this schema does not use
    delete schema.$schema;
    delete schema.id;
    const validate = new Ajv({
      strict: false,
      allErrors: true,
      validateFormats: false,
      unicodeRegExp: false,
    }).compile(schema);
    for (const results of [[], [stackResult()], [everything, stackResult({ stack: "dev" })]]) {
      validate(JSON.parse(sarifReport(results, "shop", [{ stack: "qa", problem: "it throws" }])));
      assert.deepEqual(validate.errors ?? [], []);
    }
    validate({ version: "2.1.0", runs: [{}] });
    assert.notDeepEqual(validate.errors ?? [], [], "the schema must refuse a run without a tool");
  });

  it("has a run for each stack, which GitHub keeps apart", () => {
    const { runs } = log(stackResult({ stack: "dev" }), everything);
    assert.deepEqual(
      runs.map(({ automationDetails, results }) => [automationDetails.id, results.length]),
      [
        ["gatewright/shop/dev/", 0],
        ["gatewright/shop/prod/", 4],
      ],
    );
  });

  // invocation: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html 3.20.14 and 3.20.21
  it("has a run that was not successful for each stack that could not be checked", () => {
    const report = sarifReport([stackResult({ stack: "dev" })], "shop", [{ stack: "qa", problem: "it throws" }]);
    assert.deepEqual(
      (JSON.parse(report) as Log).runs.map((run) => [run.automationDetails.id, run.invocations, run.results]),
      [
        ["gatewright/shop/dev/", [{ executionSuccessful: true }], []],
        [
          "gatewright/shop/qa/",
          [
            {
              executionSuccessful: false,
              toolExecutionNotifications: [{ level: "error", message: { text: "it throws" } }],
            },
          ],
          [],
        ],
      ],
    );
  });

  it("describes each rule once; those of other packs carry the pack's name", () => {
    const driver = log(everything).runs[0]?.tool.driver;
    assert.deepEqual(
      driver?.rules.map(({ id, helpUri, properties }) => [id, helpUri, properties["security-severity"]]),
      [
        ["regional-certificate", "https://example.com/rules/regional-certificate", "8.0"],
        ["company/owned", undefined, "5.0"],
      ],
    );
  });

  it("names the page about a rule in its help, for rules of our own", () => {
    const [own, other] = log(everything).runs[0]?.tool.driver.rules ?? [];
    assert.match(own?.help.text ?? "", /\n\nThe rule: docs\/rules\/regional-certificate\.md$/);
    assert.equal(other?.help.text, "Resources have an owner.");
  });

  it("places each result in the repository and at the resource", () => {
    const results = log(everything).runs[0]?.results ?? [];
    assert.deepEqual(
      results.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level]),
      [
        ["regional-certificate", 0, "error"],
        ["company/owned", 1, "warning"],
        ["regional-certificate", 0, "note"],
        ["regional-certificate", 0, "note"],
      ],
    );
    assert.deepEqual(results[0]?.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: "stacks/index.ts", uriBaseId: "%SRCROOT%" },
          region: { startLine: 12, startColumn: 3 },
        },
        logicalLocations: [{ name: "orders", fullyQualifiedName: finding().urn, kind: "resource" }],
      },
    ]);
    assert.match(JSON.stringify(results[1]?.locations), /"uri":"shop\/Pulumi\.yaml"/);
    assert.match(JSON.stringify(results[2]?.locations), /"uri":"file:\/\/\/elsewhere\/a%20b\.ts"/);
  });

  it("knows a finding again when its line has moved", () => {
    const moved = stackResult({ findings: [finding({ source: { file: "/x.ts", line: 99, column: 1 } })] });
    const print = (result: typeof moved): unknown => log(result).runs[0]?.results[0]?.partialFingerprints;
    assert.deepEqual(print(moved), print(everything));
    assert.notDeepEqual(print(stackResult({ findings: [finding({ message: "another" })] })), print(everything));
  });
});
