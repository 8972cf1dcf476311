/** The functions of the `stats` command. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html */
const AGGREGATES = new Set([
  ...["avg", "count", "count_distinct", "max", "min", "pct", "stddev", "sum"],
  ...["earliest", "latest", "sortsFirst", "sortsLast"],
]);
/** Functions of other expressions. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
const FUNCTIONS = new Set([
  ...["abs", "ceil", "floor", "greatest", "least", "log", "sqrt"],
  ...["bin", "datefloor", "dateceil", "fromMillis", "toMillis", "now"],
  ...[
    "ispresent",
    "coalesce",
    "isempty",
    "isblank",
    "concat",
    "ltrim",
    "rtrim",
    "trim",
    "strlen",
    "toupper",
    "tolower",
  ],
  ...["substr", "replace", "strcontains", "isValidIp", "isValidIpv4", "isValidIpv6", "isIpInSubnet", "jsonParse"],
]);
const WORDS = new Set(["and", "or", "not", "like", "in", "as", "by", "asc", "desc"]);

const TOKEN =
  /\s+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]+`|\/(?:[^/\\\n]|\\.)+\/|\d+(?:\.\d+)?(?:ms|s|m|h|d|w)?\b|[@A-Za-z_][\w.@]*|=~|!=|<=|>=|[-=<>+*/%^(),[\]]/gy;

/**
 * Returns what is wrong with a query by the documented syntax of Logs Insights: commands that there are, balanced brackets, functions
 * in their places, and the fields that it reads.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function queryProblems(query: string): string[] {
  return commandsOf(query).flatMap((command) => commandProblems(command));
}

/** Returns the fields that a query reads and does not name itself. */
export function queryFields(query: string): string[] {
  const fields = new Set<string>();
  const named = new Set<string>();
  for (const command of commandsOf(query)) {
    const [, ...tokens] = tokensOf(command) ?? [];
    tokens.forEach((token, index) => {
      const isField = /^[@A-Za-z_]/.test(token) && !WORDS.has(token) && tokens[index + 1] !== "(";
      if (tokens[index - 1] === "as") {
        named.add(token);
      } else if (isField && !named.has(token)) {
        fields.add(token);
      }
    });
  }
  return [...fields];
}

/** Splits at the pipes that stand outside texts and patterns. */
function commandsOf(query: string): string[] {
  const parts = query.match(/(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/(?:[^/\\\n]|\\.)+\/|[^|"'/]|\/)+/g) ?? [];
  return parts.map((part) => part.trim());
}

function tokensOf(command: string): string[] | undefined {
  const tokens = command.match(TOKEN) ?? [];
  return tokens.join("").length === command.length
    ? tokens.map((token) => token.trim()).filter((token) => token !== "")
    : undefined;
}

function commandProblems(command: string): string[] {
  const tokens = tokensOf(command);
  if (tokens === undefined) {
    return [`not understood: ${command}`];
  }
  const [name = "", ...rest] = tokens;
  const problems = [...bracketProblems(rest), ...functionProblems(name, rest)];
  switch (name) {
    case "SOURCE":
      return /^SOURCE '[^']+'( '[^']+')*$/.test(command)
        ? problems
        : [...problems, "SOURCE takes log groups in quotes"];
    case "fields":
    case "display":
      return rest.length > 0 ? problems : [...problems, `${name} without fields`];
    case "filter":
      return /(=~|!=|<=|>=|=|<|>|\blike\b|\bin\b|ispresent|strcontains)/.test(command)
        ? problems
        : [...problems, `filter without a comparison: ${command}`];
    case "stats":
      return AGGREGATES.has(rest[0] ?? "") ? problems : [...problems, `stats starts with ${rest[0] ?? "nothing"}`];
    case "sort":
      return /^sort [@\w.]+( (asc|desc))?(, *[@\w.]+( (asc|desc))?)*$/.test(command)
        ? problems
        : [...problems, `sort: ${command}`];
    case "limit": {
      const count = Number(rest[0]);
      return rest.length === 1 && Number.isInteger(count) && count >= 1 && count <= 10_000
        ? problems
        : [...problems, "limit takes 1 to 10,000"];
    }
    case "parse":
    case "dedup":
      return problems;
    default:
      return [...problems, `no command ${name}`];
  }
}

function bracketProblems(tokens: readonly string[]): string[] {
  let depth = 0;
  for (const token of tokens) {
    depth += token === "(" ? 1 : token === ")" ? -1 : 0;
    if (depth < 0) {
      break;
    }
  }
  return depth === 0 ? [] : ["brackets that don't match"];
}

function functionProblems(command: string, tokens: readonly string[]): string[] {
  const called = tokens.filter(
    (token, index) => tokens[index + 1] === "(" && /^[A-Za-z_]/.test(token) && !WORDS.has(token),
  );
  const isKnown = (name: string): boolean => FUNCTIONS.has(name) || (command === "stats" && AGGREGATES.has(name));
  return called.filter((name) => !isKnown(name)).map((name) => `no function ${name} in ${command}`);
}
