import ts from "typescript";

/**
 * Returns the doc comment of a declaration for readers in any language: its text, the default, and the page that it names. Its
 * examples are TypeScript and left out.
 */
export function descriptionOf(node: ts.Node): string | undefined {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  if (doc === undefined) {
    return undefined;
  }
  const tag = doc.tags?.find(({ tagName }) => tagName.text === "default");
  const { text, page } = apart(ts.getTextOfJSDocComment(doc.comment) ?? "");
  const { text: standard, page: defaultPage } = apart(ts.getTextOfJSDocComment(tag?.comment) ?? "");
  const parts = [text, standard === "" ? "" : `Default: ${standard}.`];
  const link = page ?? defaultPage ?? apart(trailing(doc)).page;
  return [...parts, link === undefined ? "" : `See ${link}`].filter((part) => part !== "").join(" ");
}

/** Returns a text in one line, and the page that stands on a line of its own. */
function apart(comment: string): { text: string; page: string | undefined } {
  const lines = comment.split("\n").map((line) => line.trim());
  const isPage = (line: string): boolean => /^https:\S+$/.test(line);
  const text = lines.filter((line) => !isPage(line)).join(" ");
  return { text: forAnyLanguage(text.replaceAll(/\s+/g, " ").trim()), page: lines.find(isPage) };
}

/** The text after an example, which belongs to its tag. */
function trailing(doc: ts.JSDoc): string {
  return (doc.tags ?? []).map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join("\n");
}

/** The calls of TypeScript in doc comments, and what other languages have instead. */
const REWRITTEN: readonly (readonly [RegExp, string])[] = [
  [/, (?:such as|created by a factory such as) `(?:lambda|jwt)\([^`]*\)`/g, ""],
  [/; `iam\(\)` and `none\(\)` have no resource/g, "; the kinds `iam` and `none` have no resource"],
  [/: `lambdaAuthorizer\(fn\)`, `iam\(\)` or `none\("reason"\)`/g, ": of the kind `lambda`, `iam` or `none`"],
  [/; see `resourcePolicy\(\)`/g, ""],
  [/which `url` and `urlFor` then use/g, "which `url` then uses"],
  [/; the factories set it/g, ""],
  [/, as `requestMapping` writes them/g, ""],
  [/; its PEM text is in `resources`/g, ""],
  [/, such as `accessLogFormat\(\{\.\.\.\}\)`/g, ""],
  [/; see `grantInvoke`/g, ""],
  [/`lambda\(alias\)` takes/g, "integrations of the kind `lambda` take"],
  [/`httpProxy\(url\)`/g, "`httpProxy`"],
  [/a route takes `ecsService\(backend\)`/g, "a route takes its listener or its Cloud Map service"],
  [/A route takes `ec2\(backend\)`/g, "A route takes its listener or its Cloud Map service"],
];

function forAnyLanguage(text: string): string {
  return REWRITTEN.reduce((result, [call, words]) => result.replaceAll(call, words), text);
}
