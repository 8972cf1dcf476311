import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const TESTS = join(__dirname, "..");
/** The one that looks at what AWS refuses. */
const WRAPPER = join("support", "evaluate.ts");

describe("the evaluations of the tests", () => {
  it("look at what AWS refuses: none takes evaluate() from the engine itself", () => {
    const files = readdirSync(TESTS, { recursive: true, encoding: "utf8" }).filter(
      (file) =>
        file.endsWith(".ts") && !file.includes("fixtures") && !file.includes("node_modules") && file !== WRAPPER,
    );
    assert.ok(files.length > 100, String(files.length));
    const unchecked = files.filter((file) =>
      /import \{[^}]*\bevaluate\b[^}]*\} from "(\.\.\/)+engine(\/index|\/evaluate[a-z/-]*)?"/.test(
        readFileSync(join(TESTS, file), "utf8"),
      ),
    );
    assert.deepEqual(unchecked, []);
  });
});
