import { type Diagnostic } from "../engine";

/** Warnings and errors of the program go to stderr, so that stdout stays what the command promises. */
export function reportWarnings(diagnostics: Diagnostic[]): void {
  for (const { severity, message } of diagnostics) {
    if (severity === "warning" || severity === "error") {
      process.stderr.write(`${severity}: ${message}\n`);
    }
  }
}
