import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { COMMANDS, loadCommand } from "../../cli/commands";

const ROOT = join(__dirname, "../..");

/** The table of README.md, from its first to its last row. */
const TABLE = /^\| command .*\n(\|.*\n)+/m;

/** The names of all commands in one line of a page, between the text before and the text after them. */
const LISTS = {
  "CHANGELOG.md": /^(- Command line: ).*(\.)$/m,
  "docs/architecture.md": /^(\| `cli\/` .*a folder for each command: ).*?( *\|)$/m,
};

/** Returns the pages that list the commands. */
export async function generated(): Promise<Map<string, string>> {
  const names = COMMANDS.map((name) => `\`${name}\``).join(", ");
  const lists = Object.entries(LISTS).map(([page, line]) => withList(page, line, names));
  return new Map(await Promise.all([withTable(), ...lists]));
}

async function withTable(): Promise<[string, string]> {
  const rows = COMMANDS.map((name) => `| \`gatewright ${name}\` | ${loadCommand(name).description()} |`);
  const table = ["| command | what it does |", "| --- | --- |", ...rows, ""].join("\n");
  return replaced("README.md", TABLE, () => table);
}

function withList(page: string, line: RegExp, names: string): Promise<[string, string]> {
  return replaced(page, line, (_, before, after) => `${before}${names}${after}`);
}

async function replaced(
  page: string,
  pattern: RegExp,
  replacer: (match: string, before: string, after: string) => string,
): Promise<[string, string]> {
  const path = join(ROOT, page);
  const text = readFileSync(path, "utf8");
  if (!pattern.test(text)) {
    throw new Error(`${page} has no place for the commands: expected ${pattern.source}`);
  }
  const options = { ...(await resolveConfig(path)), filepath: path };
  return [page, await format(text.replace(pattern, replacer), options)];
}
