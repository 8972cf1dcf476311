import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parse } from "yaml";

const ROOT = join(__dirname, "..", "..", "..");

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  runs: { steps: { name: string; run?: string; env?: Record<string, string>; with?: Record<string, string> }[] };
}

describe("the GitHub action", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-action-"));
  after(() => rmSync(folder, { recursive: true }));
  const action = parse(readFileSync(join(ROOT, "action.yml"), "utf8")) as Action;

  /** Runs a script of the action with an npx that notes its arguments, writes the comment and ends with a code. */
  function run(
    script: string,
    code: number,
    env: Record<string, string>,
    reports: Record<string, string> = { "comment.md": "comment\n" },
  ): { arguments: string[]; folder: string; output: string; summary: string; home: string } {
    const home = mkdtempSync(join(folder, "run-"));
    mkdirSync(join(home, "gatewright"));
    mkdirSync(join(home, "infra"));
    // of another project in the same job
    writeFileSync(join(home, "gatewright", "comment.md"), "another project's\n");
    mkdirSync(join(home, "written"));
    Object.entries(reports).forEach(([name, text]) => writeFileSync(join(home, "written", name), text));
    const npx = `#!/bin/sh\nfor argument in "$@"; do echo "$argument"; done > ${home}/arguments\npwd > ${home}/folder\ncp -r ${home}/written/. ${home}/gatewright/\nexit ${code}\n`;
    writeFileSync(join(home, "npx"), npx);
    chmodSync(join(home, "npx"), 0o755);
    const files = { GITHUB_OUTPUT: join(home, "output"), GITHUB_STEP_SUMMARY: join(home, "summary") };
    execFileSync("bash", [join(ROOT, ".github", "actions", script)], {
      cwd: home,
      env: { ...process.env, PATH: `${home}${delimiter}${process.env.PATH}`, RUNNER_TEMP: home, ...files, ...env },
    });
    const read = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
    return {
      arguments: read(join(home, "arguments"))
        .trim()
        .split("\n")
        .map((line) => line.replaceAll(home, "TEMP")),
      folder: read(join(home, "folder")).trim().replaceAll(home, "TEMP"),
      output: read(files.GITHUB_OUTPUT).replaceAll(home, "TEMP"),
      summary: read(files.GITHUB_STEP_SUMMARY),
      home,
    };
  }

  it("has a script for each step that runs one, and every input reaches a step", () => {
    for (const { run: script } of action.runs.steps) {
      const file = /\$GITHUB_ACTION_PATH\/(\S+\.sh)/.exec(script ?? "")?.[1];
      assert.ok(file === undefined || existsSync(join(ROOT, file)), file);
    }
    const used = JSON.stringify(action.runs.steps);
    for (const input of Object.keys(action.inputs)) {
      assert.ok(used.includes(`inputs.${input}`), `${input} is not used`);
    }
  });

  it("passes stacks, packs and their configs on, and leaves the exit code and the reports as outputs", () => {
    const env = {
      DIRECTORY: "infra",
      STACKS: "dev prod",
      POLICY_PACKS: "one\ntwo words\n",
      CONFIG: "{stack}.json\n2.json",
    };
    const result = run("check.sh", 1, env);
    assert.deepEqual(result.arguments, [
      ...["--no-install", "gatewright", "check", ".", "--format", "github"],
      ...["--format", "sarif=TEMP/gatewright/check.sarif", "--format", "md=TEMP/gatewright/comment.md"],
      ...["--stack", "dev", "--stack", "prod", "--policy-pack", "TEMP/one", "--policy-pack", "TEMP/two words"],
      ...["--config", "TEMP/{stack}.json", "--config", "TEMP/2.json"],
    ]);
    assert.equal(result.folder, "TEMP/infra", "where a project of a monorepo has its own packages");
    assert.equal(result.output, "exit-code=1\ncomment-file=TEMP/gatewright/comment.md\n");
    assert.equal(result.summary, "comment\n");
  });

  const NOTHING_GIVEN = { DIRECTORY: ".", STACKS: "", POLICY_PACKS: "", CONFIG: "" };

  it("shows what could be checked where some stacks could not, and uploads these alone", () => {
    const checked = { automationDetails: { id: "gatewright/shop/dev/" }, invocations: [{ executionSuccessful: true }] };
    const failed = { automationDetails: { id: "gatewright/shop/qa/" }, invocations: [{ executionSuccessful: false }] };
    const { output, summary, home } = run("check.sh", 2, NOTHING_GIVEN, {
      "comment.md": "not everything\n",
      "check.sarif": JSON.stringify({ version: "2.1.0", runs: [checked, failed] }),
    });
    assert.equal(
      output,
      "exit-code=2\nsarif-file=TEMP/gatewright/check.sarif\nupload-file=TEMP/gatewright/checked.sarif\ncomment-file=TEMP/gatewright/comment.md\n",
    );
    assert.equal(summary, "not everything\n");
    assert.deepEqual(JSON.parse(readFileSync(join(home, "gatewright", "checked.sarif"), "utf8")), {
      version: "2.1.0",
      runs: [checked],
    });
  });

  it("uploads nothing where no stack could be checked", () => {
    const failed = { invocations: [{ executionSuccessful: false }] };
    const { output } = run("check.sh", 2, NOTHING_GIVEN, { "check.sarif": JSON.stringify({ runs: [failed] }) });
    assert.equal(output, "exit-code=2\nsarif-file=TEMP/gatewright/check.sarif\n");
  });

  it("checks every stack with our pack where nothing is given, and shows no summary of a check that did not start", () => {
    const result = run("check.sh", 2, NOTHING_GIVEN, {});
    assert.deepEqual(result.arguments.slice(3), [
      ...[".", "--format", "github", "--format", "sarif=TEMP/gatewright/check.sarif"],
      ...["--format", "md=TEMP/gatewright/comment.md"],
    ]);
    assert.equal(result.output, "exit-code=2\n");
    assert.equal(result.summary, "");
  });
});
