import ts from "typescript";

/** A documentation comment, as Markdown. */
export interface DocComment {
  text: string;
  default?: string;
  example?: string;
}

/** Returns the documentation of a declaration. */
export function docComment(node: ts.Node): DocComment {
  const parts = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const doc = parts.at(-1);
  const tags = (doc?.tags ?? []).map((tag) => [tag.tagName.text, textOf(tag.comment)] as const);
  const tag = (name: string): string | undefined => tags.find(([found]) => found === name)?.[1].trim();
  const see = tags.filter(([name]) => name === "see").map(([, text]) => text);
  return {
    text: linked([textOf(doc?.comment), ...see].filter((text) => text !== "").join("\n")),
    default: tag("default"),
    example: tag("example"),
  };
}

function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return ts.getTextOfJSDocComment(comment) ?? "";
}

/** A page of AWS or Pulumi on a line of its own is a link that reads as one. */
export function linked(text: string): string {
  return text
    .replaceAll(/^(https:\/\/\S+?)(?: \(([^)]*)\))?$/gm, (_, url: string, what?: string) => {
      const page = what ?? pageName(url);
      return `\n[${page}](${url})`;
    })
    .trim();
}

function pageName(url: string): string {
  const { hostname, pathname, hash } = new URL(url);
  const name =
    pathname
      .replace(/\/$/, "")
      .split("/")
      .at(-1)
      ?.replace(/\.html$/, "") ?? "";
  return `${hostname.replace(/^(www|docs)\./, "")}: ${name}${hash}`;
}
