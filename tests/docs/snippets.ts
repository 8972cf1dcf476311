import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const repository = join(__dirname, "..", "..");

/** A fenced block of a Markdown page. */
export interface Snippet {
  /** `docs/stacks.md:12`: the page and the line of its first line of code. */
  place: string;
  language: string;
  code: string;
}

/** Every fenced block of the README and of docs/ in one of the languages. */
export function snippets(...languages: string[]): Snippet[] {
  const docs = readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" });
  const pages = [
    "README.md",
    "CONTRIBUTING.md",
    ...docs.filter((file) => file.endsWith(".md")).map((file) => join("docs", file)),
  ];
  return pages.flatMap((page) => blocks(join(repository, page))).filter(({ language }) => languages.includes(language));
}

function blocks(file: string): Snippet[] {
  const found: Snippet[] = [];
  let open: { language: string; line: number; code: string[] } | undefined;
  readFileSync(file, "utf8")
    .split("\n")
    .forEach((text, index) => {
      const fence = /^```(\w*)/.exec(text);
      if (fence === null) {
        open?.code.push(text);
      } else if (open === undefined) {
        open = { language: fence[1] ?? "", line: index + 2, code: [] };
      } else {
        const { language, line, code } = open;
        found.push({ place: `${relative(repository, file)}:${line}`, language, code: `${code.join("\n")}\n` });
        open = undefined;
      }
    });
  return found;
}
