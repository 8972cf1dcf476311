import assert from "node:assert/strict";
import { evaluateJsonPath, JsonPaths, jsonPathText } from "../../../../gateway/behavior/templates/json-path/evaluate";
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

  it("visits up to a million values", () => {
    const list = new JavaList(Array.from({ length: 999_999 }, () => null));
    assert.ok(evaluateJsonPath("$..a", list) instanceof JavaList);
    assert.throws(
      () => evaluateJsonPath("$..a", new JavaList([...list.items, null])),
      /visits more than 1000000 values/,
    );
  });
});

describe("jsonPathText", () => {
  it("gives texts as they are, other values as JSON, and nothing where a path finds none or is none", () => {
    const json = '{"a":"b","n":1.0,"l":[1,"x/y"],"z":null,"e":""}';
    const paths = ["$.a", "$.n", "$.l", "$.z", "$.e", "$.none", "$[", "$.x.y"];
    assert.deepEqual(
      paths.map((path) => jsonPathText(path, json)),
      ["b", "1.0", '[1,"x/y"]', undefined, "", undefined, json, undefined],
    );
    assert.equal(jsonPathText("$[?(", json), undefined);
    assert.equal(jsonPathText("$.a", "{"), undefined);
  });
});

describe("JsonPaths", () => {
  it("find the same as often as they are asked, however many they are", () => {
    const paths = new JsonPaths();
    const document = parseJson('{"a":[1,2]}');
    for (let at = 0; at < 2_500; at++) {
      assert.equal(paths.evaluate(`$.a[${at % 1_200}]`, document), [1n, 2n][at % 1_200] ?? null);
    }
  });
});
