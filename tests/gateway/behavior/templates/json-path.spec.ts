import assert from "node:assert/strict";
import { evaluateJsonPath } from "../../../../gateway/behavior/templates/json-path/evaluate";
import { JavaList } from "../../../../gateway/behavior/templates/java-values";
import { parseJson } from "../../../../gateway/behavior/templates/json";

describe("evaluateJsonPath", () => {
  it("fails where scans in scans would find more than memory holds, whatever a client sends", () => {
    const deep = parseJson(`${'{"a":'.repeat(900)}1${"}".repeat(900)}`);
    const once = evaluateJsonPath("$..a", deep);
    assert.ok(once instanceof JavaList);
    assert.equal(once.items.length, 900);
    for (const path of ["$..a..a..a", "$..[?(@..a[?(@..a)])]"]) {
      assert.throws(() => evaluateJsonPath(path, deep), /visits more than 1000000 values/, path);
    }
  });
});
