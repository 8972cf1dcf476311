import { Command, Help, Option } from "commander";
import { COMMANDS, loadCommand } from "./commands";
import { addLocalOptions } from "./shared/local-options";
import { addEarlierSpellings } from "./shared/options";
import { version } from "./shared/version";

/** Builds the command line with the command that the arguments name, or with all commands for the help. */
export function commandLine(args: string[]): Command {
  const program = new Command("gatewright")
    .description(
      "Evaluate, check and serve a Pulumi program for AWS API Gateway with no AWS account and no Pulumi CLI.",
    )
    .version(version(), "-v, --version")
    .option("--trace", "print stack traces of errors")
    .showHelpAfterError("(add --help for the options)")
    .configureHelp({ optionDescription })
    // 2 everywhere means "could not do it"; 1 is kept for `check`, where it means "found something"
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  const named = args.find((text) => !text.startsWith("-"));
  for (const name of COMMANDS.filter((command) => command === named || !COMMANDS.includes(named ?? ""))) {
    program.addCommand(addLocalOptions(addEarlierSpellings(loadCommand(name))).copyInheritedSettings(program));
  }
  return program;
}

/** Describes an option; an initial value of no use to a reader, such as an empty list, is not printed as its default. */
function optionDescription(option: Option): string {
  const isEmpty = ["false", "[]", "{}"].includes(JSON.stringify(option.defaultValue));
  const initial = isEmpty ? undefined : (option.defaultValue as unknown);
  return new Help().optionDescription(Object.assign(new Option(option.flags), option, { defaultValue: initial }));
}
