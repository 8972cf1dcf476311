import { createRequire } from "node:module";
import { type Command } from "commander";

/** The commands, in the order of the help: each is the folder of that name, which exports `command`. */
export const COMMANDS = ["serve", "check", "report", "doctor", "token", "key", "graph", "choose", "usage", "inbox"];

const load = createRequire(__filename);

/** Loads a command's folder only when it is asked for: no command waits for what another one imports. */
export function loadCommand(name: string): Command {
  const { command } = load(`./${name}`) as { command: () => Command };
  return command();
}
