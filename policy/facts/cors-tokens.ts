import { type SourceFile } from "./archive";
import { CORS_HEADER, type CorsHeader, isMinified } from "./cors-code";
import { executedText } from "./executed-text";
import { type Token, tokensOf } from "./tokens";

const SETTERS =
  /^(?:set|append|add|header|put|push|setHeader|addHeader|appendHeader|set_header|add_header|setdefault|__setitem__)$/;
const READERS =
  /^(?:get|has|pop|remove|discard|delete|del|getlist|get_all|include|print|[a-z]*_?(?:has|get|del|remove|delete|strip|drop)_\w+)$/i;
const ABSENT = /^(?:None|nil|null|undefined)$/;

/** Libraries that set the headers for the code, by the form in which code loads or calls them. */
const MIDDLEWARE: { name: string; form: RegExp }[] = [
  { name: "Powertools", form: /\bCORSConfig\s*\(/ },
  { name: "Chalice", form: /@\w+\.route\([^)]*\bcors\s*=\s*(?:True\b|\w+)/ },
  {
    name: "CORSMiddleware",
    form: /\badd_middleware\(\s*CORSMiddleware\b|\bMiddleware\(\s*CORSMiddleware\b|\bfalcon\.CORSMiddleware\b/,
  },
  { name: "flask_cors", form: /^\s*(?:from|import)\s+flask_cors\b/m },
  { name: "quart_cors", form: /^\s*(?:from|import)\s+quart_cors\b/m },
  { name: "sanic_ext's cors", form: /^\s*(?:from|import)\s+sanic_cors\b/m },
  { name: "aiohttp_cors", form: /^\s*(?:from|import)\s+aiohttp_cors\b/m },
  { name: "corsheaders", form: /["']corsheaders\.middleware\.CorsMiddleware["']/ },
  { name: "rack-cors", form: /\bRack::Cors\b/ },
];

/** Returns the CORS headers that a file sets or names, by its tokens: of Python, Ruby, and JavaScript that no parser reads. */
export function tokenCors(file: SourceFile): CorsHeader[] {
  const text = executedText(file);
  const middleware = /\.(?:py|rb)$/.test(file.path) ? MIDDLEWARE.filter(({ form }) => form.test(text)) : [];
  const tokens = withConstants(tokensOf(text));
  const headers = tokens.flatMap((token, index): CorsHeader[] => {
    const use = token.kind === "text" && CORS_HEADER.test(token.value) ? useOf(tokens, index) : undefined;
    if (use === undefined) {
      return [];
    }
    const certain = use.sets && !isMinified(text, token.at);
    const value = use.value === undefined ? {} : { value: use.value };
    return [{ name: token.value, file: file.path, certain, ...value }];
  });
  return [
    ...middleware.map(({ name }) => ({ name: `CORS headers by ${name}`, file: file.path, certain: true })),
    ...headers,
  ];
}

/** Puts a header's name where a variable that holds it stands: `ORIGIN = "Access-Control-Allow-Origin"`. */
function withConstants(tokens: Token[]): Token[] {
  const names = new Map<string, string>();
  tokens.forEach(({ kind, value }, index) => {
    const next = tokens[index + 2];
    if (kind === "name" && tokens[index + 1]?.value === "=" && next?.kind === "text" && CORS_HEADER.test(next.value)) {
      names.set(value, next.value);
    }
  });
  return names.size === 0
    ? tokens
    : tokens.map((token, index) => {
        const held = token.kind === "name" && tokens[index + 1]?.value !== "=" ? names.get(token.value) : undefined;
        return held === undefined ? token : { kind: "text", value: held, at: token.at };
      });
}

/** Returns how the name at the index is used; undefined where it is read, compared or taken away. */
function useOf(tokens: Token[], index: number): { sets: boolean; value?: string } | undefined {
  const at = (offset: number): string => tokens[index + offset]?.value ?? "";
  const [before, after] = [at(-1), at(1)];
  const end = after === "]" ? 2 : 1;
  const isKey = [":", "=>"].includes(at(end)) && (["{", ",", "[", "("].includes(before) || index === 0);
  if (isKey) {
    return ABSENT.test(at(end + 1)) ? undefined : sets(tokens[index + end + 1]);
  }
  if (before === "[" && after === "]") {
    return at(2) === "=" && !ABSENT.test(at(3)) ? sets(tokens[index + 3]) : undefined;
  }
  if (before === "=" || /^(?:[!=]==?|in|case|when|is)$/.test(before) || /^[!=]==?$/.test(after)) {
    return undefined;
  }
  if (before === "(") {
    const name = at(-2);
    if (SETTERS.test(name) && after === ",") {
      return sets(tokens[index + 2]);
    }
    const isPair = after === "," && ["(", "[", ",", "="].includes(name) && at(3) === ")";
    return isPair ? sets(tokens[index + 2]) : READERS.test(name) ? undefined : { sets: false };
  }
  return { sets: false };
}

function sets(value: Token | undefined): { sets: boolean; value?: string } {
  return value?.kind === "text" ? { sets: true, value: value.value } : { sets: true };
}
