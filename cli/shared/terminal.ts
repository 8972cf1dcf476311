import { type ResourceGraph } from "../../engine/graph/graph";
import { Scrubber } from "../../engine/graph/scrubber";

/** Of every program that this process has evaluated: a function of an earlier one may still be running, and log. */
const hidden = new Set<string>();
let scrubber = new Scrubber(hidden);

/** From here on, none of these decrypted secrets gets to the terminal, as with the global log filter of the Pulumi CLI. */
export function hideSecrets({ secretTexts = [] }: Pick<ResourceGraph, "secretTexts">): void {
  secretTexts.forEach((text) => hidden.add(text));
  scrubber = new Scrubber(hidden);
}

/** The text as the terminal shows it, for a file. */
export function hide(text: string): string {
  return scrubber.text(text);
}

/** Prints what a command is called for. */
export function print(text: string): void {
  printLogged();
  process.stdout.write(`${hide(harmless(text))}\n`);
}

/** Lines that are not printed yet. */
let logged = "";
/** The number of writes since a time, by the clock of `performance.now()`. */
let recent = { since: 0, writes: 0 };
/** Each write wakes whoever reads it: of a log that is busier, the lines of some milliseconds are printed together. */
const PROMPT_WRITES = { count: 4, milliseconds: 5 };

/** Prints a line of a log that may be long: at the end of this turn of the event loop, or with the lines that follow soon. */
export function printLog(line: string): void {
  if (logged === "") {
    void (isBusy() ? setTimeout(printLogged, PROMPT_WRITES.milliseconds) : setImmediate(printLogged));
  }
  logged += `${line}\n`;
}

function isBusy(): boolean {
  const now = performance.now();
  if (now - recent.since > PROMPT_WRITES.milliseconds) {
    recent = { since: now, writes: 0 };
  }
  return recent.writes++ >= PROMPT_WRITES.count;
}

/** Characters that a terminal acts on, except line ends, tabs and the colours of a program. */
const ESCAPE = String.fromCharCode(27);
/** One class of characters: a look ahead of each takes three times as long. */
const ANY_CONTROL = /[^\P{Cc}\n\t]/u;
const CONTROLS = new RegExp(`(?!\\n|\\t|${ESCAPE}\\[[\\d;]*m)\\p{Cc}`, "gu");

/** Returns a text in which no client, backend, handler or file controls the terminal: other control characters are shown as escapes. */
export function harmless(text: string): string {
  if (!ANY_CONTROL.test(text)) {
    return text;
  }
  return text
    .replace(/\r(?=\n|$)/g, "")
    .replace(CONTROLS, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}

function printLogged(): void {
  const lines = logged;
  logged = "";
  if (lines !== "") {
    process.stdout.write(hide(harmless(lines)));
  }
}

// what is left when something unforeseen ends the process says why
process.on("exit", printLogged);

/** Prints JSON; secrets are replaced within its texts, so that it stays JSON. */
export function printJson(value: unknown): void {
  const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === "string" ? hide(item) : item), 2);
  process.stdout.write(`${text}\n`);
}

/** Prints beside it, on stderr: problems, warnings, and what the program itself prints. */
export function printAside(text: string): void {
  printLogged();
  process.stderr.write(`${hide(harmless(text))}\n`);
}
