import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { whyNoEngine, withEngine } from "../../tests/real/engine";
import { type GeneratedProgram, generatedHistory } from "../../tests/support/live/pairs";
import { type Operation, plannedUpdate } from "../../tests/support/live/planner";
import { NOTHING } from "../../tests/support/live/deployed";
import { Random } from "../../tests/support/live/random";
import { type RecordedStack, type RecordedUpdate, textOf } from "../../tests/support/live/recorded-updates";
import { isManaged } from "../../tests/support/live/stack-state";

/**
 * Makes updates on the real engine, and writes the order of their operations to where the tests compare the planner's with it:
 * `npm run record-updates`. It needs the `pulumi` CLI; without one it says so and leaves the record as it is.
 */
const PROJECT = join(__dirname, "..", "..", "tests", "real", "fixtures", "live");
const RECORD = join(__dirname, "..", "..", "tests", "live", "recorded-updates.json");
/** The seeds to record, beside those that the record has: `npm run record-updates -- <seed> ...`. @default 16 of them */
const SEEDS =
  process.argv.length > 2
    ? process.argv.slice(2).map(Number)
    : Array.from({ length: 16 }, (_, index) => 20261129 + index);

async function main(): Promise<void> {
  const skipped = whyNoEngine();
  if (skipped !== undefined) {
    console.log(skipped);
    return;
  }
  let stacks = JSON.parse(readFileSync(RECORD, "utf8")) as RecordedStack[];
  for (const seed of SEEDS) {
    const random = new Random(seed);
    const history = await generatedHistory(random);
    const updates = await recordedUpdates(history, random);
    stacks = [...stacks.filter((stack) => stack.seed !== seed), { seed, updates }].sort((a, b) => a.seed - b.seed);
    writeFileSync(RECORD, `${JSON.stringify(stacks, null, 1)}\n`);
    console.log(`seed ${seed}: ${updates.length} updates`);
  }
}

async function recordedUpdates(history: readonly GeneratedProgram[], random: Random): Promise<RecordedUpdate[]> {
  const updates: RecordedUpdate[] = [];
  let failing: Operation | undefined;
  const fails = (operation: string, urn: string): boolean =>
    failing !== undefined && failing.urn === urn && failing.op.startsWith(operation);
  await withEngine(PROJECT, { stage: "dev", fails }, async (engine) => {
    const update = async (program: GeneratedProgram, failure?: Operation): Promise<void> => {
      failing = failure;
      await engine.setConfig("live:program", JSON.stringify(program.spec));
      const { started } = await engine.up({ serial: true, mayFail: failure !== undefined });
      const managed = new Set(program.program.filter(isManaged).map(({ urn }) => urn));
      const ours = started.filter(({ urn }) => urn.includes("$aws:") || urn.includes("::aws:"));
      const registered = ours.filter(({ op, urn }) => !op.startsWith("delete") && op !== "replace" && managed.has(urn));
      updates.push({
        ...(failure === undefined ? undefined : { failed: textOf(failure) }),
        registered: [...new Set(registered.map(({ urn }) => urn))],
        operations: ours
          .filter(({ op }) => !["same", "replace", "remove-pending-replace"].includes(op))
          .map(({ op, urn }) => `${op} ${urn}`),
      });
    };
    const last = history.at(-1);
    for (const program of history.slice(0, -1)) {
      await update(program);
    }
    if (last !== undefined) {
      const failure = anyOperation(history, random);
      await (failure === undefined ? undefined : update(last, failure));
      await update(last);
    }
  });
  return updates;
}

/** Chooses an operation of the last update, but for the deletions at its end, whose order is open. */
function anyOperation(history: readonly GeneratedProgram[], random: Random): Operation | undefined {
  let [state, operations] = [NOTHING.state, [] as Operation[]];
  const aws = NOTHING.aws.clone();
  for (const { program } of history) {
    ({ state, operations } = plannedUpdate(state, program, aws));
  }
  const ordered = operations.filter(({ round }) => round === undefined);
  return ordered.length === 0 ? undefined : random.one(ordered);
}

void main();
