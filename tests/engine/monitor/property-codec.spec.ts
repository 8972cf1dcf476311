import assert from "node:assert/strict";
import {
  readProperties,
  unwrapOutputValues,
  withDependencies,
  writeProperties,
} from "../../../engine/monitor/property-codec";
import { secret, UNKNOWN } from "../../../engine/graph/value";

describe("the property codec", () => {
  it("carries every kind of value through the wire format", () => {
    const properties = { a: 1.5, b: "x", c: true, d: null, e: [1, [null]], f: { g: {} }, h: secret("s"), i: UNKNOWN };
    assert.deepEqual(readProperties(writeProperties(properties)), properties);
  });

  it("takes output values off and collects what they depend on", () => {
    const dependencies = new Set<string>();
    const value = { list: [withDependencies("x", ["urn:a"]), withDependencies(UNKNOWN, ["urn:b"])] };
    assert.deepEqual(unwrapOutputValues(value, dependencies), { list: ["x", UNKNOWN] });
    assert.deepEqual([...dependencies], ["urn:a", "urn:b"]);
  });

  it("keeps a secret output value a secret", () => {
    const marked = { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "x", secret: true };
    assert.deepEqual(unwrapOutputValues(marked, new Set()), secret("x"));
  });
});
