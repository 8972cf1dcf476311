/**
 * The protocol in the text of a message. CrossGuard carries one text a finding, so the Gatewright pack writes into it what `check`
 * shows apart: the fix of this finding, and whether it is a note. Both sides import this file, which imports nothing.
 */
const UNDECIDED = "undecided: ";
const EXEMPTED = "exempted: ";
const FIX = "Fix: ";
const FIX_LINE = /\nfix: ([^\n]+)$/i;

/** A message, read. */
export type PolicyMessage =
  | { kind: "finding"; finding: string; fix?: string }
  /** A finding that an exemption or the program's own reason covers: there is nothing to fix. */
  | { kind: "exempted"; finding: string }
  /** A note of a rule that could not decide. */
  | { kind: "undecided"; reason: string };

/** Returns the message of a finding, with what to change in a last line of its own. */
export function findingMessage(finding: string, fix: string): string {
  return `${finding}\n${FIX}${fix}`;
}

/** Returns the note for a finding that is exempted; `reason` is whole sentences. */
export function exemptedMessage(finding: string, reason: string): string {
  return `${EXEMPTED}${finding} Exempted: ${reason}`;
}

/** Returns the one note that a rule leaves where it could not decide. */
export function undecidedMessage(reason: string): string {
  return `${UNDECIDED}${reason}`;
}

/** Reads a message of any pack: one that does not write a fix has none. */
export function readMessage(message: string): PolicyMessage {
  if (message.startsWith(UNDECIDED)) {
    return { kind: "undecided", reason: message.slice(UNDECIDED.length) };
  }
  const fix = FIX_LINE.exec(message);
  if (fix) {
    return { kind: "finding", finding: message.slice(0, fix.index).trimEnd(), fix: fix[1] };
  }
  return message.startsWith(EXEMPTED) ? { kind: "exempted", finding: message } : { kind: "finding", finding: message };
}
