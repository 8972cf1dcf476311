import { STACK_NAMES } from "./bash";
import { type DescribedCommand, type DescribedOption } from "./described-command";

/** Returns the script of zsh. https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
export function zshScript(commands: DescribedCommand[]): string {
  const described = commands.map(({ name, description }) => quoted(`${name}:${description}`)).join("\n    ");
  return `#compdef gatewright
# gatewright completion for zsh
_gatewright() {
  local context state line
  local -a commands
  commands=(
    ${described}
  )
  _arguments -C '--help[display help]' '--version[output the version]' '--trace[print stack traces of errors]' '1: :->command' '*:: :->arguments'
  case $state in
    command) _describe command commands ;;
    arguments)
      case $words[1] in
${commands.map(commandCase).join("\n")}
      esac ;;
  esac
}
_gatewright_stacks() {
  local -a stacks
  stacks=(\${(f)"$(setopt nullglob; ${STACK_NAMES})"})
  compadd -a stacks
}
compdef _gatewright gatewright
`;
}

function commandCase({ name, values, options }: DescribedCommand): string {
  const argument = values === undefined ? "'1: :_files'" : `'1: :(${values.join(" ")})'`;
  return `        ${name}) _arguments ${options.map(argumentOf).join(" ")} ${argument} ;;`;
}

function argumentOf({ long, short, description, value }: DescribedOption): string {
  const text = `[${description.replace(/[[\]\\:]/g, "\\$&")}]${valueOf(value)}`;
  const body = quoted(text);
  return short === undefined ? quoted(`*${long}${text}`) : `'*'{${short},${long}}${body}`;
}

function valueOf(value: DescribedOption["value"]): string {
  switch (value?.kind) {
    case "choice":
      return `:value:(${value.choices.join(" ")})`;
    case "stack":
      return ":stack:_gatewright_stacks";
    case "file":
      return ":file:_files";
    case "text":
      return ":value: ";
    default:
      return "";
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
