import assert from "node:assert/strict";
import { paintOf } from "../../../cli/shared/colours";

/** https://no-color.org https://force-color.org */
describe("colours", () => {
  const cases: [what: string, isTTY: boolean, environment: NodeJS.ProcessEnv, isPainted: boolean][] = [
    ["a terminal", true, {}, true],
    ["a pipe", false, {}, false],
    ["a terminal that shows none", true, { TERM: "dumb" }, false],
    ["a terminal with NO_COLOR", true, { NO_COLOR: "1" }, false],
    ["a terminal with an empty NO_COLOR", true, { NO_COLOR: "" }, true],
    ["a pipe with FORCE_COLOR", false, { FORCE_COLOR: "1" }, true],
    ["a terminal with FORCE_COLOR=0", true, { FORCE_COLOR: "0" }, false],
    ["NO_COLOR beside FORCE_COLOR", false, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  ];
  for (const [what, isTTY, environment, isPainted] of cases) {
    it(`${isPainted ? "are on" : "are off"} for ${what}`, () => {
      const text = paintOf({ isTTY }, environment)("red", "500");
      assert.equal(text, isPainted ? "\u001b[31m500\u001b[39m" : "500");
    });
  }
});
