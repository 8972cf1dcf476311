import assert from "node:assert/strict";
import { wordsOfMarkdown, wordsOfSource } from "../../../scripts/words/check";

const words = (found: { line: number; word: string }[]): string[] =>
  found.map(({ line, word }) => `${String(line)} ${word}`);

describe("the check of words", () => {
  it("finds them in comments, with the line", () => {
    const source = ["/** Returns the port. */", "const port = 1; // as told", "/* is", " * mended */"].join("\n");
    assert.deepEqual(words(wordsOfSource(source)), ["2 told", "4 mended"]);
  });

  it("finds them in texts of several words, and in each part of a template", () => {
    const source = 'throw new Error("got 1, wanted 2");\nconst line = `port ${1}, wanted ${2}, told`;';
    assert.deepEqual(words(wordsOfSource(source)), ["1 wanted", "2 wanted", "2 told"]);
  });

  it("leaves names, keys and texts of one word alone", () => {
    const source = 'const wanted = { told: "wanted" };\nif (wanted) {\n  foreign();\n} else mend();';
    assert.deepEqual(wordsOfSource(source), []);
  });

  it("finds a turn that breaks over two lines of a comment", () => {
    const source = "/**\n * Returns the kind that there\n * is none of.\n */";
    assert.deepEqual(words(wordsOfSource(source)), ["2 there is none", "2 that there is none of"]);
  });

  it("finds doc comments that start with a question word", () => {
    const source =
      "/** What a port is. */\nconst port = 1;\n/**\n * Whether it is open.\n */\nconst open = true;\n// What for";
    assert.deepEqual(words(wordsOfSource(source)), ["1 What", "3 Whether"]);
  });

  it("finds them in Markdown outside of code", () => {
    const page = "The route leads to it.\n\n```ts\n// told\n```\n\nUse `wanted`; mended by\nleading\nto it.";
    assert.deepEqual(words(wordsOfMarkdown(page)), ["1 leads to", "7 mended", "8 leading to"]);
  });

  it("proposes what to write", () => {
    assert.deepEqual(wordsOfMarkdown("wanted"), [{ line: 1, word: "wanted", instead: "expected" }]);
  });
});
