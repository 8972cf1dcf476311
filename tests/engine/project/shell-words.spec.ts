import assert from "node:assert/strict";
import { shellWords } from "../../../engine/project/shell-words";

/** As pulumi 3.260 starts node with each as `nodeargs`, tried. */
describe("shellWords", () => {
  const cases: [text: string, words: string[]][] = [
    ['--require "./my hooks/x.js"', ["--require", "./my hooks/x.js"]],
    ["--title='a b' --title=c\\ d # --bad", ["--title=a b", "--title=c d"]],
    ["  --a\t--b\n", ["--a", "--b"]],
    ['--a="b \\"c\\" \\d"', ['--a=b "c" \\d']],
    ["--a=b#c ''", ["--a=b#c", ""]],
    ["", []],
  ];
  for (const [text, words] of cases) {
    it(`splits ${JSON.stringify(text)}`, () => assert.deepEqual(shellWords(text), words));
  }
});
