import assert from "node:assert/strict";
import { join } from "node:path";
import { CHANGES, http, ONE, TWO } from "../support/live/changes";
import { proveChange } from "../support/live/pairs";
import type { ProgramSpec } from "../support/live/spec";
import { whyNoEngine, withEngine } from "./engine";

const PROJECT = join(__dirname, "fixtures", "live");
const skipped = whyNoEngine();

/** The operations that call nothing of AWS. */
const NO_CALLS = ["same", "replace", "remove-pending-replace"];

/** Deploys programs one after the other, and returns the operations of the last update, sorted. */
async function operations(specs: readonly ProgramSpec[]): Promise<string[]> {
  let lines: string[] = [];
  await withEngine(PROJECT, { stage: "dev" }, async (engine) => {
    for (const spec of specs) {
      await engine.setConfig("live:program", JSON.stringify(spec));
      const { started } = await engine.up();
      lines = started
        .filter(({ op, urn }) => !NO_CALLS.includes(op) && urn.includes("$aws:"))
        .map(
          ({ op, urn }) =>
            `${op} ${
              urn
                .split("$aws:")
                .at(-1)
                ?.replace(/^.*:(\w+)::/, "$1 ") ?? urn
            }`,
        );
    }
  });
  return lines.sort();
}

describe(`changes to live APIs on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(300_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  it("go on with a rename that failed half-way", async () => {
    let isFailing = false;
    const fails = (operation: string, urn: string): boolean =>
      isFailing && operation === "create" && urn.includes("Integration::");
    await withEngine(PROJECT, { stage: "dev", fails }, async (engine) => {
      const update = async (spec: ProgramSpec): Promise<string[]> => {
        await engine.setConfig("live:program", JSON.stringify(spec));
        const { started } = await engine.up({ mayFail: isFailing });
        return started
          .filter(({ op }) => op !== "same")
          .map(({ op, urn }) => `${op} ${urn.split(":").slice(-3).join(" ")}`);
      };
      await update(http([ONE], { logs: true }));
      isFailing = true;
      await update(http([TWO], { logs: true, name: "store", alias: "shop" }));
      isFailing = false;
      const again = await update(http([TWO], { logs: true, name: "store", alias: "shop" }));
      assert.deepEqual(
        again.filter((line) => line.startsWith("create ")),
        ["create Integration  store-two-integration"],
        "nothing that stands is made a second time",
      );
      assert.deepEqual(await update(http([TWO], { logs: true, name: "store", alias: "shop" })), []);
    });
  });

  for (const [name, specs] of Object.entries(CHANGES)) {
    it(`makes the operations of ${name} that the planner makes`, async () => {
      assert.deepEqual(await operations(specs), (await proveChange(specs)).operations.sort());
    });
  }
});
