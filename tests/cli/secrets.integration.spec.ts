import * as assert from "node:assert/strict";
import { type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FIXTURE_PACK } from "../policy-host/graphs";
import { type Ended, printed, runCommand, startCommand } from "../support/command";

const repository = join(__dirname, "..", "..");
const SECRET = "hunter2";
const open = { PULUMI_CONFIG_PASSPHRASE: "correct-horse" };

/** All that a run printed, which must not have the secret. */
function without(text: string): string {
  assert.ok(!text.includes(SECRET), `the secret is printed:\n${text}`);
  return text;
}

describe("a stack's decrypted secrets", () => {
  let project: string;

  before(() => {
    // inside the repository, so that the program finds its packages
    mkdirSync(join(repository, ".gatewright"), { recursive: true });
    project = mkdtempSync(join(repository, ".gatewright", "secrets-"));
    cpSync(join(__dirname, "fixtures", "secretive"), project, { recursive: true });
  });

  after(() => rmSync(project, { recursive: true }));

  async function run(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
    const ended = await runCommand(args, repository, { ...open, ...environment });
    without(ended.stdout);
    without(ended.stderr);
    return ended;
  }

  const SAID = "warning: logged [secret]\nprogram: printed [secret]\nprogram: printed aside [secret]\n";

  function assertSaid(stderr: string): void {
    assert.deepEqual(stderr.trimEnd().split("\n").sort(), SAID.trimEnd().split("\n").sort());
  }

  it("are hidden by graph, in its tree, its JSON and on stderr", async () => {
    const tree = await run(["graph", project, "--stack", "dev"]);
    assert.equal(tree.status, 0);
    assert.match(tree.stdout, /─ aws:apigatewayv2:Api api-\[secret\]\n/);
    assertSaid(tree.stderr);
    const json = await run(["graph", project, "--stack", "dev", "--json"]);
    const graph = JSON.parse(json.stdout) as { outputs: object; resources: { name: string; inputs: object }[] };
    assert.deepEqual(graph.outputs, { password: "[secret]" });
    assert.deepEqual(graph.resources.find(({ name }) => name === "bucket-[secret]")?.inputs, {
      acl: "[secret]",
      tags: {},
    });
    assertSaid(json.stderr);
  });

  for (const [fails, message] of [
    ["throwing", "cannot use [secret]"],
    ["in an apply", 'got "[secret]"'],
  ] as const) {
    it(`are hidden by graph and check where the program fails ${fails}, with --trace too`, async () => {
      for (const command of ["graph", "check"]) {
        const { status, stdout, stderr } = await run(["--trace", command, project, "--stack", "dev"], {
          PROGRAM_FAILS: fails,
        });
        assert.deepEqual([status, stdout], [2, ""]);
        assert.ok(stderr.includes(`Error: ${message}\n`), stderr);
        assert.match(stderr, /^ {4}at .*index\.js:\d+:\d+\)?$/m);
        assert.doesNotMatch(stderr, /^ {4}at .*dist\/(?:engine|cli)\/\S+\.js/m);
      }
    });
  }

  it("are hidden by check in every format, and its JSON is alone on stdout", async () => {
    const base = join(project, "base-dev.json");
    writeFileSync(base, (await run(["graph", project, "--stack", "dev", "--json"])).stdout);
    const files = ["text", "md", "sarif", "junit", "github"].map((format) => [
      format,
      join(project, `report.${format}`),
    ]);
    const formats = ["--format", "json", ...files.flatMap(([format, file]) => ["--format", `${format}=${file}`])];
    const args = ["check", project, "--stack", "dev", "--policy-pack", FIXTURE_PACK, "--base", base, ...formats];
    const { status, stdout, stderr } = await run([...args, "--requests", "1_000_000"]);
    assert.equal(status, 1);
    assertSaid(stderr);
    const report = JSON.parse(stdout) as { stacks: { findings: { message: string; urn: string }[] }[] };
    assert.deepEqual(
      report.stacks[0]?.findings.map(({ message, urn }) => [message, urn]),
      [["acl is [secret], expected one of private", "urn:pulumi:dev::secretive::test:index:Bucket::bucket-[secret]"]],
    );
    for (const [format, file] of files) {
      assert.match(without(readFileSync(file ?? "", "utf8")), /acl is \\?\[secret\\?\]/, format);
    }
    // compared with itself, hidden on both sides
    assert.match(readFileSync(join(project, "report.md"), "utf8"), /\| ❌ dev \| 1 \| 0 \| 0 \| 12 \| 0 \| 0 \| 0 \|/);
  });

  it("are hidden by choose, report, doctor and usage, also in their JSON", async () => {
    const commands = [
      ["choose", project, "--stack", "dev"],
      ["choose", project, "--stack", "dev", "--json"],
      ["report", project, "--stack", "dev"],
      ["report", project, "--stack", "dev", "--json"],
      ["doctor", project, "--stack", "dev", "--url", "http://127.0.0.1:1/", "--no-aws"],
      ["doctor", project, "--stack", "dev", "--url", "http://127.0.0.1:1/", "--no-aws", "--json"],
      ["usage", project, "--stack", "dev", "--plan", "none"],
    ];
    for (const command of commands) {
      const { stdout, stderr } = await run(command);
      assert.ok(stderr.includes("program: printed [secret]\n"), stderr);
      if (command.includes("--json")) {
        JSON.parse(stdout);
      }
    }
    assert.match((await run(["report", project, "--stack", "dev", "--json"])).stdout, /"name": "api-\[secret\]"/);
  });

  it("are hidden by token, in the error that names the authorizers", async () => {
    const { status, stderr } = await run(["token", project, "--stack", "dev", "--sub", "ann"]);
    assert.equal(status, 2);
    assert.match(stderr, /--issuer https:\/\/one\.test\/\[secret\] --audience \[secret\]/);
  });

  describe("while the program is served", () => {
    let server: ChildProcess;
    let output = "";
    let url: string;

    before(async () => {
      server = startCommand(["serve", project, "--stack", "dev", "--port", "0"], repository, open);
      [server.stdout, server.stderr].forEach((stream) =>
        stream?.on("data", (text: Buffer) => (output += text.toString())),
      );
      await printed(server, "Ctrl-C ends.");
      url = /stage \$default: (http:\S+)/.exec(output)?.[1] ?? "";
    });

    after(() => server.kill("SIGKILL"));

    it("are hidden in what is printed at the start and in the logs of functions", async () => {
      const called = printed(server, "called with");
      assert.equal(await (await fetch(`${url}hello`)).text(), "hello");
      await called;
      without(output);
      assert.match(output, /called with \[secret\]/);
      assert.match(output, /^api-\[secret\]-\w+, stage \$default: http/m);
    });

    it("are hidden where a changed program fails", async () => {
      const program = join(project, "index.js");
      const good = readFileSync(program, "utf8");
      const reported = printed(server, "Still serving the last program that worked.");
      writeFileSync(program, `${good}\nthrow new Error("no longer " + password);\n`);
      assert.match(await reported, /no longer \[secret\]/);
      without(output);
      writeFileSync(program, good);
    });
  });
});
