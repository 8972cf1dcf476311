import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readUsageFile } from "../../../cli/usage/usage-file";

describe("the file with the counts of usage plans", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gatewright-usage-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is empty where nothing was counted yet", async () => {
    assert.deepEqual(await readUsageFile(folder), { version: 1, plans: {} });
  });

  it("gives the counts that the gateway wrote", async () => {
    const state = {
      version: 1,
      plans: {
        p1: {
          name: "free",
          quota: { limit: 9, period: "DAY", offset: 0 },
          firstPeriod: 0,
          keys: { k1: { name: "ann", used: 4, periodStart: 0 } },
        },
      },
    };
    writeFileSync(join(folder, "usage.json"), JSON.stringify(state));
    assert.deepEqual(await readUsageFile(folder), state);
  });

  for (const text of ["", "{", "[]", '{"version":2,"plans":{}}', '{"version":1,"plans":{"p1":{"name":"free"}}}']) {
    it(`is refused by name where it holds ${JSON.stringify(text)}`, async () => {
      writeFileSync(join(folder, "usage.json"), text);
      await assert.rejects(readUsageFile(folder), {
        message: `${join(folder, "usage.json")} does not hold the counts of usage plans: remove the file, and counting starts at 0.`,
      });
    });
  }
});
