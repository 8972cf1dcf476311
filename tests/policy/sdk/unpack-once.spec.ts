import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { keeping } from "../../../policy/sdk/sdk";
import { remembering, unpackOnce } from "../../../policy/sdk/unpack-once";

type Wrap = (unpacked: object) => object;
type Unpack = (properties: object, forRemediation: boolean) => object;

describe("unpacking a resource once", () => {
  it("gives every policy the same object for the same message", () => {
    let times = 0;
    const unpack = remembering(() => ({ times: (times += 1) }));
    const [first, second] = [{}, {}];
    assert.deepEqual(
      [unpack(first, false), unpack(first, false), unpack(second, false)],
      [{ times: 1 }, { times: 1 }, { times: 2 }],
    );
  });

  it("gives a remediation, which writes, an object of its own", () => {
    const unpack = remembering(() => ({}));
    const message = {};
    const read = unpack(message, false);
    assert.notEqual(unpack(message, true), read);
    assert.notEqual(unpack(message, true), unpack(message, true));
    assert.equal(unpack(message, false), read);
  });

  it("gives every policy the same proxy for the same resource", () => {
    const wrap = keeping((unpacked) => ({ unpacked }));
    const [one, two] = [{}, {}];
    assert.equal(wrap(one), wrap(one));
    assert.deepEqual([wrap(one), wrap(two)], [{ unpacked: one }, { unpacked: two }]);
    assert.notEqual(wrap(one), wrap(two));
  });

  it("takes the place of the SDK's own function, and reads the same", () => {
    const sdk = createRequire(__filename)("@pulumi/policy/deserialize") as { deserializeProperties: Unpack };
    const original = sdk.deserializeProperties;
    const proxies = createRequire(__filename)("@pulumi/policy/proxy") as { unknownCheckingProxy: Wrap };
    const wrap = proxies.unknownCheckingProxy;
    try {
      unpackOnce();
      const message = Struct.fromJavaScript({ name: "orders", tags: { owner: "shop" } });
      const unpacked = sdk.deserializeProperties(message, false);
      assert.deepEqual(unpacked, original(message, false));
      assert.equal(sdk.deserializeProperties(message, false), unpacked);
      assert.equal(proxies.unknownCheckingProxy(unpacked), proxies.unknownCheckingProxy(unpacked));
    } finally {
      sdk.deserializeProperties = original;
      proxies.unknownCheckingProxy = wrap;
    }
  });
});
