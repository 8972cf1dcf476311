import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Returns the texts of the doc comments in a folder of declarations, as descriptions have them. The package has each text once, in its
 * declarations: the schema beside the code has numbers instead of most of its descriptions.
 */
export function textsIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".d.ts"));
  const comments = files
    .map((name) => name.replaceAll("\\", "/"))
    .sort()
    .flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(/\/\*\*([\s\S]*?)\*\//g)])
    .flatMap(([, comment = ""]) => textsOf(comment));
  return [...new Set(comments)];
}

/** Returns the text of a comment, that with its default, and that with the page that it names. */
function textsOf(comment: string): string[] {
  const lines = comment.replaceAll(/^\s*\* ?/gm, "");
  const [first = "", ...tags] = lines.split(/(?:^|\s)@(?=[a-z])/);
  const standard = tags.find((tag) => tag.startsWith("default "))?.slice("default ".length);
  const text = oneLine(first);
  const complete = standard === undefined ? text : `${text} Default: ${oneLine(standard)}.`;
  const [page] = /^\s*https:\S+$/m.exec(lines) ?? [];
  return [text, complete, ...(page === undefined ? [] : [`${complete} See ${page.trim()}`])];
}

/** Returns a text in one line, without the pages that stand on lines of their own. */
function oneLine(text: string): string {
  return text
    .replaceAll(/^\s*https:\S+\s*$/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/**
 * Returns a schema whose descriptions are numbers where the texts have their start: the distance from the text before, which is mostly
 * the next one.
 */
export function packed(schema: unknown, texts: readonly string[]): string {
  const numbers = new Map(texts.map((text, number) => [text, number]));
  let last = 0;
  return JSON.stringify(schema, (key, value: unknown) => {
    const found = key === "description" && typeof value === "string" ? startOf(value, numbers) : undefined;
    if (found === undefined) {
      return value;
    }
    const distance = found.number - last;
    last = found.number;
    return found.rest === "" ? distance : [distance, found.rest];
  });
}

function startOf(
  description: string,
  numbers: ReadonlyMap<string, number>,
): { number: number; rest: string } | undefined {
  for (let end = description.length; end > 0; end = description.lastIndexOf(" ", end - 1)) {
    const number = numbers.get(description.slice(0, end));
    if (number !== undefined) {
      return { number, rest: description.slice(end) };
    }
  }
  return undefined;
}

/** Returns the schema that `packed` was made of. */
export function unpacked<T>(text: string, texts: readonly string[]): T {
  let last = 0;
  return JSON.parse(text, (key, value: unknown) => {
    if (key !== "description" || !(typeof value === "number" || Array.isArray(value))) {
      return value;
    }
    const [distance, rest] = Array.isArray(value) ? (value as [number, string]) : [value, ""];
    last += distance;
    return `${texts[last] ?? ""}${rest}`;
  }) as T;
}
