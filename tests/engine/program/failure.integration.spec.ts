import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EvaluationError } from "../../../engine";
import { until } from "../../conformance/http-api/harness";
import { evaluateFixture, failureOf, fixture, stopped } from "../fixture";

interface FailureCase {
  name: string;
  line: number;
  message: RegExp;
}

const cases: FailureCase[] = [
  { name: "throws", line: 6, message: /RangeError: size 12 is too large$/ },
  { name: "throws-in-apply", line: 5, message: /Error: cannot use sns$/ },
  { name: "rejects", line: 3, message: /Error: the list could not be read$/ },
  {
    name: "never-settles",
    line: 4,
    message: /never settles\.\n {2}\* "waiting" \[aws:sns\/topic:Topic\] .* "displayName"$/,
  },
  { name: "exits-zero", line: 4, message: /called process\.exit\(0\) before it had finished/ },
  { name: "exits-three", line: 2, message: /called process\.exit\(3\) before it had finished/ },
  {
    name: "twice",
    line: 4,
    message: /aws:sns\/topic:Topic "news" is registered twice: first at .*twice\.ts:3:1, then at/,
  },
  { name: "syntax-error", line: 2, message: /Unable to compile TypeScript:\n.*TS1109: Expression expected\.$/ },
  { name: "missing-module", line: 1, message: /Cannot find module '\.\/no-such-module'$/ },
  { name: "transform-throws", line: 7, message: /transform failed: Error: no topics here$/ },
];

function evaluateCase(name: string, timeoutMs = 60_000): Promise<EvaluationError> {
  return failureOf(evaluateFixture("failures", { config: { case: name }, timeoutMs }));
}

describe("a program that fails", () => {
  const errors = new Map<string, Promise<EvaluationError>>();

  before(() => {
    cases.forEach(({ name }) => errors.set(name, evaluateCase(name)));
    return Promise.all(errors.values());
  });

  for (const { name, line, message } of cases) {
    it(`is one error with the program's own place: ${name}`, async () => {
      const error = await errors.get(name);
      assert.match(error?.message ?? "", message);
      assert.equal(error?.location?.file, fixture("failures", "cases", `${name}.ts`));
      assert.equal(error?.location?.line, line);
      assert.match(error?.message ?? "", new RegExp(`^\\S*cases/${name}\\.ts:${line}:`));
    });
  }

  it("is an error where its config is too large for a process, and leaves no server open", async function () {
    if (process.platform !== "linux") {
      this.skip(); // other systems limit the sum alone, and differently: https://man7.org/linux/man-pages/man2/execve.2.html
    }
    const servers = (): number => process.getActiveResourcesInfo().filter((name) => /tcp_?server/i.test(name)).length;
    const before = servers();
    const error = await failureOf(evaluateFixture("failures", { config: { case: "x".repeat(200 * 1024) } }));
    assert.equal(
      error.message,
      'The config of stack "dev" (201 KB) and the environment are too large for a process: the SDK reads the config from one environment ' +
        "variable, of at most 128 KB on Linux. Fix: move large values to a file that the program reads",
    );
    await until(
      () => servers() <= before,
      () => "end of the monitor",
    );
  });

  it("reports that its memory is full, with none of V8's own stack", async () => {
    const environment = { NODE_OPTIONS: "--max-old-space-size=200" };
    const error = await failureOf(evaluateFixture("failures", { config: { case: "fills-memory" }, environment }));
    assert.equal(
      error.message,
      "The program's process ended before the program had finished. It ran out of memory. " +
        "Look for an endless loop, or allow it more: NODE_OPTIONS=--max-old-space-size=8192 (MB).",
    );
    assert.deepEqual(error.diagnostics, []);
  });

  const thrown: [string, RegExp][] = [
    [
      "throws-object",
      /^The program threw \{ a: 1, list: \[ 'x' \] \}, which is no Error .* registered is aws:sns\/topic:Topic "last" at .*throws-object\.ts:3:1\.$/,
    ],
    [
      "throws-undefined",
      /^The program threw undefined, which is no Error and does not know its place\. Throw an Error instead: it does\./,
    ],
    ["rejects-null", /^The program threw null, which is no Error/],
  ];
  for (const [name, message] of thrown) {
    it(`says what it threw where that is no Error: ${name}`, async () => {
      const error = await evaluateCase(name);
      assert.match(error.message, message);
    });
  }

  it("is stopped at the caller's signal, with the signal's reason, also while it waits for a process of its own", async () => {
    const controller = new AbortController();
    const folder = mkdtempSync(join(tmpdir(), "gatewright-"));
    const isThere = (name: string): boolean => existsSync(join(folder, name));
    const environment = { BLOCK: folder };
    // a command line would end by it, instead of with the reason
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    const evaluation = evaluateFixture("failures", {
      config: { case: "blocks" },
      environment,
      signal: controller.signal,
    });
    const rejected = assert.rejects(evaluation, /^Error: changed again$/);
    await until(
      () => isThere("started"),
      () => "process that the program waits for",
    );
    controller.abort(new Error("changed again"));
    await rejected;
    process.off("unhandledRejection", note);
    assert.deepEqual(unhandled, []);
    assert.equal(isThere("ended"), false);
    rmSync(folder, { recursive: true });
  });

  it("does not start where the signal is given already", async () => {
    const signal = AbortSignal.abort(new Error("too late"));
    await assert.rejects(evaluateFixture("failures", { config: { case: "throws" }, signal }), /^Error: too late$/);
  });

  it("is stopped when its time is over, with the last resource that it registered", async () => {
    const { error, seconds } = await stopped(
      (timeoutMs) => evaluateCase("hangs", timeoutMs),
      ({ location }) => location !== undefined,
    );
    assert.match(
      error.message,
      new RegExp(`did not end within ${seconds} s .* The last resource .* aws:sns\\/topic:Topic "last" at .*:4:1\\.`),
    );
    assert.equal(error.location?.line, 4);
  });
});
