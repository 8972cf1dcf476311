import * as typescript from "typescript";
import { OPENING, WORDS } from "./list";

/** A word that the project doesn't use, with its place. */
export interface FoundWord {
  /** From 1. */
  line: number;
  word: string;
  instead: string;
}

/** Returns the words of a Markdown text, code left out. */
export function wordsOfMarkdown(text: string): FoundWord[] {
  const blank = (code: string): string => code.replaceAll(/[^\n]/g, " ");
  return wordsOf(text.replaceAll(/^( *)```[\s\S]*?^\1```/gm, blank).replaceAll(/`[^`\n]+`/g, blank), 1);
}

/** Returns the words of a TypeScript source in its comments and in its texts of several words. */
export function wordsOfSource(text: string): FoundWord[] {
  const source = typescript.createSourceFile("source.ts", text, typescript.ScriptTarget.Latest, true);
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
  const found: FoundWord[] = [];
  const comments = new Set<number>();

  function addComments(ranges: readonly typescript.CommentRange[] | undefined): void {
    for (const { pos, end } of ranges ?? []) {
      if (!comments.has(pos)) {
        comments.add(pos);
        found.push(...wordsOfComment(text.slice(pos, end), lineAt(pos)));
      }
    }
  }
  function visit(node: typescript.Node): void {
    addComments(typescript.getLeadingCommentRanges(text, node.pos));
    addComments(typescript.getTrailingCommentRanges(text, node.end));
    if (isText(node) && /\s/.test(node.text)) {
      found.push(...wordsOf(node.text, lineAt(node.getStart(source))));
    }
    node.getChildren(source).forEach(visit);
  }
  visit(source);
  return found.sort((a, b) => a.line - b.line);
}

type TextNode =
  typescript.StringLiteralLike | typescript.TemplateHead | typescript.TemplateMiddle | typescript.TemplateTail;

function isText(node: typescript.Node): node is TextNode {
  return (
    typescript.isStringLiteralLike(node) ||
    typescript.isTemplateHead(node) ||
    typescript.isTemplateMiddleOrTemplateTail(node)
  );
}

function wordsOfComment(comment: string, line: number): FoundWord[] {
  const found = wordsOf(comment, line);
  const opening = /^\/\*\*\s*\*?\s*/.exec(comment);
  const [first] = opening === null ? [] : (OPENING.pattern.exec(comment.slice(opening[0].length)) ?? []);
  return first === undefined ? found : [{ line, word: first, instead: OPENING.instead }, ...found];
}

/** A turn may break over two lines of a comment, which start with an asterisk or slashes. */
function wordsOf(text: string, line: number): FoundWord[] {
  const joined = text.replaceAll(/\n[^\S\n]*(\*(?!\/)|\/\/)?/g, (end) => `\n${" ".repeat(end.length - 1)}`);
  const found = WORDS.flatMap(({ pattern, instead }) => {
    const spaced = new RegExp(pattern.source.replaceAll(" ", String.raw`\s+`), "gi");
    return [...joined.matchAll(spaced)].map(({ 0: word, index }) => {
      const lines = joined.slice(0, index).split("\n").length - 1;
      return { line: line + lines, word: word.replaceAll(/\s+/g, " "), instead };
    });
  });
  return found.sort((a, b) => a.line - b.line);
}
