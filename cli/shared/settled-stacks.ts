import { availableParallelism } from "node:os";
import { type Diagnostic, EvaluationError } from "../../engine";
import { mapConcurrently } from "../../language/map-concurrently";
import { distinctDiagnostics } from "./diagnostics";

/** As many stacks are evaluated at once as there are cores: two at least, since a program waits for its engine now and then. */
export const STACKS_AT_ONCE = Math.max(2, availableParallelism());

/** The outcome for a stack. */
export type Outcome<Value> = { stack: string } & ({ value: Value } | { error: unknown });

/** Runs for several stacks, no more of them at once than `limit`: what fails leaves the others as they are. Keeps their order. */
export function settleStacks<Value>(
  stacks: string[],
  limit: number,
  run: (stack: string) => Promise<Value>,
): Promise<Outcome<Value>[]> {
  return mapConcurrently(stacks, limit, (stack) =>
    run(stack).then(
      (value) => ({ stack, value }),
      (error: unknown) => ({ stack, error }),
    ),
  );
}

/**
 * Returns one error for all that went wrong: what is the same in several stacks is said once. Undefined where nothing did.
 *
 * @param verb What could not be done, such as `check`.
 */
export function failureOf(outcomes: Outcome<unknown>[], verb: string): EvaluationError | undefined {
  const stacksOf = new Map<string, string[]>();
  const frames = new Set<string>();
  for (const outcome of outcomes) {
    if ("error" in outcome) {
      const { error, stack } = outcome;
      const message = messageOf(error);
      stacksOf.set(message, [...(stacksOf.get(message) ?? []), stack]);
      framesOf(error).forEach((frame) => frames.add(frame));
    }
  }
  return stacksOf.size === 0
    ? undefined
    : new EvaluationError(
        [...stacksOf].map(([message, stacks]) => `could not ${verb} ${stacks.join(", ")}: ${message}`).join("\n"),
        { frames: [...frames] },
      );
}

/**
 * Returns the diagnostics of all stacks, those of the failed ones too; the errors of these are in `failureOf`.
 *
 * @param diagnosticsIn Returns those of a stack that did not fail.
 */
export function diagnosticsOf<Value>(
  outcomes: readonly Outcome<Value>[],
  diagnosticsIn: (value: Value) => Diagnostic[],
): Diagnostic[] {
  const ofStack = (outcome: Outcome<Value>): Diagnostic[] => {
    if ("value" in outcome) {
      return diagnosticsIn(outcome.value);
    }
    const { error } = outcome;
    return error instanceof EvaluationError ? error.diagnostics.filter(({ severity }) => severity !== "error") : [];
  };
  return distinctDiagnostics(
    outcomes.map((outcome) => ({ stack: outcome.stack, diagnostics: ofStack(outcome) })),
    outcomes.length,
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  return lines.filter((line) => /^\s+at /.test(line));
}
