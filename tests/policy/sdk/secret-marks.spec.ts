import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { noteMessage, secretNames } from "../../../policy/sdk/secret-marks";

const marked = (value: string): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** Plain properties, and the message that they were unpacked from. */
function unpackedFrom(properties: Parameters<typeof Struct.fromJavaScript>[0]): object {
  const unpacked = {};
  noteMessage(unpacked, Struct.fromJavaScript(properties));
  return unpacked;
}

describe("the marks of secrets", () => {
  it("are those of the values of one property", () => {
    const unpacked = unpackedFrom({
      variables: { pw: { ...marked("x") }, table: "orders" },
      other: { ...marked("y") },
    });
    assert.deepEqual(secretNames(unpacked, "variables"), new Set(["pw"]));
  });

  it("are one for all where the property itself is marked", () => {
    assert.deepEqual(secretNames(unpackedFrom({ variables: { ...marked("x") } }), "variables"), new Set(["*"]));
  });

  it("are looked up behind the engine's proxy", () => {
    const unpacked = unpackedFrom({ variables: { pw: { ...marked("x") } } });
    const proxy = new Proxy(unpacked, {
      get: (target, name): unknown => (name === "__getSpecialProxyTarget" ? target : undefined),
    });
    assert.deepEqual(secretNames(proxy, "variables"), new Set(["pw"]));
  });

  it("are none of a property that is not there, is no object, or was unpacked by an SDK that is built otherwise", () => {
    assert.deepEqual(secretNames(unpackedFrom({}), "variables"), new Set());
    assert.deepEqual(secretNames(unpackedFrom({ variables: "pw" }), "variables"), new Set());
    assert.deepEqual(secretNames({ variables: { pw: "x" } }, "variables"), new Set());
    const other = {};
    noteMessage(other, { fields: {} });
    assert.deepEqual(secretNames(other, "variables"), new Set());
  });
});
