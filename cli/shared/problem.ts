import { EvaluationError } from "../../engine";
import { reportDiagnostics } from "./diagnostics";
import { isOptionalPackage, missingText } from "./optional-packages";
import { printAside } from "./terminal";

/** Tells the user why a command could not do it, after all that a program had said until it failed. */
export function reportProblem(error: unknown, trace: boolean): void {
  if (error instanceof EvaluationError) {
    // the program's errors are what was thrown
    reportDiagnostics(error.diagnostics.filter(({ severity }) => severity !== "error"));
  }
  printAside(problemText(error, trace));
}

/** Returns what the terminal shows of an error: its message alone, and its stack where the user asked for it. */
export function problemText(error: unknown, trace: boolean): string {
  if (!(error instanceof Error)) {
    return `gatewright: ${String(error)}`;
  }
  const text = missingPeer(error) ?? error.message;
  return trace && error.stack !== undefined ? `gatewright: ${text}\n${error.stack}` : `gatewright: ${text}`;
}

function missingPeer(error: Error): string | undefined {
  const name = /Cannot find (?:module|package) '([^']+)'/.exec(error.message)?.[1];
  return name !== undefined && isOptionalPackage(name) ? missingText([name]) : undefined;
}
