import { type DescribedCommand, type DescribedOption } from "./described-command";

/** The stacks of the project in the current folder, in every shell. */
export const STACK_NAMES = `for file in Pulumi.*.yaml; do file=\${file#Pulumi.}; echo "\${file%.yaml}"; done`;

/** Returns the script of bash. https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html */
export function bashScript(commands: DescribedCommand[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  return `# gatewright completion for bash
_gatewright() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${names.replaceAll(" ", "|")}) command="$word"; break ;; esac
  done
  COMPREPLY=()
  case "$command $previous" in
${commands.flatMap(valueCases).join("\n")}
  esac
  case "$command" in
${commands.map(commandCase).join("\n")}
    *) COMPREPLY=($(compgen -W "${names} --help --version --trace" -- "$current")) ;;
  esac
}
_gatewright_stacks() { ( shopt -s nullglob; ${STACK_NAMES} ); }
complete -o filenames -F _gatewright gatewright
`;
}

function valueCases({ name, options }: DescribedCommand): string[] {
  return options.flatMap((option) => {
    if (option.value === undefined) {
      return [];
    }
    const flags = [option.long, option.short].filter((flag) => flag !== undefined);
    const pattern = flags.map((flag) => `"${name} ${flag}"`).join("|");
    return [`    ${pattern}) ${completionOf(option.value)}; return ;;`];
  });
}

function completionOf(value: NonNullable<DescribedOption["value"]>): string {
  switch (value.kind) {
    case "choice":
      return `COMPREPLY=($(compgen -W "${value.choices.join(" ")}" -- "$current"))`;
    case "stack":
      return `COMPREPLY=($(compgen -W "$(_gatewright_stacks)" -- "$current"))`;
    case "file":
      return `COMPREPLY=($(compgen -f -- "$current"))`;
    case "text":
      return ":";
  }
}

function commandCase({ name, values, options }: DescribedCommand): string {
  const flags = options.map(({ long }) => long).join(" ");
  const argument = values === undefined ? "compgen -f" : `compgen -W "${values.join(" ")}"`;
  return `    ${name}) COMPREPLY=($(${argument} -- "$current"))
      [[ "$current" == -* ]] && COMPREPLY=($(compgen -W "${flags}" -- "$current")) ;;`;
}
