import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { QuotaModel, UsagePlanModel } from "../../../../gateway/model/api-model";
import { UsageLedger } from "../../../../gateway/server/rest-api/usage-ledger";
import { readUsage, writeUsage } from "../../../../gateway/server/rest-api/usage-state";
import { ManualClock } from "../../../support/manual-clock";
import { Server, until } from "../../../conformance/http-api/harness";
import { restoreTime, startAtNoon } from "../../../support/noon";
import { KEY, quotaProgram } from "./quota-program";

const QUOTA: QuotaModel = { limit: 3, period: "DAY", offset: 0 };
const PLAN: UsagePlanModel = { urn: "urn:plan", id: "p1", name: "daily", apiStages: [], quota: QUOTA, keyIds: ["k1"] };
const ANN = { id: "k1", name: "ann" };
const NOON = Date.UTC(2026, 0, 15, 12);
const DAY = 24 * 60 * 60 * 1000;

describe("UsageLedger", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "usage-"));
  });
  afterEach(async () => {
    restoreTime();
    await rm(directory, { recursive: true });
  });

  it("counts up to the limit, and anew the next day", () => {
    const ledger = UsageLedger.open();
    const counts = [NOON, NOON, NOON, NOON, NOON + DAY].map((now) => ledger.count(PLAN, QUOTA, ANN, now));
    assert.deepEqual(counts, [true, true, true, false, true]);
  });

  it("keeps the counts over a restart", () => {
    const before = UsageLedger.open(directory);
    before.count(PLAN, QUOTA, ANN, NOON);
    before.count(PLAN, QUOTA, ANN, NOON);
    before.close();
    const after = UsageLedger.open(directory);
    assert.deepEqual([after.count(PLAN, QUOTA, ANN, NOON), after.count(PLAN, QUOTA, ANN, NOON)], [true, false]);
    after.close();
  });

  it("takes over what another process resets", () => {
    const ledger = UsageLedger.open(directory);
    [1, 2, 3].forEach(() => ledger.count(PLAN, QUOTA, ANN, NOON));
    ledger.flush();
    const state = readUsage(directory);
    assert.equal(state.plans.p1?.keys.k1?.used, 3);
    state.plans.p1.keys.k1.used = 0;
    writeUsage(directory, state);
    ledger.flush();
    assert.equal(ledger.count(PLAN, QUOTA, ANN, NOON), true);
    ledger.close();
  });

  it("starts anew where the file cannot be read", async () => {
    await writeFile(join(directory, "usage.json"), "{cut o");
    assert.deepEqual(readUsage(directory), { version: 1, plans: {} });
  });

  it("writes what it has counted within a second", () => {
    const clock = ManualClock.install();
    try {
      const ledger = UsageLedger.open(directory);
      ledger.count(PLAN, QUOTA, ANN, NOON);
      clock.advance(1000);
      assert.equal(readUsage(directory).plans.p1?.keys.k1?.used, 1);
      ledger.close();
    } finally {
      ManualClock.restore();
    }
  });

  it("keeps what it has written over kill -9, and never writes a key's value", async () => {
    const fixture = join(__dirname, "fixtures/serve-quota.ts");
    const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", fixture, directory], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const url = line.toString().trim();
    const written = (): number => readUsage(directory).plans.daily?.keys.ann?.used ?? 0;
    let answered = 0;
    let owed = 0;
    while (owed < 2 || answered === owed) {
      assert.equal(await status(url), 200);
      answered++;
      owed = written();
    }
    child.kill("SIGKILL");
    await once(child, "close");

    const kept = written();
    assert.ok(kept >= owed && kept <= answered, `${kept} kept of ${answered}, ${owed} owed`);
    assert.ok(!(await readFile(join(directory, "usage.json"), "utf8")).includes(KEY));

    startAtNoon();
    const server = await Server.start(quotaProgram(kept + 1), { stateDirectory: directory });
    try {
      const send = () => server.send({ path: "/prod/", headers: { "x-api-key": KEY } });
      assert.deepEqual([(await send()).status, (await send()).status], [200, 429]);
      await until(
        () => server.lines.every((text) => !text.includes(KEY)),
        () => "log without the key's value",
      );
    } finally {
      await server.gateway.close();
    }
  });
});

function status(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}/prod/`, { headers: { "x-api-key": KEY } }, (message) => {
      message.resume().on("end", () => resolve(message.statusCode ?? 0));
    })
      .on("error", reject)
      .end();
  });
}
