import assert from "node:assert/strict";
import { createContext, runInContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { bundle } from "../../stacks/bundle";

async function codeOf(archive: pulumi.asset.Archive): Promise<string> {
  assert.ok(archive instanceof pulumi.asset.AssetArchive);
  const assets = await archive.assets;
  assert.deepEqual(Object.keys(assets), ["index.js"]);
  const asset = assets["index.js"];
  assert.ok(asset instanceof pulumi.asset.StringAsset);
  return asset.text;
}

describe("the bundle of a handler", () => {
  it("is the same text every time, whatever folder the program runs in", async () => {
    const first = await codeOf(bundle("orders"));
    const here = process.cwd();
    process.chdir("/");
    try {
      assert.equal(await codeOf(bundle("orders")), first);
    } finally {
      process.chdir(here);
    }
    assert.ok(!first.includes(here), "an absolute path got into the bundle");
  });

  it("exports the handler that Lambda calls", async () => {
    const module = { exports: { handler: undefined as unknown } };
    runInContext(await codeOf(bundle("health")), createContext({ module, require, exports: module.exports }));
    assert.equal(typeof module.exports.handler, "function");
  });

  it("fails with esbuild's own message where the handler does not exist", () => {
    assert.throws(() => bundle("returns"), /Could not resolve "handlers\/returns\.ts"/);
  });
});
