/**
 * Returns how a process ended, for a sentence with "ended with".
 *
 * @example
 * ```ts
 * processEnding(3, null); // "exit code 3"
 * processEnding(null, "SIGKILL"); // "signal SIGKILL"
 * ```
 */
export function processEnding(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
