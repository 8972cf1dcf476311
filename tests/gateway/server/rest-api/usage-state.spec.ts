import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import type { QuotaModel, UsagePlanModel } from "../../../../gateway/model/api-model";
import { UsageLedger } from "../../../../gateway/server/rest-api/usage-ledger";
import {
  emptyState,
  mergeUsage,
  readUsage,
  type UsageState,
  withUsageLock,
  writeUsage,
} from "../../../../gateway/server/rest-api/usage-state";

const QUOTA: QuotaModel = { limit: 10_000, period: "DAY", offset: 0 };
const PLAN: UsagePlanModel = { urn: "urn:plan", id: "p1", name: "daily", apiStages: [], quota: QUOTA, keyIds: ["k1"] };
const ANN = { id: "k1", name: "ann" };
const NOON = Date.UTC(2026, 0, 15, 12);
const DAY = 24 * 60 * 60 * 1000;

function state(used: number, periodStart = 1): UsageState {
  return {
    version: 1,
    plans: { p: { name: "p", quota: QUOTA, firstPeriod: 1, keys: { k: { name: "k", used, periodStart } } } },
  };
}

const used = ({ plans }: UsageState): number | undefined => plans.p?.keys.k?.used;

describe("the counts of usage plans in a folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "usage-state-"));
  });
  afterEach(() => {
    mock.restoreAll();
    rmSync(folder, { recursive: true });
  });

  for (const text of [
    "",
    "null",
    "[]",
    "1",
    '"text"',
    "{cut o",
    "{}",
    '{"version":2,"plans":{}}',
    '{"version":1}',
    '{"version":1,"plans":null}',
    '{"version":1,"plans":[]}',
    '{"version":1,"plans":{"p":null}}',
    '{"version":1,"plans":{"p":{"name":"p","quota":null,"firstPeriod":1,"keys":{}}}}',
    '{"version":1,"plans":{"p":{"name":"p","quota":{"limit":1,"period":"YEAR","offset":0},"firstPeriod":1,"keys":{}}}}',
    '{"version":1,"plans":{"__proto__":{"name":1}}}',
    "\u0000\u0001\u0002",
  ]) {
    it(`are empty, and counted from then on, where the file holds ${JSON.stringify(text)}`, () => {
      writeFileSync(join(folder, "usage.json"), text);
      assert.deepEqual(readUsage(folder), emptyState());
      const ledger = UsageLedger.open(folder);
      assert.equal(ledger.count(PLAN, QUOTA, ANN, NOON), true);
      ledger.close();
      assert.equal(readUsage(folder).plans.p1?.keys.k1?.used, 1);
    });
  }

  it("leave out a damaged count, and keep the others", () => {
    const keys = { good: { name: "a", used: 3, periodStart: 1 }, bad: { name: "b", used: "3" }, none: null };
    const plan = { name: "p", quota: QUOTA, firstPeriod: 1, keys };
    writeFileSync(join(folder, "usage.json"), JSON.stringify({ version: 1, plans: { p: plan } }));
    assert.deepEqual(Object.keys(readUsage(folder).plans.p?.keys ?? {}), ["good"]);
  });

  it("of two gateways are added up, whoever writes first", () => {
    const ledgers = [UsageLedger.open(folder), UsageLedger.open(folder)];
    for (let round = 0; round < 50; round++) {
      ledgers.forEach((ledger, index) => {
        ledger.count(PLAN, QUOTA, ANN, NOON);
        if ((round + index) % 3 === 0) {
          ledger.flush();
        }
      });
    }
    ledgers.forEach((ledger) => ledger.close());
    assert.equal(readUsage(folder).plans.p1?.keys.k1?.used, 100);
  });

  it("are written by one process at a time, and by the next one after a kill", () => {
    const lock = join(folder, "usage.json.lock");
    writeFileSync(lock, "");
    let now = statSync(lock).mtimeMs;
    mock.method(Date, "now", () => now);
    assert.equal(
      withUsageLock(folder, () => assert.fail("locked"), 30),
      false,
    );
    now += 60_000;
    let ran = false;
    assert.equal(
      withUsageLock(folder, () => (ran = true)),
      true,
    );
    assert.deepEqual([ran, existsSync(lock)], [true, false]);
  });

  it("leave no draft behind where they cannot be written", () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "a file in the way");
    const lines: string[] = [];
    const ledger = UsageLedger.open(folder, (line) => lines.push(line));
    [1, 2].forEach(() => {
      assert.equal(ledger.count(PLAN, QUOTA, ANN, NOON), true);
      ledger.flush();
    });
    ledger.close();
    assert.equal(lines.length, 1, lines.join("\n"));
    assert.match(
      lines[0] ?? "",
      /^The counts of usage plans cannot be written \(.*\): they last as long as this process\.$/,
    );
    rmSync(folder);
    writeUsage(folder, emptyState());
    assert.deepEqual(readdirSync(folder), ["usage.json"]);
  });
});

describe("mergeUsage", () => {
  it("adds what this process has counted to what another one has", () => {
    assert.equal(used(mergeUsage(state(5), state(8), state(7))), 10);
  });

  it("takes over a reset, and adds what was counted since", () => {
    assert.equal(used(mergeUsage(state(5), state(6), state(0))), 1);
    assert.equal(used(mergeUsage(state(5), state(6), emptyState())), 1);
  });

  it("takes the later period", () => {
    assert.equal(used(mergeUsage(state(5), state(2, DAY), state(7))), 2);
    assert.equal(used(mergeUsage(state(5), state(6), state(3, DAY))), 3);
  });

  it("keeps what only the file has", () => {
    assert.equal(used(mergeUsage(emptyState(), emptyState(), state(7))), 7);
  });
});
