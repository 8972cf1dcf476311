import { type Diagnostic } from "../../engine";
import { printAside } from "./terminal";

/** Returns what the program said goes to stderr, so that stdout stays what the command promises; what it printed is marked as its own. */
export function reportDiagnostics(diagnostics: Diagnostic[]): void {
  for (const { severity, message, stream } of diagnostics) {
    if (severity !== "debug") {
      printAside(`${stream === undefined ? severity : "program"}: ${message}`);
    }
  }
}

/** Returns the diagnostics of several stacks, each once. */
export function distinctDiagnostics(diagnostics: Diagnostic[]): Diagnostic[] {
  return [
    ...new Map(
      diagnostics.map((diagnostic) => [
        `${diagnostic.severity} ${diagnostic.stream} ${diagnostic.message}`,
        diagnostic,
      ]),
    ).values(),
  ];
}
