import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Readable } from "node:stream";
import { choosePacks } from "../../../cli/check/packs";
import { type CheckOutcome, checkStacks } from "../../../cli/check/stacks";
import { readProject } from "../../../engine/project/project";
import { FIXTURE_PACK } from "../../policy-host/graphs";
import { contentOf, untilGone } from "../../support/processes";

const ROOT = join(__dirname, "../../..");
const silent = { tell: () => undefined, close: () => undefined };

/** Notes when it starts and ends, and does what its stack's config asks for. */
const PROGRAM = `const { appendFileSync, writeFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const ends = new pulumi.Config().get("ends");
const note = (what) => appendFileSync("runs.txt", what + " " + pulumi.getStack() + "\\n");
note("start");
process.on("exit", () => note("end"));
if (ends === "throw") throw new pulumi.RunError("this stack is broken");
if (ends === "exit") process.exit(3);
if (ends === "kill") process.kill(process.pid, "SIGKILL");
if (ends === "never") {
  writeFileSync("pid", String(process.pid));
  while (true) {}
}
`;

describe("checking many stacks", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gatewright-many-"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), "{}");
    writeFileSync(join(folder, "Pulumi.yaml"), "name: many\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(folder, "index.js"), PROGRAM);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function stack(name: string, ends?: string): string {
    const config = ends === undefined ? "{}\n" : `config:\n  many:ends: ${ends}\n`;
    writeFileSync(join(folder, `Pulumi.${name}.yaml`), config);
    return name;
  }

  function check(stacks: string[], concurrency: number): Promise<CheckOutcome> {
    const packs = choosePacks([FIXTURE_PACK], [], undefined);
    const input = { of: "program" as const, project: readProject(folder), stacks, mode: "deploy" as const };
    return checkStacks(input, packs, concurrency, silent);
  }

  /** Returns the most programs that ran at once. */
  function mostAtOnce(): number {
    let running = 0;
    return readFileSync(join(folder, "runs.txt"), "utf8")
      .trim()
      .split("\n")
      .reduce((most, line) => Math.max(most, (running += line.startsWith("start") ? 1 : -1)), 0);
  }

  it("runs no more programs at once than are allowed, and keeps the order of the stacks", async () => {
    const names = Array.from({ length: 12 }, (_, index) => stack(`s${index}`));
    const { results, unchecked, failure } = await check(names, 2);
    assert.deepEqual(
      results.map((result) => result.stack),
      names,
    );
    assert.deepEqual([unchecked, failure], [[], undefined]);
    assert.ok(mostAtOnce() <= 2, readFileSync(join(folder, "runs.txt"), "utf8"));
  });

  it("checks the other stacks where some fail, and says of each why", async () => {
    const names = [
      stack("s0"),
      stack("s1", "throw"),
      stack("s2"),
      stack("s3", "exit"),
      stack("s4", "kill"),
      stack("s5"),
    ];
    const { results, unchecked, failure } = await check(names, 2);
    assert.deepEqual(
      results.map((result) => result.stack),
      ["s0", "s2", "s5"],
    );
    assert.deepEqual(
      unchecked.map(({ stack: name, problem }) => [name, problem]),
      [
        ["s1", "this stack is broken"],
        [
          "s3",
          `${join(folder, "index.js")}:8:30: The program called process.exit(3) before it had finished: remove the call, or throw an error instead.`,
        ],
        ["s4", "The program's process ended with signal SIGKILL before the program had finished, and said nothing."],
      ],
    );
    assert.match(failure?.message ?? "", /^could not check s1: this stack is broken\ncould not check s3: /);
  });

  it("reports what was checked, ends with 2, and says on stderr what was not", async () => {
    stack("s0");
    stack("s1", "throw");
    const child = startCheck(folder);
    const ended: Promise<unknown[]> = once(child, "close");
    const [out, err, [code]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended]);
    assert.deepEqual(
      [code, out, err],
      [
        2,
        "Not checked: s1: this stack is broken\nChecked 1 of 2 stacks, 1 resources, with 4 rules: no findings.\n",
        "gatewright: could not check s1: this stack is broken\n",
      ],
    );
  });

  it("writes the reports that have a file also where no stack could be checked, and ends with 2", async () => {
    stack("s0", "throw");
    const report = join(folder, "report.json");
    const child = startCheck(folder, "--format", "text", "--format", `json=${report}`);
    const ended: Promise<unknown[]> = once(child, "close");
    const [out, err, [code]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended]);
    assert.deepEqual([code, out, err], [2, "", "gatewright: could not check s0: this stack is broken\n"]);
    assert.deepEqual(JSON.parse(readFileSync(report, "utf8")), {
      version: 1,
      stacks: [],
      unchecked: [{ stack: "s0", problem: "this stack is broken" }],
    });
  });

  it("starts a pack that stacks share again where one stack has brought it down", async () => {
    const names = ["s0", "s1", "s2"].map((name) => stack(name));
    for (const name of names) {
      const content = { all: "disabled", [name === "s1" ? "exits" : "tagged"]: "advisory" };
      writeFileSync(join(folder, `policies-${name}.json`), JSON.stringify(content));
    }
    const packs = choosePacks([FIXTURE_PACK], [join(folder, "policies-{stack}.json")], undefined);
    const { results, unchecked } = await checkStacks(
      { of: "program", project: readProject(folder), stacks: names, mode: "deploy" },
      packs.map((pack) => ({ ...pack, stackIndependent: true })),
      2,
      silent,
    );
    assert.deepEqual(
      results.map((result) => [result.stack, result.rules.map(({ name }) => name)]),
      [
        ["s0", ["tagged"]],
        ["s2", ["tagged"]],
      ],
    );
    assert.deepEqual(unchecked, [
      {
        stack: "s1",
        problem: 'running policy pack "fixture@v1.2.3" failed: Its process ended with exit code 3.\nout of memory',
      },
    ]);
  });

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    it(`ends with its programs and packs on ${signal}`, async () => {
      stack("hangs", "never");
      const child = startCheck(folder);
      const program = Number(await contentOf(join(folder, "pid")));
      const ended = once(child, "exit");
      child.kill(signal);
      assert.deepEqual((await ended)[0], code);
      await untilGone(program);
    });
  }
});

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function startCheck(folder: string, ...options: string[]): ChildProcessByStdio<null, Readable, Readable> {
  const command = ["-r", "ts-node/register/transpile-only", join(ROOT, "cli", "index.ts"), "check", folder];
  return spawn(process.execPath, [...command, "--policy-pack", FIXTURE_PACK, ...options], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
