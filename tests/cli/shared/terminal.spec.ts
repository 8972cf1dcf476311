import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { harmless, hideSecrets, print, printAside, printLog } from "../../../cli/shared/terminal";

describe("the lines of a log", () => {
  let written: string[];
  const { stdout, stderr } = process;
  const streams = [stdout, stderr].map((stream) => ({ stream, write: stream.write.bind(stream) }));

  /** Returns what is written meanwhile, by stream. */
  async function during(work: () => void | Promise<void>): Promise<string[]> {
    written = [];
    stdout.write = (text) => written.push(`out ${String(text)}`) > 0;
    stderr.write = (text) => written.push(`err ${String(text)}`) > 0;
    try {
      await work();
    } finally {
      streams.forEach(({ stream, write }) => (stream.write = write));
    }
    return written;
  }

  it("that come in one turn of the event loop are one write, with secrets hidden", async () => {
    hideSecrets({ secretTexts: ["correct-horse"] });
    const lines = await during(async () => {
      printLog("first");
      printLog("the key is correct-horse");
      assert.deepEqual(written, []);
      await turn();
      printLog("next");
      await turn();
    });
    assert.deepEqual(lines, ["out first\nthe key is [secret]\n", "out next\n"]);
  });

  it("of a busy log are printed together after a few milliseconds, whatever turn they came in", async () => {
    const now = performance.now.bind(performance);
    performance.now = () => 1e9; // as on a machine that does it all within a millisecond
    const lines = await during(async () => {
      for (let index = 0; index < 50; index++) {
        printLog(`line ${index}`);
        await turn();
      }
      await new Promise((done) => setTimeout(done, 20));
    }).finally(() => (performance.now = now));
    assert.deepEqual(
      lines.join("").match(/\d+/g),
      Array.from({ length: 50 }, (_, index) => String(index)),
    );
    assert.ok(lines.length < 50, `${lines.length} writes`);
  });

  it("stand before what is printed after them", async () => {
    const lines = await during(async () => {
      printLog("logged");
      print("printed");
      printLog("logged too");
      printAside("aside");
      await turn();
    });
    assert.deepEqual(lines, ["out logged\n", "out printed\n", "out logged too\n", "err aside\n"]);
  });

  it("do not control the terminal, nor does what is printed beside them", async () => {
    const lines = await during(async () => {
      printLog("log\u001b[2J");
      await turn();
      print("name\u001b[2J");
      printAside("error\u001b[2J");
    });
    assert.deepEqual(lines, ["out log\\u001b[2J\n", "out name\\u001b[2J\n", "err error\\u001b[2J\n"]);
  });
});

describe("the text of a client, a backend or a handler", () => {
  for (const [text, shown] of [
    ["plain Grüße 👋", "plain Grüße 👋"],
    ["a\tb\nc", "a\tb\nc"],
    ["a\r\nb\r", "a\nb"],
    ["over\rwritten", "over\\u000dwritten"],
    ["\u001b[31mred\u001b[0m", "\u001b[31mred\u001b[0m"],
    ["\u001b[2J\u001b[H", "\\u001b[2J\\u001b[H"],
    ["\u001b]52;c;ZXZpbA==\u0007", "\\u001b]52;c;ZXZpbA==\\u0007"],
    ["\u009b31m \u0000 \u007f", "\\u009b31m \\u0000 \\u007f"],
  ] as const) {
    it(`is printed as ${JSON.stringify(shown)}`, () => assert.equal(harmless(text), shown));
  }
});
