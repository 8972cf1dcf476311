import { type Diagnostic } from "../../engine";
import { firstFew } from "../../language/first-few";
import { printAside } from "./terminal";

/** The diagnostics of a stack of several. */
export interface StackDiagnostics {
  stack: string;
  diagnostics: readonly Diagnostic[];
}

/** The stacks that a line names. */
const NAMED_STACKS = 5;

/** Returns what the program said goes to stderr, so that stdout stays what the command promises; what it printed is marked as its own. */
export function reportDiagnostics(diagnostics: Diagnostic[]): void {
  for (const { severity, message, stream } of diagnostics) {
    if (severity !== "debug") {
      printAside(`${stream === undefined ? severity : "program"}: ${message}`);
    }
  }
}

/**
 * Returns the diagnostics of several stacks, each once and with the stacks that have it before it. What all have names none.
 *
 * @param stackCount The number of stacks of the run, those without diagnostics too.
 */
export function distinctDiagnostics(stacks: readonly StackDiagnostics[], stackCount: number): Diagnostic[] {
  const distinct = new Map<string, { diagnostic: Diagnostic; names: Set<string> }>();
  for (const { stack, diagnostics } of stacks) {
    for (const diagnostic of diagnostics) {
      const key = `${diagnostic.severity} ${diagnostic.stream} ${diagnostic.message}`;
      const known = distinct.get(key) ?? { diagnostic, names: new Set() };
      known.names.add(stack);
      distinct.set(key, known);
    }
  }
  return [...distinct.values()].map(({ diagnostic, names }) =>
    names.size === stackCount
      ? diagnostic
      : { ...diagnostic, message: `${firstFew([...names], NAMED_STACKS)}: ${diagnostic.message}` },
  );
}
