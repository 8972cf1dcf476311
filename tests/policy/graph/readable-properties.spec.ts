import assert from "node:assert/strict";
import { asset } from "@pulumi/pulumi";
import { ClosedSecret, readableProperties } from "../../../policy/graph/readable-properties";
import { ifKnown } from "../../../policy/graph/unknown";

describe("properties with secrets that cannot be decrypted", () => {
  const properties = readableProperties({
    issuer: "[secret]",
    url: "https://[secret]/jwks",
    nested: { list: ["open", "[secret]"] },
    name: "shop",
  });

  it("throw where a secret is read, alone, within a text, or deep in them", () => {
    for (const [read, path] of [
      [() => properties.issuer, "issuer"],
      [() => properties.url, "url"],
      [() => properties.nested.list[1], "nested.list.1"],
    ] as const) {
      assert.throws(read, (error) => error instanceof ClosedSecret && error.message.startsWith(`${path} is a secret`));
      assert.equal(ifKnown(read), undefined);
    }
  });

  it("give the names and the other values", () => {
    assert.deepEqual([properties.name, properties.nested.list[0]], ["shop", "open"]);
    assert.deepEqual(Object.keys(properties), ["issuer", "url", "nested", "name"]);
    assert.equal(properties.nested.list.length, 2);
  });

  it("are the object itself where there is no secret, and code is not looked into", () => {
    const open = { name: "shop", code: new asset.StringAsset("console.log('[secret]')") };
    assert.equal(readableProperties(open), open);
  });
});
