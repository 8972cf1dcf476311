import { PRICED_REGIONS } from "../../aws/prices/price-list";
import { closestName } from "../../language/nearest-name";
import { type Command, InvalidArgumentError, Option } from "commander";

/** The argument of every command that reads a project. */
export const PROJECT_FOLDER: [name: string, description: string, default_: string] = [
  "[dir]",
  "the folder of Pulumi.yaml",
  ".",
];

/** The option of the commands that read one stack. */
export const STACK: [flags: string, description: string] = [
  "-s, --stack <stack>",
  'the stack (default: PULUMI_STACK, the selected stack, the only stack, or "local")',
];

/** The option of the commands that read several stacks. */
export const STACKS: [
  flags: string,
  description: string,
  parse: (text: string, stacks: string[]) => string[],
  default_: string[],
] = [
  "-s, --stack <stack>",
  "a stack, or several separated by commas; repeatable (default: all stacks of the project)",
  collectStacks,
  [],
];

/** The default of the commands that read several stacks, for scripts that like to be explicit. */
export function allStacks(): Option {
  return new Option("--all-stacks", "all stacks of the project").conflicts("stack");
}

/** Stands for the stack's name in the names of files; `{stage}` is the earlier spelling. */
export const STACK_PLACEHOLDER = /\{(?:stack|stage)\}/g;

/** Spellings from before the options were named as the Pulumi CLI names them. No help shows them. */
const EARLIER_SPELLINGS: Record<string, string> = { "--stack": "--stage", "--all-stacks": "--all-stages" };

/** An option that sets the value of another one. */
class Alias extends Option {
  constructor(
    private readonly target: Option,
    flags: string,
  ) {
    super(flags);
    this.hideHelp();
    if (target.parseArg !== undefined) {
      this.argParser(target.parseArg);
    }
  }

  override attributeName(): string {
    return this.target.attributeName();
  }
}

/** Lets the command accept the earlier spellings of its options. */
export function addEarlierSpellings(command: Command): Command {
  for (const option of command.options) {
    const earlier = EARLIER_SPELLINGS[option.long ?? ""];
    if (earlier !== undefined) {
      command.addOption(new Alias(option, option.flags.replace(/^.*--[a-z-]+/, earlier)));
    }
  }
  return command;
}

/** Parses a number of requests, which may have underscores. */
export function requestCount(text: string): number {
  const count = Number(text.replaceAll("_", ""));
  if (!Number.isInteger(count) || count < 0) {
    throw new InvalidArgumentError("expected a whole number of requests, such as 5_000_000");
  }
  return count;
}

/** Parses a number from 0, which may have underscores and commas. */
export function amount(text: string): number {
  const value = Number(text.replaceAll(/[_,]/g, ""));
  if (text.trim() === "" || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError("expected a number of 0 or more");
  }
  return value;
}

/** Parses a region that the table of prices has. */
export function pricedRegion(text: string): string {
  if (!PRICED_REGIONS.includes(text)) {
    const near = closestName(text, PRICED_REGIONS);
    throw new InvalidArgumentError(`expected a region with prices, such as ${near ?? "us-east-1"}`);
  }
  return text;
}

/** Collects the values of a repeatable option. */
export function collect(value: string, values: string[]): string[] {
  return [...values, value];
}

/** Collects stacks that are separated by commas or given one at a time. */
export function collectStacks(text: string, stacks: string[]): string[] {
  const named = text
    .split(",")
    .map((stack) => stack.trim())
    .filter((stack) => stack !== "");
  return [...stacks, ...named];
}
