import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command as checkCommand } from "../../../cli/check";
import { FIXTURE_PACK } from "../../policy-host/graphs";

const ROOT = join(__dirname, "../../..");
const PROGRAM = join(__dirname, "fixtures/program");

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

function gatewright(...args: string[]): Promise<Run> {
  const node = ["-r", "ts-node/register/transpile-only", join(ROOT, "cli", "index.ts"), ...args];
  return new Promise((done) => {
    execFile(
      process.execPath,
      node,
      { cwd: ROOT, env: { ...process.env, GITHUB_WORKSPACE: ROOT } },
      (error, stdout, stderr) => {
        done({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
      },
    );
  });
}

describe("gatewright check", () => {
  // whole processes, beside those of other specs
  const folder = mkdtempSync(join(tmpdir(), "gatewright-check-cli-"));
  after(() => rmSync(folder, { recursive: true }));

  it("ends with 0 and one line where nothing is found", async () => {
    const run = await gatewright("check", PROGRAM, "--stack", "dev", "--policy-pack", FIXTURE_PACK);
    assert.deepEqual(run, {
      code: 0,
      stdout: "Checked 1 stack (dev), 2 resources, with 4 rules: no findings.\n",
      stderr: "",
    });
  });

  it("ends with 1 where a mandatory policy is violated in a stack, and writes each report where it is asked to", async () => {
    const file = (name: string): string => join(folder, name);
    const formats = [
      "json",
      `sarif=${file("a.sarif")}`,
      `md=${file("a.md")}`,
      `junit=${file("a.xml")}`,
      `github=${file("a.txt")}`,
    ];
    const run = await gatewright(
      ...["check", PROGRAM, "--all-stacks", "--policy-pack", FIXTURE_PACK],
      ...formats.flatMap((format) => ["--format", format]),
    );
    assert.deepEqual([run.code, run.stderr], [1, ""]);
    assert.deepEqual(JSON.parse(run.stdout), {
      version: 1,
      stacks: [
        { stack: "dev", findings: [], undecided: [] },
        {
          stack: "prod",
          findings: [
            {
              rule: "no-public-bucket",
              severity: "high",
              enforcement: "mandatory",
              urn: "urn:pulumi:prod::shop::test:index:Bucket::logs",
              message: "acl is public, expected one of private",
              fix: 'Set acl to "private".',
              docs: "https://example.com/no-public-bucket",
              file: "tests/cli/check/fixtures/program/index.js",
              line: 17,
            },
          ],
          undecided: [],
        },
      ],
    });
    const all = ["a.sarif", "a.md", "a.xml", "a.txt"].map((name) => readFileSync(file(name), "utf8"));
    for (const text of [...all, run.stdout]) {
      assert.match(text, /no-public-bucket/);
      assert.doesNotMatch(text, /hunter22/);
    }
    assert.match(all[3] ?? "", /^::error file=tests\/cli\/check\/fixtures\/program\/index\.js,line=17,/);
  });

  it("ends with 2 and one clear error on stderr alone where the program fails", async () => {
    const run = await gatewright("check", join(__dirname, "fixtures/broken"), "--policy-pack", FIXTURE_PACK);
    assert.deepEqual([run.code, run.stdout], [2, ""]);
    assert.match(run.stderr, /^gatewright: could not check dev: .*the program is broken/);
    assert.doesNotMatch(run.stderr, /^\s+at /m);
  });

  const refusals: [string, string[], RegExp][] = [
    [
      "a folder is not there",
      ["nowhere"],
      /The folder "nowhere" does not exist: specify the folder of a Pulumi project\./,
    ],
    [
      "one stack and every stack are asked for",
      [PROGRAM, "--stack", "dev", "--all-stacks"],
      /cannot be used with option/,
    ],
    [
      "reports cannot be written, naming each before anything is checked",
      [PROGRAM, "--format", "sarif=/nowhere/x.sarif", "--format", `md=${tmpdir()}`, "-o", "/nowhere/y.txt"],
      new RegExp(
        "^Error: --format sarif=/nowhere/x\\.sarif: the folder /nowhere does not exist\\. Create it, or specify another file\\.\n" +
          `--format md=${tmpdir()}: ${tmpdir()} is a folder\\. Name a file in it\\.\n` +
          "--output /nowhere/y\\.txt: the folder /nowhere does not exist\\. Create it, or specify another file\\.$",
      ),
    ],
    ["a stack is not there", [PROGRAM, "--stack", "qa"], /There is no stack "qa"[\s\S]*The stacks are dev, prod/],
    ["a folder is no project", [tmpdir()], /No Pulumi\.yaml in/],
    [
      "a pack is not there",
      [PROGRAM, "--policy-pack", "/nowhere"],
      /policy pack "\/nowhere": the folder does not exist/,
    ],
    ["a format is unknown", [PROGRAM, "--format", "html"], /expected one of text, md, json, sarif, junit, github/],
    [
      "two reports go to one place",
      [PROGRAM, "--format", "md", "--format", "json"],
      /Specify a file for one of them: --format json=<file>/,
    ],
    ["a state cannot be read", ["--state", "/nowhere.json"], /nowhere\.json/],
    ["a file and a stack are given", ["--state", "x.json", "--stack", "dev"], /cannot be used with option/],
  ];
  for (const [what, args, message] of refusals) {
    it(`refuses to check where ${what}`, async () => {
      const command = checkCommand()
        .exitOverride()
        .configureOutput({ writeErr: () => undefined });
      await assert.rejects(command.parseAsync(args, { from: "user" }), message);
    });
  }

  it("ends with 2 where the config of our pack names an unknown rule or setting", async () => {
    const config = join(folder, "pc.json");
    writeFileSync(
      config,
      JSON.stringify({
        "nope-rule": "mandatory",
        "route-authorised": "mandatory",
        "route-authorized": { enforcementLevel: "mandatory", alowed: ["GET /health"] },
        tracing: "on",
      }),
    );
    const run = await gatewright("check", PROGRAM, "--config", config, "--stack", "dev");
    assert.deepEqual([run.code, run.stdout], [2, ""]);
    assert.equal(
      run.stderr,
      [
        `gatewright: could not check dev: policy config "${config}":`,
        '  parsing enforcement level for "tracing": "on" is not a valid enforcement level (expected advisory, mandatory, remediate, disabled)',
        '  unknown rule "nope-rule". The nearest is "same-api".',
        '  unknown rule "route-authorised". The nearest is "route-authorized".',
        '  route-authorized: unknown setting "alowed". The nearest is "allowed".',
        "",
      ].join("\n"),
    );
  });

  const stackForms: [string, string[]][] = [
    ["named before the folder", ["--stack", "dev", PROGRAM]],
    ["named twice", [PROGRAM, "--stack", "dev", "--stack", "prod"]],
    ["named with commas", ["--stack", "dev,prod", PROGRAM]],
  ];
  for (const [form, args] of stackForms) {
    it(`checks the stacks that are ${form}`, async () => {
      const run = await gatewright("check", ...args, "--policy-pack", FIXTURE_PACK, "--format", "json");
      const { stacks } = JSON.parse(run.stdout) as { stacks: { stack: string }[] };
      assert.deepEqual(
        stacks.map(({ stack }) => stack),
        form === "named before the folder" ? ["dev"] : ["dev", "prod"],
        run.stderr,
      );
    });
  }

  it("checks what pulumi stack export wrote", async () => {
    const state = join(folder, "state.json");
    const resource = (type: string, name: string, inputs: object): object => ({
      urn: `urn:pulumi:prod::shop::${type}::${name}`,
      type,
      custom: false,
      inputs,
      outputs: inputs,
    });
    const resources = [
      resource("pulumi:pulumi:Stack", "shop-prod", {}),
      // a name that would clear the screen
      resource("test:index:Bucket", "logs\u001b[2J", { acl: "public", tags: {} }),
    ];
    writeFileSync(state, JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }));
    const run = await gatewright("check", "--state", state, "--policy-pack", FIXTURE_PACK);
    assert.equal(run.code, 1, run.stderr);
    assert.match(run.stdout, /^prod: 1 mandatory\n {2}mandatory {2}no-public-bucket {2}logs\\u001b\[2J: acl is public/);
  });
});
