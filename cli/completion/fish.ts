import { type DescribedCommand, type DescribedOption } from "./described-command";

/** Returns the script of fish. https://fishshell.com/docs/current/completions.html */
export function fishScript(commands: DescribedCommand[]): string {
  return `# gatewright completion for fish
function __gatewright_stacks
  for file in Pulumi.*.yaml
    string replace -r '^Pulumi\\.(.*)\\.yaml$' '$1' -- $file
  end
end
complete -c gatewright -e
complete -c gatewright -n __fish_use_subcommand -f -l version -s v -d 'output the version'
complete -c gatewright -l trace -d 'print stack traces of errors'
${commands.flatMap(commandLines).join("\n")}
`;
}

function commandLines({ name, description, values, options }: DescribedCommand): string[] {
  const within = `complete -c gatewright -n '__fish_seen_subcommand_from ${name}'`;
  return [
    `complete -c gatewright -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
    ...(values === undefined ? [] : [`${within} -f -a '${values.join(" ")}'`]),
    ...options.map(({ long, short, description: text, value }) =>
      [within, `-l ${long.slice(2)}`, short && `-s ${short.slice(1)}`, valueOf(value), `-d ${quoted(text)}`]
        .filter(Boolean)
        .join(" "),
    ),
  ];
}

function valueOf(value: DescribedOption["value"]): string {
  switch (value?.kind) {
    case "choice":
      return `-x -a '${value.choices.join(" ")}'`;
    case "stack":
      return "-x -a '(__gatewright_stacks)'";
    case "file":
      return "-r -F";
    case "text":
      return "-x";
    default:
      return "";
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
