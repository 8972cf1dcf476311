import assert from "node:assert/strict";
import { asOutputs, readProperties, unwrapOutputValues, writeProperties } from "../../../engine/monitor/property-codec";
import { secret, UNKNOWN } from "../../../engine/graph/value";

describe("the property codec", () => {
  it("carries every kind of value through the wire format", () => {
    const properties = { a: 1.5, b: "x", c: true, d: null, e: [1, [null]], f: { g: {} }, h: secret("s"), i: UNKNOWN };
    assert.deepEqual(readProperties(writeProperties(properties)), properties);
  });

  it("takes output values off and collects what they depend on", () => {
    const dependencies = new Set<string>();
    const value = { list: [asOutputs("x", ["urn:a"]), asOutputs(UNKNOWN, ["urn:b"])] };
    assert.deepEqual(unwrapOutputValues(value, dependencies), { list: ["x", UNKNOWN] });
    assert.deepEqual([...dependencies], ["urn:a", "urn:b"]);
  });

  it("gives transforms each secret and unknown as an output value, so that no program sees a mark", () => {
    const signature = { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4" };
    const value = { team: "a", cost: secret("s"), later: [UNKNOWN, secret(UNKNOWN)] };
    const upgraded = {
      team: "a",
      cost: { ...signature, value: "s", secret: true },
      later: [signature, { ...signature, secret: true }],
    };
    assert.deepEqual(asOutputs(value, []), upgraded);
    assert.deepEqual(asOutputs(value, ["urn:a"]), { ...signature, value: upgraded, dependencies: ["urn:a"] });
    assert.deepEqual(asOutputs(secret("s"), ["urn:a"]), { ...upgraded.cost, dependencies: ["urn:a"] });
    assert.deepEqual(unwrapOutputValues(upgraded, new Set()), value);
  });

  it("keeps a secret output value a secret", () => {
    const marked = { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "x", secret: true };
    assert.deepEqual(unwrapOutputValues(marked, new Set()), secret("x"));
    assert.deepEqual(
      unwrapOutputValues({ ...marked, value: secret("x") }, new Set()),
      secret("x"),
      "no secret of a secret",
    );
  });
});
