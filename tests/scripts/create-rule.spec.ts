import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as typescript from "typescript";
import { ruleFiles } from "../../scripts/create-rule";
import { exportName } from "../../scripts/generate/names";
import { generated } from "../../scripts/generate/rule-index";
import { rules } from "../../policy/rules";

const existing = ["logging/access-logging.ts", "cors/no-mixed-cors.ts"];

describe("npm run create-rule", () => {
  it("writes a rule and its spec, both TypeScript", () => {
    const files = ruleFiles("cors", "cors-max-age", existing);
    assert.deepEqual(
      [...files.keys()],
      ["policy/rules/cors/cors-max-age.ts", "tests/policy/rules/cors/cors-max-age.spec.ts"],
    );
    for (const text of files.values()) {
      assert.match(text, /\bcorsMaxAge\b/);
      assert.match(text, /TODO/);
      assert.deepEqual(typescript.transpileModule(text, { reportDiagnostics: true }).diagnostics, []);
    }
  });

  it("refuses an unknown category, a name that is taken, and what is not a name", () => {
    assert.throws(() => ruleFiles("misc", "cors-max-age", existing), {
      message: 'unknown category "misc": expected one of cors, logging',
    });
    assert.throws(
      () => ruleFiles("cors", "access-logging", existing),
      /already: policy\/rules\/logging\/access-logging/,
    );
    for (const name of ["CorsMaxAge", "cors", "cors_max_age", "../cors-max-age", ""]) {
      assert.throws(() => ruleFiles("cors", name, existing), /is not a rule's name/, name);
    }
  });
});

describe("the generated index of the rules", () => {
  it("has every rule under the name that its file exports", async () => {
    const text = (await generated()).get("policy/rules/index.ts");
    assert.equal(text, readFileSync(join(__dirname, "../../policy/rules/index.ts"), "utf8"));
    for (const { name } of rules) {
      assert.match(text ?? "", new RegExp(`^  ${exportName(name)},$`, "m"));
    }
  });
});
