import type { ResourceNode } from "../../../engine/graph/graph";
import { type Operation, plannedUpdate } from "./planner";
import { NOTHING } from "./deployed";
import { isManaged, type StackState } from "./stack-state";

/** One update of the real engine, one operation at a time. */
export interface RecordedUpdate {
  /** The operation that the provider refused, if one. */
  failed?: RecordedOperation;
  /** The URNs in the order in which the engine came to them. */
  registered: string[];
  /** The operations that the engine started. */
  operations: RecordedOperation[];
}

/** An operation of the engine, such as `create urn:...`. */
export type RecordedOperation = string;

/** The updates of one stack: of the programs of a seed, the last of which fails once first. */
export interface RecordedStack {
  seed: number;
  updates: RecordedUpdate[];
}

/** Returns what was not recorded as the planner makes it; nothing where its order is the engine's. */
export function unlikeRecorded(recorded: RecordedStack, programs: readonly (readonly ResourceNode[])[]): string[] {
  let state: StackState = NOTHING.state;
  const aws = NOTHING.aws.clone();
  return recorded.updates.flatMap((update, index) => {
    const program = programs[Math.min(index, programs.length - 1)] ?? [];
    const planned = plannedUpdate(state, inOrder(program, update.registered), aws, (operation) => {
      if (update.failed === textOf(operation)) {
        throw new Error("the provider refuses it");
      }
    });
    state = planned.state;
    const failed = planned.error === undefined ? [] : [update.failed ?? planned.error.message];
    return compare([...planned.operations], failed, update.operations).map((line) => `update ${index + 1}: ${line}`);
  });
}

export function textOf({ op, urn }: Pick<Operation, "op" | "urn">): RecordedOperation {
  return `${op} ${urn}`;
}

/** The order of what the engine came to; what it did not come to follows. */
function inOrder(program: readonly ResourceNode[], registered: readonly string[]): ResourceNode[] {
  const place = new Map(registered.map((urn, index) => [urn, index]));
  return program
    .filter(isManaged)
    .map((node, index) => ({ node, place: place.get(node.urn) ?? registered.length + index }))
    .sort((left, right) => left.place - right.place)
    .map(({ node }) => node)
    .concat(program.filter((node) => !isManaged(node)));
}

/** Deletions of one round are made at the same time: their order among each other does not count. */
function compare(planned: Operation[], failed: string[], recorded: readonly string[]): string[] {
  const expected = [
    ...planned.map((operation) => ({ text: textOf(operation), round: operation.round ?? -1 })),
    ...failed.map((text) => ({ text, round: -1 })),
  ];
  const ordered = expected.filter(({ round }) => round < 0).map(({ text }) => text);
  const rounds = new Map(expected.filter(({ round }) => round >= 0).map(({ text, round }) => [text, round]));
  const before = recorded.slice(0, ordered.length);
  const after = recorded.slice(ordered.length);
  const isOrdered = after.every(
    (text, index) => (rounds.get(text) ?? -1) >= (rounds.get(after[index - 1] ?? "") ?? -1),
  );
  return [
    ...(JSON.stringify(before) === JSON.stringify(ordered) ? [] : [`expected ${difference(ordered, before)}`]),
    ...(after.length === rounds.size && after.every((text) => rounds.has(text)) && isOrdered
      ? []
      : [`deletions: expected ${[...rounds.keys()].join(", ")}, received ${after.join(", ")}`]),
  ];
}

function difference(expected: readonly string[], received: readonly string[]): string {
  const at = expected.findIndex((text, index) => text !== received[index]);
  const place = at < 0 ? expected.length : at;
  return `${expected[place] ?? "the end"} as operation ${place + 1}, received ${received[place] ?? "the end"}`;
}
