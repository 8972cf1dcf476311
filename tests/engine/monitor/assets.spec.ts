import assert from "node:assert/strict";
import fs, { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import { ARCHIVE_SIGNATURE, ASSET_SIGNATURE, SIGNATURE_KEY, type PropertyValue } from "../../../engine/graph/value";
import { withHashes } from "../../../engine/monitor/assets";

const DIRECTORY = join(__dirname, "../../real/fixtures/generated");
const asset = (content: Record<string, PropertyValue>) => ({ [SIGNATURE_KEY]: ASSET_SIGNATURE, ...content });
const archive = (content: Record<string, PropertyValue>) => ({ [SIGNATURE_KEY]: ARCHIVE_SIGNATURE, ...content });

/** The hashes are those that the Pulumi CLI 3.270 wrote into a state. */
describe("the hash of", () => {
  it("a text is that of its bytes, and what the SDK adds is taken away", () => {
    assert.deepEqual(withHashes({ code: asset({ text: "naïve", __pulumiAsset: true }) }, DIRECTORY), {
      code: asset({ text: "naïve", hash: "f86fd89de87a848a45bfe77708d91a5d2ff48b8e4a4b98af5165af82692f8928" }),
    });
  });

  it("a folder is that of its files in a tar", () => {
    assert.deepEqual(
      withHashes(archive({ path: "site" }), DIRECTORY),
      archive({ path: "site", hash: "992a3747dc8704971f43aa1f221d12d44835a8f5614ebe37e0fbd07d006a78a3" }),
    );
  });

  it("a folder that many functions share is read once, and again once a file of it changes", () => {
    const folder = mkdtempSync(join(tmpdir(), "gatewright-"));
    const hashOf = (directory: string): unknown =>
      (withHashes(archive({ path: "site" }), directory) as Record<string, PropertyValue>).hash;
    hashOf(DIRECTORY);
    const reads = mock.method(fs, "readFileSync");
    assert.equal(hashOf(DIRECTORY), "992a3747dc8704971f43aa1f221d12d44835a8f5614ebe37e0fbd07d006a78a3");
    assert.equal(reads.mock.callCount(), 0);
    reads.mock.restore();
    cpSync(join(DIRECTORY, "site"), join(folder, "site"), { recursive: true });
    assert.equal(hashOf(folder), "992a3747dc8704971f43aa1f221d12d44835a8f5614ebe37e0fbd07d006a78a3");
    writeFileSync(join(folder, "site", "index.html"), "x");
    const changed = hashOf(folder);
    writeFileSync(join(folder, "site", "index.html"), "y");
    assert.notEqual(hashOf(folder), changed);
    rmSync(folder, { recursive: true });
  });

  it("an archive of assets is that of a tar with long names and names that are not ASCII", () => {
    const assets = {
      "ünïcode.js": asset({ text: "a" }),
      site: archive({ path: "site" }),
      [`${"long-".repeat(22)}/${"name-".repeat(15)}.js`]: asset({ path: "site/index.html" }),
      [`${"longer-".repeat(30)}.js`]: asset({ text: "b" }),
    };
    const hashed = withHashes(archive({ assets }), DIRECTORY);
    assert.equal(
      (hashed as Record<string, PropertyValue>).hash,
      "a6f75be435e7f58fbb11da758f967a9016194bc281c7cf273a1f3031f05af659",
    );
  });

  it("what can't be read is left out", () => {
    const missing = [
      asset({ path: "missing.js" }),
      archive({ path: "missing" }),
      asset({ uri: "https://example.com/a" }),
    ];
    assert.deepEqual(withHashes(missing, DIRECTORY), missing);
  });
});
