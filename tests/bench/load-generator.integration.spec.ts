import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Order } from "../../bench/load-process";
import { LoadGenerator } from "../../bench/load-generator";

describe("the process that sends the load of a benchmark", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-load-"));
  after(() => rmSync(folder, { recursive: true }));
  const order: Order = { requests: { url: "http://127.0.0.1:1" } } as unknown as Order;

  function generatorOf(onMessage: string): LoadGenerator {
    const script = join(folder, "process.js");
    writeFileSync(script, `process.on("message", (order) => { ${onMessage} });`);
    return new LoadGenerator(script);
  }

  it("answers one order after another", async () => {
    const generator = generatorOf(`process.send({ result: order.requests.url })`);
    try {
      assert.deepEqual(
        [await generator.send(order), await generator.send(order)],
        ["http://127.0.0.1:1", "http://127.0.0.1:1"],
      );
    } finally {
      generator.end();
    }
  });

  it("fails the order that it ends in, and those that come after", async () => {
    for (const [ending, how] of [
      ["process.exit(3)", "exit code 3"],
      ['process.kill(process.pid, "SIGKILL")', "signal SIGKILL"],
    ] as const) {
      const generator = generatorOf(ending);
      const message = `The process that sends the load ended with ${how}.`;
      await assert.rejects(generator.send(order), { message });
      await assert.rejects(generator.send(order), { message });
    }
  });
});
