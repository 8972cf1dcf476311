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
  jobs: Record<
    string,
    { "timeout-minutes"?: number; strategy?: { matrix: { node?: string[] } }; steps: { run?: string }[] }
  >;
}

interface Manifest {
  engines: { node: string };
  scripts: { test: string };
  devDependencies: Record<string, string>;
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
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

  it("run in CI what `npm test` runs before the tests", () => {
    const { scripts } = manifest();
    const commands = scripts.test.split(" && ").filter((command) => command.startsWith("npm run "));
    assert.deepEqual(commands, ["npm run build", "npm run lint", "npm run api -- --check"]);
    const { jobs } = parse(readFileSync(join(root, ".github/workflows/ci.yml"), "utf8")) as Workflow;
    assert.deepEqual(
      (jobs.lint?.steps ?? []).flatMap(({ run }) => (run === undefined ? [] : [run])),
      ["npm ci", ...commands],
    );
  });

  // https://github.com/changesets/action/blob/v2.1.1/src/utils.ts: v2 refuses Changesets CLI v2, and v1 is for it
  it("release with the action that is for the Changesets CLI of package.json", () => {
    const { devDependencies } = manifest();
    const action = /uses: changesets\/action@\w+ # v(\d+)/.exec(
      readFileSync(join(root, ".github/workflows/release.yml"), "utf8"),
    )?.[1];
    assert.equal(Number(/\d+/.exec(devDependencies["@changesets/cli"] ?? "")?.[0]), Number(action) + 1);
  });

  it("run the tests on each supported Node.js, from the oldest that package.json allows", () => {
    const { jobs } = parse(readFileSync(join(root, ".github/workflows/ci.yml"), "utf8")) as Workflow;
    const { engines } = manifest();
    const nodes = jobs.test?.strategy?.matrix.node ?? [];
    assert.deepEqual(nodes, ["20.19", "22", "24", "26"]);
    assert.equal(engines.node, `>=${nodes[0] ?? ""}`);
  });
});
