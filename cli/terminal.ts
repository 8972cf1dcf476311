import { type ResourceGraph } from "../engine/graph";
import { Scrubber } from "../engine/scrubber";

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
  process.stdout.write(`${hide(text)}\n`);
}

/** Prints JSON; secrets are replaced within its texts, so that it stays JSON. */
export function printJson(value: unknown): void {
  const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === "string" ? hide(item) : item), 2);
  process.stdout.write(`${text}\n`);
}

/** Prints beside it, on stderr: problems, warnings, and what the program itself prints. */
export function printAside(text: string): void {
  process.stderr.write(`${hide(text)}\n`);
}
