import { isOptionalPackage, missingText } from "./optional-packages";

/** What the terminal shows of an error: its message alone, and its stack where the user asked for it. */
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
