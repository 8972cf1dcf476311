import { Argument, Command } from "commander";
import { bashScript } from "./bash";
import { describedCommands } from "./described-command";
import { fishScript } from "./fish";
import { zshScript } from "./zsh";

/** The script of each shell. */
const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

export function command(): Command {
  return new Command("completion")
    .description("Print a shell script that completes commands, options, values and stacks.")
    .addArgument(new Argument("<shell>", "the shell").choices(Object.keys(SCRIPTS)))
    .addHelpText(
      "after",
      `
In ~/.bashrc:                     eval "$(npx gatewright completion bash)"
In ~/.zshrc, after compinit:      eval "$(npx gatewright completion zsh)"
In ~/.config/fish/config.fish:    npx gatewright completion fish | source
The completion is for the command gatewright: alias gatewright='npx gatewright'.`,
    )
    .action((shell: keyof typeof SCRIPTS) => {
      process.stdout.write(SCRIPTS[shell](describedCommands()));
    });
}
