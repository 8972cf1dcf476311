import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseUsage, usageTable } from "../../../cli/usage";
import { uncountedText } from "../../../cli/usage/usage-plans";
import type { UsageState } from "../../../gateway/server";
import { runCommand } from "../../support/command";

const NOON = Date.UTC(2026, 0, 15, 12);
const DAY = Date.UTC(2026, 0, 15);
const STATE: UsageState = {
  version: 1,
  plans: {
    p1: {
      name: "free",
      quota: { limit: 100, period: "DAY", offset: 0 },
      firstPeriod: DAY,
      keys: {
        k1: { name: "ann", used: 42, periodStart: DAY },
        k2: { name: "bob", used: 9, periodStart: DAY - 86_400_000 },
      },
    },
    p2: {
      name: "partner",
      quota: { limit: 1000, period: "MONTH", offset: 10 },
      firstPeriod: Date.UTC(2026, 0, 1),
      keys: { k3: { name: "acme", used: 5, periodStart: Date.UTC(2026, 0, 1) } },
    },
  },
};

describe("gatewright usage", () => {
  it("shows what each key has used, has left, and when it starts anew", () => {
    assert.equal(
      usageTable(chooseUsage(STATE, {}), NOON),
      [
        "PLAN     KEY   USED  LIMIT  LEFT  PERIOD  RESETS (UTC)",
        "free     ann   42    100    58    DAY     2026-01-16 00:00",
        "free     bob   0     100    100   DAY     2026-01-16 00:00",
        "partner  acme  5     990    985   MONTH   2026-02-01 00:00",
      ].join("\n"),
    );
  });

  it("narrows to a plan and a key", () => {
    assert.deepEqual(
      chooseUsage(STATE, { plan: "free", key: "ann" }).map(({ key }) => key),
      ["k1"],
    );
  });

  it("takes a part of a name between dashes, where only one has it", () => {
    const [ann, bob] = ["tiers-ann-key-108a821", "tiers-bob-key-950bfd0"];
    const count = { used: 1, periodStart: DAY };
    const quota = { limit: 100, period: "DAY" as const, offset: 0 };
    const keys = { k1: { name: ann, ...count }, k2: { name: bob, ...count } };
    const state: UsageState = {
      version: 1,
      plans: { p1: { name: "tiers-free-4c48fdd", quota, firstPeriod: DAY, keys } },
    };
    assert.deepEqual(
      chooseUsage(state, { plan: "free", key: "bob" }).map(({ key }) => key),
      ["k2"],
    );
    assert.deepEqual(
      chooseUsage(state, { plan: "tiers-free" }).map(({ key }) => key),
      ["k1", "k2"],
    );
    assert.throws(() => chooseUsage(state, { plan: "free", key: "tiers" }), {
      message: `No usage of free, tiers: the counts are of\n  --plan tiers-free-4c48fdd --key ${ann}\n  --plan tiers-free-4c48fdd --key ${bob}`,
    });
  });

  it("names the plans and keys that there are when it is asked for others", () => {
    assert.throws(() => chooseUsage(STATE, { plan: "gold" }), {
      message:
        "No usage of gold: the counts are of\n  --plan free --key ann\n  --plan free --key bob\n  --plan partner --key acme",
    });
  });

  it("reports that nothing was counted yet", () => {
    assert.match(usageTable([], NOON), /^No usage yet/);
  });

  describe("as a command", () => {
    const project = join(__dirname, "../../../examples/rest-usage-plans");
    const usage = (args: string[], cwd?: string) => runCommand(["usage", ...args], cwd);

    it("says of a plan without counts that it has none yet, or no quota, and refuses an unknown one", async () => {
      const free = await usage([project, "--stack", "dev", "--plan", "tiers-free"]);
      assert.deepEqual(
        [free.status, free.stdout],
        [0, "No usage yet: no request has used an API key of the usage plan tiers-free.\n"],
        free.stderr,
      );
      const gold = await usage([project, "--stack", "dev", "--plan", "gold"]);
      assert.deepEqual([gold.status, gold.stdout], [2, ""]);
      assert.equal(
        gold.stderr,
        'gatewright: rest-usage-plans has no usage plan "gold" in stack "dev". The plans are tiers-free, tiers-partner, tiers-standard.\n',
      );
    });

    it("reports that a plan without a quota is not counted", () => {
      const plan = { urn: "urn:pulumi:dev::shop::aws:apigateway/usagePlan:UsagePlan::open", id: "p", keyIds: [] };
      assert.equal(
        uncountedText({ ...plan, name: "open-1a2b3c4", apiStages: [] }),
        "The usage plan open has no quota, so its requests are not counted.",
      );
    });

    it("refuses a folder that is not there, and one outside of every project", async () => {
      const nope = await usage(["nope"], project);
      assert.deepEqual(
        [nope.status, nope.stderr],
        [2, 'gatewright: The folder "nope" does not exist: specify the folder of a Pulumi project.\n'],
      );
      const outside = await usage([], tmpdir());
      assert.equal(outside.status, 2);
      assert.match(outside.stderr, /^gatewright: No Pulumi\.yaml in /);
    });
  });
});
