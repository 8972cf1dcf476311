import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { archive, functionNode, httpApi, jsFunction, text } from "../support/http-program";
import { Served } from "./served";
import { SETTINGS } from "./settings";
import { count } from "./table";

const PYTHON = `
import os, time
def handler(event, context):
    size = int((event.get("queryStringParameters") or {}).get("size", "0"))
    time.sleep(0.02)
    return {"statusCode": 200, "body": "z" * size}
`;

const NODE = `exports.handler = async (event) => {
  await new Promise((done) => setTimeout(done, 20));
  return { statusCode: 200, body: "z".repeat(Number(event.queryStringParameters?.size ?? 0)) };
};`;

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The processes that this one started and that run. */
function children(): number[] {
  return readdirSync("/proc").flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const [, parent] = / [A-Z] (\d+) /.exec(stat.slice(stat.lastIndexOf(")"))) ?? [];
      return Number(parent) === process.pid ? [Number(name)] : [];
    } catch {
      return []; // no process, or one that ended
    }
  });
}

describe("pipes that are cut", function () {
  this.timeout(300_000);
  let served: Served;

  before(async () => {
    served = await Served.start([
      functionNode("python", {
        runtime: "python3.13",
        timeout: 2,
        memorySize: 256,
        code: archive({ "index.py": text(PYTHON) }),
      }),
      jsFunction("node", NODE, { timeout: 2, memorySize: 256 }),
      jsFunction("fine", "exports.handler = async () => ({ statusCode: 200 });"),
      ...httpApi({
        routes: Object.fromEntries(["python", "node", "fine"].map((name) => [`GET /${name}`, { function: name }])),
      }),
    ]);
  });
  after(() => served.close());

  async function status(path: string, leaveAfterMs = 30_000): Promise<number> {
    count.inputs();
    try {
      const response = await fetch(served.gateway.url + path, { signal: AbortSignal.timeout(leaveAfterMs) });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }

  for (const signal of ["SIGKILL", "SIGTERM", "SIGPIPE", "SIGSEGV", "SIGSTOP"] as const) {
    it(`by ${signal} to a Python process at any time end one call, and the next one is served`, async () => {
      const times = signal === "SIGSTOP" ? 2 : 15;
      for (let time = 0; time < times; time++) {
        const calls = [0, 100, 100_000, 3_000_000].map((size) => status(`/python?size=${size}`));
        await sleep(Math.random() * 120);
        for (const pid of children()) {
          try {
            process.kill(pid, signal);
          } catch {
            // it ended meanwhile
          }
        }
        const statuses = await Promise.all(calls);
        // a stopped one still runs for the system: nothing but the function's timeout ends it
        assert.ok(
          statuses.every((found) => [200, 500, 502, 503, 504].includes(found)),
          statuses.join(),
        );
        count.fault(`a Python process gets ${signal}`);
      }
      assert.equal(await status("/python"), 200);
      await served.assertAlive("/fine", signal);
    });
  }

  it("by clients that leave at any time end no call of others", async () => {
    for (let time = 0; time < (SETTINGS.quick ? 5 : 40); time++) {
      const leaving = ["/python", "/node"].flatMap((path) =>
        [0, 3_000_000].map((size) => status(`${path}?size=${size}`, 1 + Math.random() * 60)),
      );
      assert.equal(await status("/fine"), 200);
      await Promise.all(leaving);
      count.fault("a client leaves while its function answers");
    }
    await served.assertAlive("/node", "clients that left");
    await served.assertAlive("/python", "clients that left");
  });
});
