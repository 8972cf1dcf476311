import assert from "node:assert/strict";
import { type EvaluateOptions, type EvaluationError } from "../../engine";
import { printableGraph } from "../../engine/graph/printable-graph";
import { evaluateFixture, failureOf, fixture, stopped } from "./fixture";

/** The decrypted secrets of the fixture, of which no output may have a trace; its pin is too short to be one. */
const SECRETS = /hunter2|49152873|QUJDREVG|BEGIN KEY|application-user/;
/** Among its tags are a key and characters that AWS refuses. */
const OPEN = { environment: { PULUMI_CONFIG_PASSPHRASE: "correct-horse" }, planted: true };

function failing(ends: string, options: Partial<EvaluateOptions> = {}): Promise<EvaluationError> {
  return failureOf(evaluateFixture("leaky", { ...OPEN, config: { ends }, ...options }));
}

function allOf(error: EvaluationError): string {
  return `${error.message}\n${error.stack}\n${JSON.stringify(error.diagnostics)}`;
}

describe("the report of a run", () => {
  it("hides the stage's secrets in what the program logs and prints, line by line and in order", async () => {
    const { diagnostics } = await evaluateFixture("leaky", OPEN);
    const said = diagnostics.map(({ severity, stream, message }) => `${severity} ${stream ?? "log"}: ${message}`);
    assert.deepEqual(
      said.filter((line) => line.includes(" log: ")),
      ["warning log: the password is [secret]", 'info log: {"password":"[secret]","user":"[secret]"}'],
    );
    assert.deepEqual(
      said.filter((line) => line.includes(" stdout: ")),
      ["info stdout: the code is [secret]"],
    );
    assert.deepEqual(
      said.filter((line) => line.includes(" stderr: ")),
      [
        ...["the key is [secret]", "[secret]", "[secret]", "https://[secret]@example.com and pin 909"].map(
          (line) => `info stderr: ${line}`,
        ),
      ],
    );
  });

  it("hides them in the printable graph, also where the program does not mark them", async () => {
    const { graph } = await evaluateFixture("leaky", OPEN);
    assert.match(JSON.stringify(graph), SECRETS);
    const printable = printableGraph(graph);
    assert.doesNotMatch(JSON.stringify(printable), SECRETS);
    assert.deepEqual(printable.outputs, {
      password: "[secret]",
      url: "https://[secret]@example.com",
      code: "[secret]",
      pin: "909",
      marked: "[secret]",
    });
  });

  const endings: [string, RegExp][] = [
    ["throwing", /index\.js:\d+:\d+: Error: cannot use \[secret\]$/],
    ["in an apply", /index\.js:\d+:\d+: Error: got "\[secret\]", expected 8 to 41 characters$/],
    ["throwing a text", /^The program threw '\[secret\]', which is no Error/],
    ["exiting", /called process\.exit\(7\) before it had finished/],
    ["refused", /aws:sns\/topic:Topic "\[secret\]" is registered twice/],
  ];
  for (const [ends, message] of endings) {
    it(`hides them in the error, its stack and its diagnostics where the program ends ${ends}`, async () => {
      const error = await failing(ends);
      assert.match(error.message, message);
      assert.doesNotMatch(allOf(error), SECRETS);
      assert.ok(error.diagnostics.some((line) => line.message === "the code is [secret]"));
    });
  }

  it("hides them where the program is stopped, and tells what it has printed until then", async () => {
    const { error, seconds } = await stopped(
      (timeoutMs) => failing("hanging", { timeoutMs }),
      ({ diagnostics }) =>
        diagnostics.some(({ message, stream }) => message.startsWith("the code") && stream === "stdout"),
    );
    assert.match(error.message, new RegExp(`did not end within ${seconds} s`));
    assert.doesNotMatch(allOf(error), SECRETS);
    assert.ok(error.diagnostics.some((line) => line.message === "the code is [secret]" && line.stream === "stdout"));
  });

  it("has the program's own frames, mapped to its source, instead of the engine's", async () => {
    const error = await failureOf(evaluateFixture("failures", { config: { case: "throws" } }));
    const frames = (error.stack ?? "").split("\n").slice(1);
    const file = fixture("failures", "cases", "throws.ts");
    assert.match(frames[0] ?? "", new RegExp(`^ {4}at \\S+ \\(${file}:6:\\d+\\)$`));
    assert.ok(frames.every((frame) => /^ {4}at /.test(frame) && !/node:|node_modules|\/engine\/[^/]+\.ts/.test(frame)));
  });

  it("has the one place that is known as its frame where there is no stack, and none where no place is", async () => {
    const twice = await failureOf(evaluateFixture("failures", { config: { case: "twice" } }));
    assert.deepEqual((twice.stack ?? "").split("\n").slice(1), [
      `    at ${fixture("failures", "cases", "twice.ts")}:${twice.location?.line}:${twice.location?.column}`,
    ]);
    const thrown = await failureOf(evaluateFixture("failures", { config: { case: "throws-undefined" } }));
    assert.equal(thrown.stack, `EvaluationError: ${thrown.message}`);
  });

  it("does not repeat what the error has from stderr", async () => {
    const error = await failureOf(evaluateFixture("failures", { config: { case: "never-settles" } }));
    assert.deepEqual(
      error.diagnostics.filter(({ stream }) => stream !== undefined),
      [],
    );
  });
});
