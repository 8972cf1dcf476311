import { Command, Option } from "commander";
import { clearInbox, type InboxEntry, readInbox, STAND_IN_SERVICES } from "../../gateway/server";
import { PROJECT_FOLDER } from "../shared/options";
import { openProject, stateDirectoryOf } from "../shared/project";

interface InboxOptions {
  service?: string;
  json: boolean;
  clear: boolean;
}

export function command(): Command {
  return new Command("inbox")
    .description("Show what the local stand-ins of AWS services received: messages, events, executions, records.")
    .argument(...PROJECT_FOLDER)
    .addOption(new Option("--service <name>", "show only this service").choices(STAND_IN_SERVICES))
    .option("--json", "print each entry in full, as a JSON object per line", false)
    .option("--clear", "delete all entries after printing them", false)
    .action(async (directory: string, { service, json, clear }: InboxOptions) => {
      const stateDirectory = stateDirectoryOf(openProject(directory));
      const entries = (await readInbox(stateDirectory)).filter(
        (entry) => service === undefined || entry.service === service,
      );
      const lines = json ? entries.map((entry) => JSON.stringify(entry)) : entries.flatMap(inboxLines).map(printable);
      process.stdout.write(
        lines.length === 0 && !json ? `${nothing(service)}\n` : lines.map((it) => `${it}\n`).join(""),
      );
      if (clear) {
        await clearInbox(stateDirectory);
      }
    });
}

/** A line for the call, and one for each of its parameters. */
export function inboxLines({ time, service, operation, target, route, parameters, status }: InboxEntry): string[] {
  const head = `${time}  ${service} ${operation} on ${target}, ${status} (${route})`;
  const values = Object.entries(parameters).map(([name, value]) => {
    return `  ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`;
  });
  return [head, ...values];
}

/** Returns a line in which no content of a message controls the terminal. */
export function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}

function nothing(service: string | undefined): string {
  return `The stand-ins ${service === undefined ? "" : `of ${service} `}have received nothing yet.`;
}
