import type { Aws } from "./aws";
import { converged, leftovers, unlikeFirst } from "./comparison";
import { type Deployed, deployed, type Program } from "./deployed";
import { Invariants } from "./invariants";
import { type Operation, plannedUpdate } from "./planner";
import { brokenReleases } from "./releases";

/** The result of an update with a failure at each operation in turn. */
export interface Proof {
  /** The stack after the update without a failure. */
  after: Deployed;
  /** The broken invariants, each with when. */
  broken: string[];
  /** The number of updates that were made, and of moments that were looked at. */
  updates: number;
  moments: number;
}

/**
 * Proves an update: no moment of it, nor of one that fails at any operation and is then made again or taken back, opens, misroutes
 * or loses anything; what was made again ends as if nothing had failed, and a further update changes nothing.
 */
export function proveUpdate(before: Deployed, old: Program, program: Program, goesBack = true): Proof {
  const broken = new Set<string>();
  const whole = deployed(before, program);
  let updates = 1;
  let moments = 0;
  if (whole.error !== undefined) {
    return { after: whole, broken: [`the update is refused: ${whole.error.message}`], updates, moments };
  }
  const forward = new Invariants(before, whole, program);
  const back = new Invariants(whole, before, old);
  const watch = (note: string, aws: Aws, operation: Operation | undefined, also = forward): void => {
    moments += 1;
    const at = operation === undefined ? "at its end" : `before ${operation.op} ${shortName(operation)}`;
    // an update that is taken back starts where the update failed
    const accepted = also === forward ? undefined : new Set(also.brokenAt(aws));
    const problems = forward.brokenAt(aws).filter((problem) => accepted?.has(problem) !== false);
    problems.forEach((problem) => broken.add(`${problem} (${note}, ${at})`));
  };
  const failures = watched(before, program, (aws, operation) => watch("the update", aws, operation));
  watch("the update", whole.aws, undefined);
  for (const [index, { state, aws, operation }] of failures.entries()) {
    const again = goesBack && index % 3 === 2 ? old : program;
    const note = `${again === old ? "taken back" : "made again"} after ${operation.op} ${shortName(operation)} failed`;
    const retry = aws.clone();
    const also = again === old ? back : forward;
    const result = plannedUpdate(state, again, retry, (next) => watch(note, retry, next, also));
    updates += 1;
    watch(note, retry, undefined, also);
    const expected = again === old ? before : whole;
    converged({ ...result, aws: retry }, expected, again === old).forEach((problem) =>
      broken.add(`${problem} (${note})`),
    );
  }
  const second = deployed(whole, program);
  second.operations.forEach((operation) => broken.add(`a second update has ${operation.op} ${shortName(operation)}`));
  brokenReleases(before, whole).forEach((problem) => broken.add(problem));
  leftovers(whole).forEach((problem) => broken.add(problem));
  unlikeFirst(whole, program).forEach((problem) => broken.add(problem));
  return { after: whole, broken: [...broken], updates: updates + 1, moments };
}

/** Makes an update, and returns the stack as it is before each operation. */
function watched(
  before: Deployed,
  program: Program,
  watch: (aws: Aws, operation: Operation) => void,
): (Deployed & { operation: Operation })[] {
  const failures: (Deployed & { operation: Operation })[] = [];
  const aws = before.aws.clone();
  plannedUpdate(before.state, program, aws, (operation, state) => {
    watch(aws, operation);
    failures.push({ state: state(), aws: aws.clone(), operation });
  });
  return failures;
}

function shortName({ type, name }: Operation): string {
  return `${type.split(":").at(-1)} ${name}`;
}
