import { type Comment, type Options, parse } from "acorn";
import { type SourceFile } from "./archive";

/** Files that a function does not run, by the names that test runners look for. */
const TESTS = /(^|\/)(__tests__|__mocks__|tests?)\/|\.(test|spec)\.\w+$|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/;

/** Returns true for a file of tests, which is packed with the code and not run. */
export function isTest(path: string): boolean {
  return TESTS.test(path);
}

/**
 * Returns the text of a source file with its comments blanked, and Python's docstrings, so that what is left is code. The comments that
 * bundlers write before each module stay. TypeScript that is not compiled, which no JavaScript parser reads, stays as it is.
 */
export function executedText({ path, text }: SourceFile): string {
  return path.endsWith(".py") ? blanked(text, pythonComments(text)) : blanked(text, javaScriptComments(text));
}

interface Range {
  start: number;
  end: number;
}

function blanked(text: string, ranges: Range[]): string {
  let at = 0;
  let code = "";
  for (const { start, end } of ranges) {
    code += text.slice(at, start) + text.slice(start, end).replace(/[^\n]/g, " ");
    at = end;
  }
  return code + text.slice(at);
}

function javaScriptComments(text: string): Range[] {
  for (const sourceType of ["module", "script"] as const) {
    const comments: Comment[] = [];
    const options: Options = {
      ecmaVersion: "latest",
      sourceType,
      allowHashBang: true,
      allowReturnOutsideFunction: true,
      onComment: comments,
    };
    try {
      parse(text, options);
      // a line that starts with one names the module that a bundler put there
      return comments.filter(({ type, start }) => type === "Block" || (start > 0 && text[start - 1] !== "\n"));
    } catch {
      // the other kind of source, or neither
    }
  }
  return [];
}

/** A string of Python with its prefix, a comment, or a line's end. https://docs.python.org/3/reference/lexical_analysis.html */
const PYTHON_TOKEN =
  /[rbfu]{0,2}("""|''')(?:\\[^]|(?!\1)[^])*\1|[rbfu]{0,2}(?:"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*')|#[^\n]*/gi;

function pythonComments(text: string): Range[] {
  return [...text.matchAll(PYTHON_TOKEN)].flatMap((token) => {
    const [found] = token;
    const range = { start: token.index, end: token.index + found.length };
    const before = text.slice(text.lastIndexOf("\n", range.start - 1) + 1, range.start);
    const after = text.slice(range.end).split("\n", 1)[0] ?? "";
    // a text that stands alone on its lines, outside brackets, is a docstring or has no effect
    const alone =
      token[1] !== undefined &&
      before.trim() === "" &&
      after.trim() === "" &&
      !/[([{,=+]\s*$/.test(text.slice(0, range.start));
    return found.startsWith("#") || alone ? [range] : [];
  });
}
