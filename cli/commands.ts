import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { type Command } from "commander";

/** The commands, each the folder of that name, which exports `command`; `shared` has what several need. */
export const COMMANDS = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "shared")
  .map(({ name }) => name)
  .sort();

const load = createRequire(__filename);

/** Loads a command's folder only when it is asked for: no command waits for what another one imports. */
export function loadCommand(name: string): Command {
  const { command } = load(`./${name}`) as { command: () => Command };
  return command();
}
