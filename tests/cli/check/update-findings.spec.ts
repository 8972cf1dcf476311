import assert from "node:assert/strict";
import { isUpdateFinding, updateFindings } from "../../../cli/check/update-findings";
import { type Snapshot, readSnapshot } from "../../../gateway/model/snapshot";
import { build } from "../../support/live/build";
import { ADMIN, http, ONE } from "../../support/live/changes";
import { registered, STACK } from "../../support/live/program";
import type { ProgramSpec } from "../../support/live/spec";

async function snapshotOf(spec: ProgramSpec, stack: string): Promise<Snapshot> {
  const resources = await registered(() => build(spec));
  return readSnapshot({ version: 1, ...STACK, stack, mode: "deploy", resources, outputs: {} });
}

/** The level of each finding on an update of a stack. */
async function levels(stack: string, accepted: string[] = []): Promise<string[]> {
  const before = await snapshotOf(http([ADMIN, ONE], { stages: { live: true, next: true } }), stack);
  const open = { ...ADMIN, decision: { by: "nobody" as const } };
  const findings = updateFindings(before, await snapshotOf(http([open]), stack), accepted);
  assert.ok(findings.every(isUpdateFinding));
  return findings.map(({ rule, enforcement, resource }) => `${enforcement} ${rule.name} ${resource.name}`).sort();
}

describe("the findings on an update", () => {
  it("stop a deployment by the stack's environment", async () => {
    assert.deepEqual(await levels("prod"), [
      "advisory update-removes-route shop",
      "mandatory update-deletes shop-next-stage",
      "mandatory update-opens-route shop",
    ]);
    assert.deepEqual(await levels("staging"), [
      "advisory update-deletes shop-next-stage",
      "advisory update-removes-route shop",
      "mandatory update-opens-route shop",
    ]);
    assert.ok((await levels("dev")).every((line) => line.startsWith("advisory ")));
  });

  it("stop nothing where what they name is accepted", async () => {
    assert.deepEqual(await levels("prod", ["shop-next-stage", "shop"]), [
      "advisory update-deletes shop-next-stage",
      "advisory update-opens-route shop",
      "advisory update-removes-route shop",
    ]);
  });
});
