import { type Command, Option } from "commander";
import { type PropertyValue } from "../../engine/graph/value";
import { jsonOrText } from "../../language/parsed-json";
import { ownValue } from "../../language/own-value";

/** The options that give a program values on this machine which it gets elsewhere once it is deployed. */
export interface LocalOptions {
  local?: string;
  set?: Record<string, string>;
  stackOutput?: Record<string, Record<string, PropertyValue>>;
  env?: Record<string, string>;
  /** Of `serve`. */
  standIn?: string;
}

/** Returns whether any value is given for this run alone. */
export function hasLocalOptions({ local, set, stackOutput, env }: LocalOptions): boolean {
  return [local, set, stackOutput, env].some((given) => given !== undefined);
}

/** Adds the options to a command that evaluates a stack. */
export function addLocalOptions(command: Command): Command {
  if (!command.options.some(({ long }) => long === "--stack")) {
    return command;
  }
  return command
    .addOption(new Option("--local <file>", "a YAML or JSON file with local values, as under gatewright:local"))
    .addOption(
      new Option(
        "--set <key=value>",
        "a config value for this run, such as a secret that can't be decrypted here; repeatable",
      ).argParser((text: string, values: Record<string, string> = {}) => ({ ...values, ...pair("--set", text) })),
    )
    .addOption(
      new Option("--stack-output <stack:output=value>", "an output of a referenced stack; repeatable").argParser(
        addOutput,
      ),
    )
    .addOption(
      new Option(
        "--env <name=value>",
        "an environment variable for the program, such as one that Pulumi ESC sets; repeatable",
      ).argParser((text: string, values: Record<string, string> = {}) => ({ ...values, ...pair("--env", text) })),
    );
}

/** A value may be a secret, so that no error shows it: one of commander's would. */
function pair(option: string, text: string): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new Error(`${option}: expected name=value`);
  }
  return { [name]: value };
}

function addOutput(text: string, given: LocalOptions["stackOutput"] = {}): LocalOptions["stackOutput"] {
  const [, stack, output, value] = /^([^=]+):([^:=]+)=(.*)$/s.exec(text) ?? [];
  if (stack === undefined || output === undefined || value === undefined) {
    throw new Error("--stack-output: expected stack:output=value, such as organization/network/dev:vpcId=vpc-1");
  }
  return { ...given, [stack]: { ...ownValue(given, stack), [output]: jsonOrText(value) as PropertyValue } };
}
