import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { fingerprintCode, unpackCode } from "../../../../gateway/server/lambda/code-archive";
import { archive, fileArchive, text } from "../../../support/http-program";

/** A zip archive of these files, the first one stored and the others deflated. */
function zip(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [index, [path, content]] of Object.entries(files).entries()) {
    const name = Buffer.from(path);
    const data = index === 0 ? Buffer.from(content) : deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(index === 0 ? 0 : 8, 4);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    fields.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, name);
    const part = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, name, data]);
    parts.push(part);
    offset += part.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

describe("a function's code archive", () => {
  let directory: string;
  let target: string;
  const read = (path: string): Promise<string> => readFile(join(target, path), "utf8");

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "code-"));
    target = join(directory, "out");
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("is unpacked from a zip, stored and deflated entries, below the working directory", async () => {
    await writeFile(
      join(directory, "app.zip"),
      zip({ "index.js": "stored", "lib/": "", "lib/a.js": "deflated ".repeat(50) }),
    );
    await unpackCode(fileArchive("app.zip"), directory, target);
    assert.equal(await read("index.js"), "stored");
    assert.equal(await read("lib/a.js"), "deflated ".repeat(50));
  });

  it("is copied from a folder", async () => {
    await mkdir(join(directory, "app/lib"), { recursive: true });
    await writeFile(join(directory, "app/lib/a.js"), "a");
    await unpackCode(fileArchive("./app"), directory, target);
    assert.equal(await read("lib/a.js"), "a");
  });

  it("is put together from texts, files and further archives", async () => {
    await mkdir(join(directory, "vendor"));
    await writeFile(join(directory, "vendor/v.js"), "v");
    await unpackCode(
      archive({ "src/index.js": text("main"), "node_modules/v": fileArchive("vendor") }),
      directory,
      target,
    );
    assert.equal(await read("src/index.js"), "main");
    assert.equal(await read("node_modules/v/v.js"), "v");
  });

  it("does not leave its folder", async () => {
    await writeFile(join(directory, "evil.zip"), zip({ "../evil.js": "x" }));
    await assert.rejects(
      unpackCode(fileArchive("evil.zip"), directory, target),
      /"\.\.\/evil\.js" points out of the archive/,
    );
    await assert.rejects(
      unpackCode(archive({ "/etc/evil": text("x") }), directory, target),
      /"\/etc\/evil" points out/,
    );
  });

  const wrong: [string, () => Promise<unknown>, RegExp][] = [
    ["a missing path", () => unpackCode(fileArchive("gone"), directory, target), /^no file or folder at .*gone$/],
    ["a single asset", () => unpackCode(text("x"), directory, target), /is a single asset: give it as an archive/],
    [
      "another file",
      () => unpackCode(fileArchive("a.tar.gz"), directory, target),
      /a\.tar\.gz is neither a folder nor a \.zip/,
    ],
    ["a damaged zip", () => unpackCode(fileArchive("bad.zip"), directory, target), /bad\.zip: not a zip archive$/],
  ];
  for (const [name, unpack, message] of wrong) {
    it(`is refused by name where it is ${name}`, async () => {
      await writeFile(join(directory, "a.tar.gz"), "x");
      await writeFile(join(directory, "bad.zip"), "no zip at all, yet long enough");
      await assert.rejects(unpack(), (error: Error) => message.test(error.message));
    });
  }

  it("has the same fingerprint for the same content, whenever it was written", async () => {
    await mkdir(join(directory, "app"));
    const file = join(directory, "app/index.js");
    await writeFile(file, "one");
    const first = await fingerprintCode(fileArchive("app"), directory);
    await writeFile(file, "one");
    assert.equal(await fingerprintCode(fileArchive("app"), directory), first);
    await writeFile(file, "two");
    assert.notEqual(await fingerprintCode(fileArchive("app"), directory), first);
  });
});
