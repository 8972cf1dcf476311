import assert from "node:assert/strict";
import { configText, overrideContent } from "../../../engine/project/config-value";
import { type ConfigDeclaration } from "../../../engine/project/declarations";
import { defined } from "../../../language/defined";

describe("configText", () => {
  it("is JSON with sorted keys for objects and lists, at every depth", () => {
    assert.equal(configText({ b: { d: 1, c: 2 }, a: [{ z: 1, y: 2 }] }), '{"a":[{"y":2,"z":1}],"b":{"c":2,"d":1}}');
    assert.equal(configText(["b", "a"]), '["b","a"]');
  });

  it("is the text itself for scalars, and empty for none", () => {
    assert.deepEqual([configText("a"), configText(3), configText(false)], ["a", "3", "false"]);
    assert.deepEqual([configText(null), configText(undefined)], ["", ""]);
  });
});

describe("overrideContent", () => {
  const declared = (type?: string): ConfigDeclaration => ({
    ...defined({ type }),
    fallback: undefined,
    secret: false,
    location: { file: "Pulumi.yaml", line: 1, column: 1 },
  });

  it("reads JSON where a list or an object is declared", () => {
    assert.deepEqual(overrideContent('["a"]', declared("array")), ["a"]);
    assert.deepEqual(overrideContent('{"a":1}', declared("object")), { a: 1 });
  });

  it("keeps the text where it is none, or where nothing of the kind is declared", () => {
    assert.equal(overrideContent("a, b", declared("array")), "a, b");
    assert.equal(overrideContent("[1]", declared("string")), "[1]");
    assert.equal(overrideContent("[1]", undefined), "[1]");
  });
});
