import { type Command, type Option } from "commander";
import { defined } from "../../language/defined";
import { COMMANDS, loadCommand } from "../commands";
import { addLocalOptions } from "../shared/local-options";

/** A command in the words of a completion. */
export interface DescribedCommand {
  name: string;
  description: string;
  /** The values of its first argument; undefined where it takes a folder or a file. */
  values?: readonly string[];
  options: DescribedOption[];
}

export interface DescribedOption {
  /** `--stack`. */
  long: string;
  /** `-s`. */
  short?: string;
  description: string;
  /** The kind of its value; undefined for an option without one. */
  value?: { kind: "stack" | "file" | "text" } | { kind: "choice"; choices: readonly string[] };
}

/** Returns every command with its options, but for those that no help shows. */
export function describedCommands(): DescribedCommand[] {
  return COMMANDS.map((name) => described(addLocalOptions(loadCommand(name))));
}

function described(command: Command): DescribedCommand {
  const [argument] = command.registeredArguments;
  const own = command.options.filter(({ hidden }) => !hidden).flatMap((option) => describedOption(option) ?? []);
  return defined({
    name: command.name(),
    description: command.description(),
    values: argument?.argChoices,
    options: [...own, { long: "--help", short: "-h", description: "display help for command" }],
  });
}

function describedOption(option: Option): DescribedOption | undefined {
  const { long, short, description } = option;
  return long === undefined || long === null ? undefined : defined({ long, short, description, ...valueOf(option) });
}

function valueOf({ flags, argChoices, required, optional }: Option): Pick<DescribedOption, "value"> {
  if (!required && !optional) {
    return {};
  }
  const name = /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1] ?? "";
  if (argChoices !== undefined) {
    return { value: { kind: "choice", choices: argChoices } };
  }
  const kind = name === "stack" ? "stack" : /^(?:file|dir|folder)$/.test(name) ? "file" : "text";
  return { value: { kind } };
}
