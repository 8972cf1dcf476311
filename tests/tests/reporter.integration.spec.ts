import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");
/** Loses the result of each test of one title, between mocha's runner and all that listens. */
const LOSES_A_RESULT = `
  const { Runner } = require(${JSON.stringify(require.resolve("mocha"))});
  const { emit } = Runner.prototype;
  before(() => (Runner.prototype.emit = function (event, ...rest) {
    return event === "pass" && rest[0].title === "lost" ? true : emit.call(this, event, ...rest);
  }));
  after(() => (Runner.prototype.emit = emit));
`;

for (const [mode, flags] of [
  ["one process", []],
  ["workers", ["--parallel", "--jobs", "2"]],
] as const) {
  describe(`the reporter of the tests, in ${mode}`, () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "gatewright-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    function run(specs: Record<string, string>, ...more: string[]): { status: number | null; output: string } {
      for (const [name, source] of Object.entries(specs)) {
        writeFileSync(join(folder, name), source);
      }
      const mocha = join(root, "node_modules/mocha/bin/mocha.js");
      const own = [
        "--no-config",
        "--require",
        join(root, "tests/setup.js"),
        "--reporter",
        join(root, "tests/reporter.js"),
      ];
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [mocha, ...own, ...flags, ...more, ...Object.keys(specs)],
        { cwd: folder, encoding: "utf8", env: { ...process.env, FORCE_COLOR: "0" } },
      );
      return { status, output: stdout + stderr };
    }

    it("ends with the counts of what passed, failed and was skipped", () => {
      const { status, output } = run({
        "a.js": `it("passes", () => {}); it.skip("is skipped", () => {});`,
        "b.js": `it("fails", () => { throw new Error("as it should"); });`,
      });
      assert.equal(status, 1);
      assert.match(output, /^1 passed, 1 failed, 1 skipped$/m);
    });

    it("fails a test that has no result", () => {
      const { status, output } = run({
        "a.js": `${LOSES_A_RESULT} it("lost", () => {}); it("passes", () => {});`,
        "b.js": `it("passes too", () => {});`,
      });
      assert.equal(status, 1);
      assert.match(output, /mocha reported no result of this test\./);
      assert.match(output, /^2 passed, 1 failed$/m);
    });

    it("fails a file that has no test", () => {
      const { status, output } = run({
        "a.js": `for (const name of []) it(name, () => {});`,
        "b.js": `it("passes", () => {});`,
      });
      assert.equal(status, 1);
      assert.match(output, /1\) a\.js:\s+Error: No test of this file has run or was skipped\./);
      assert.match(output, /^1 passed, 1 failed$/m);
    });

    it("expects no more than the tests that were chosen", () => {
      const { status, output } = run(
        { "a.js": `it("chosen", () => {}); it("other", () => {});`, "b.js": `it("other", () => {});` },
        "--grep",
        "chosen",
      );
      assert.equal(status, 0);
      assert.match(output, /^1 passed, 0 failed$/m);
    });

    if (mode === "one process") {
      it("expects no more than the tests with only", () => {
        const { status, output } = run({
          "a.js": `it.only("chosen", () => {}); it("other", () => {});`,
          "b.js": `it("other", () => {});`,
        });
        assert.equal(status, 0);
        assert.match(output, /^1 passed, 0 failed$/m);
      });
    }

    it("fails a run that a test ends", () => {
      assert.equal(run({ "a.js": `it("ends all", () => process.exit(0)); it("comes later", () => {});` }).status, 1);
    });

    it("fails a test that leaves a rejection behind, in the first file and the next", () => {
      const rejects = (name: string): string =>
        `it("${name}", async () => { Promise.reject(new Error("of ${name}")); await new Promise(setImmediate); });`;
      const { status, output } = run({
        "a.js": `${rejects("first")}`,
        "b.js": rejects("next"),
        "c.js": rejects("last"),
      });
      assert.notEqual(status, 0);
      for (const name of ["first", "next", "last"]) {
        assert.match(output, new RegExp(`Uncaught Error: of ${name}`));
      }
    });
  });
}
