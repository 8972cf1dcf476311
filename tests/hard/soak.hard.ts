import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { httpApi, jsFunction } from "../support/http-program";
import { mock, restApi } from "../support/rest-program";
import { Served } from "./served";
import { SETTINGS } from "./settings";
import { count } from "./table";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

interface Sample {
  minutes: number;
  heap: number;
  handles: number;
}

/** Returns the middle one of the handles, which one that a timer or a collection holds for a moment does not change. */
function usual(samples: readonly Sample[]): number {
  const sorted = samples.map(({ handles: open }) => open).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The slope of the line through the samples that fits best, in MB a minute. */
function slope(samples: readonly Sample[]): number {
  const mean = (values: number[]): number => values.reduce((all, one) => all + one, 0) / values.length;
  const [x, y] = [mean(samples.map(({ minutes }) => minutes)), mean(samples.map(({ heap }) => heap))];
  const above = samples.reduce((all, { minutes, heap }) => all + (minutes - x) * (heap - y), 0);
  const below = samples.reduce((all, { minutes }) => all + (minutes - x) ** 2, 0);
  return above / below / 2 ** 20;
}

const folders = (): number =>
  readdirSync(tmpdir()).filter((name) => name.startsWith("gatewright-") && name.includes(`-${process.pid}-`)).length;
const handles = (): number => readdirSync("/proc/self/fd").length;

describe("a soak at half of the peak", function () {
  this.timeout((SETTINGS.soakMinutes + 5) * 60_000);
  let served: Served;
  let agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const paths = ["/fn", "/fn?a=1", "/_api/rest/prod/items/1", "/none"];
  let failed = 0;
  let sent = 0;

  before(async () => {
    served = await Served.start([
      jsFunction(
        "fn",
        "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event.headers) });",
      ),
      ...httpApi({ routes: { "GET /fn": { function: "fn" } } }),
      ...restApi({ methods: { "GET /items/{id}": { integration: mock("$input.params('id') $context.requestId") } } }),
    ]);
  });
  after(async () => {
    agent.destroy();
    await served.close();
  });

  function send(): Promise<void> {
    const path = paths[sent++ % paths.length] ?? "/";
    return new Promise((done) => {
      const failure = (): void => {
        failed++;
        done();
      };
      request(served.gateway.url + path, { agent, timeout: 10_000 }, (response) => {
        failed += response.statusCode === (path === "/none" ? 404 : 200) ? 0 : 1;
        response.resume();
        response.on("end", done);
      })
        .on("error", failure)
        .end();
    });
  }

  /** Sends with 16 clients until the time is over. Returns the requests a second. */
  async function load(seconds: number, perSecond = Infinity): Promise<number> {
    const [start, from] = [performance.now(), sent];
    const client = async (): Promise<void> => {
      for (;;) {
        const elapsed = (performance.now() - start) / 1000;
        if (elapsed >= seconds) {
          return;
        }
        if (sent - from < elapsed * perSecond) {
          await send();
        } else {
          await new Promise((done) => setTimeout(done, 5));
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, client));
    return (sent - from) / ((performance.now() - start) / 1000);
  }

  /** Returns the open files without the connections of these clients, whose number is chance. */
  async function settledHandles(): Promise<number> {
    agent.destroy();
    agent = new Agent({ keepAlive: true, maxSockets: 16 });
    await new Promise((done) => setTimeout(done, 200));
    return handles();
  }

  it("fails no request, and keeps heap, handles and temporary folders flat", async () => {
    await load(5); // warms up
    const peak = await load(5);
    await load(20, peak / 2);
    const before = folders();
    const samples: Sample[] = [];
    const start = performance.now();
    failed = 0;
    const from = sent;
    while (performance.now() - start < SETTINGS.soakMinutes * 60_000) {
      await load(10, peak / 2);
      served.lines.splice(0); // this process keeps what the gateway logs
      collect();
      samples.push({
        minutes: (performance.now() - start) / 60_000,
        heap: process.memoryUsage().heapUsed,
        handles: await settledHandles(),
      });
    }
    const found = slope(samples);
    const third = Math.ceil(samples.length / 3);
    const [first, last] = [usual(samples.slice(0, third)), usual(samples.slice(-third))];
    count.inputs(sent - from);
    count.lost(failed);
    count.note(
      `${SETTINGS.soakMinutes} minutes at ${Math.round(peak / 2)} requests a second: ${failed} failed, heap ${found.toFixed(3)} MB a minute, ` +
        `handles ${first} to ${last}, temporary folders ${before} to ${folders()}`,
    );
    assert.equal(failed, 0);
    assert.ok(last <= first + 2, `handles ${samples.map((sample) => sample.handles).join()}`);
    assert.equal(folders(), before);
    served.assertSound("the soak");
    if (SETTINGS.soakMinutes >= 3) {
      if (found >= 0.5) {
        count.leak();
      }
      assert.ok(found < 0.5, `${found} MB a minute`); // of a shorter one the slope says little
    }
  });
});
