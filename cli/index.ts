import { Command } from "commander";
import { checkCommand } from "./check";
import { chooseCommand } from "./choose";
import { doctorCommand } from "./doctor";
import { graphCommand } from "./graph";
import { inboxCommand } from "./inbox";
import { keyCommand } from "./key";
import { reportProblem } from "./shared/problem";
import { reportCommand } from "./report";
import { serveCommand } from "./serve";
import { tokenCommand } from "./token";
import { usageCommand } from "./usage";
import { version } from "./shared/version";

const program = new Command("gatewright")
  .description("Evaluate, check and serve a Pulumi program for AWS API Gateway with no AWS account and no Pulumi CLI.")
  .version(version())
  .option("--trace", "print stack traces of errors")
  .showHelpAfterError("(add --help for the options)")
  // 2 everywhere means "could not do it"; 1 is kept for `check`, where it means "found something"
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

for (const command of [
  serveCommand(),
  checkCommand(),
  reportCommand(),
  doctorCommand(),
  tokenCommand(),
  keyCommand(),
  graphCommand(),
  chooseCommand(),
  usageCommand(),
  inboxCommand(),
]) {
  program.addCommand(command.copyInheritedSettings(program));
}

program.parseAsync().catch((error: unknown) => {
  reportProblem(error, program.opts<{ trace?: boolean }>().trace ?? false);
  process.exitCode = 2;
});
