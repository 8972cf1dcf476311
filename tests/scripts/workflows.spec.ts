import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "../..");
const files = (folder: string): string[] => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
const workflows = files(".github/workflows");
/** The workflows of a new project. */
const templates = files("templates/shared/_github/workflows");

interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, { "timeout-minutes"?: number; strategy?: { matrix: { node?: string[] } } }>;
}

describe("the workflows and the action", () => {
  for (const file of [...workflows, ...templates, "action.yml"]) {
    it(`${file} pins what it uses by commit, with the version beside it`, () => {
      const uses = readFileSync(join(root, file), "utf8")
        .split("\n")
        .filter((line) => /^\s*(- )?uses: (?!\.\/)/.test(line));
      assert.ok(uses.length > 0);
      for (const line of uses) {
        assert.match(line, /uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      }
    });
  }

  for (const file of workflows) {
    it(`${file} names its permissions, and bounds its jobs in time`, () => {
      const { permissions, jobs } = parse(readFileSync(join(root, file), "utf8")) as Workflow;
      assert.equal(permissions?.contents, "read");
      for (const [name, job] of Object.entries(jobs)) {
        assert.ok((job["timeout-minutes"] ?? 360) <= 45, name);
      }
    });
  }

  it("run the tests on each supported Node.js, from the oldest that package.json allows", () => {
    const { jobs } = parse(readFileSync(join(root, ".github/workflows/ci.yml"), "utf8")) as Workflow;
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
    const nodes = jobs.test?.strategy?.matrix.node ?? [];
    assert.deepEqual(nodes, ["20.19", "22", "24"]);
    assert.equal(engines.node, `>=${nodes[0] ?? ""}`);
  });
});
