import { type SourceFile } from "./archive";

/** Files that a function does not run, by the names that test runners look for. */
const TESTS =
  /(^|\/)(__tests__|__mocks__|tests?|spec)\/|\.(test|spec)\.\w+$|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$|_spec\.rb$/;

/** Returns true for a file of tests, which is packed with the code and not run. */
export function isTest(path: string): boolean {
  return TESTS.test(path);
}

/**
 * Returns the text of a source file with its comments blanked, and Python's docstrings, so that what is left is code. It reads tokens, so
 * that it takes what no parser does.
 */
export function executedText({ path, text }: SourceFile): string {
  if (path.endsWith(".py")) {
    return blanked(text, pythonComments(text));
  }
  return path.endsWith(".rb")
    ? blanked(text, comments(text, RUBY_TOKEN, /^(?:#|=begin)/))
    : blanked(text, comments(text, JAVASCRIPT_TOKEN, /^(?:\/\/|\/\*|\s*[*#]\s)/));
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

/** A comment, a line of a comment whose start is missing, or a text, which may hold what looks like a comment. */
const JAVASCRIPT_TOKEN =
  /^[ \t]*[*#][ \t][^\n]*|\/\*[^]*?(?:\*\/|(?![^]))|\/\/[^\n]*|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`/gm;
const RUBY_TOKEN = /^=begin[^]*?^=end[^\n]*|#(?!\{)[^\n]*|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'/gm;

function comments(text: string, token: RegExp, comment: RegExp): Range[] {
  return [...text.matchAll(token)]
    .filter(([found]) => comment.test(found))
    .map((found) => ({ start: found.index, end: found.index + found[0].length }));
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
