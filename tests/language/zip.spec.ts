import assert from "node:assert/strict";
import { zipSync } from "fflate";
import { readZip } from "../../language/zip";

const text = (value: string) => Buffer.from(value);

describe("readZip", () => {
  const archive = zipSync({
    "index.js": text("exports.handler = 1;"),
    "lib/": new Uint8Array(),
    "lib/größe.js": [text("x".repeat(1000)), { level: 0 }],
  });

  it("reads stored and deflated files, and no folders", () => {
    const files = readZip(archive).map(({ path, data }) => [path, data.length]);
    assert.deepEqual(files, [
      ["index.js", 20],
      ["lib/größe.js", 1000],
    ]);
    assert.equal(readZip(archive)[0]?.data.toString(), "exports.handler = 1;");
  });

  it("reads those alone that the filter lets through", () => {
    assert.deepEqual(
      readZip(archive, ({ path, size }) => path.endsWith(".js") && size < 100).map(({ path }) => path),
      ["index.js"],
    );
  });

  it("refuses what is no zip archive", () => {
    assert.throws(() => readZip(text("not a zip")), /^Error: not a zip archive$/);
    assert.throws(() => readZip(new Uint8Array()), /^Error: not a zip archive$/);
  });
});
