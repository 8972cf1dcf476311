import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ZippableFile, zipSync } from "fflate";
import { CodeArchiveError, fingerprintCode, unpackCode } from "../../../../gateway/server/lambda/code-archive";
import { archive, fileArchive, text } from "../../../support/http-program";

/** A zip archive of these files, the first one stored and the others deflated. */
function zip(files: Record<string, string>): Uint8Array {
  const entries = Object.entries(files).map(([path, content], index): [string, ZippableFile] => [
    path,
    [Buffer.from(content), { level: index === 0 ? 0 : 6 }],
  ]);
  return zipSync(Object.fromEntries(entries));
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

  it("is refused by name where it holds what no archive can, or links back to itself", async () => {
    const app = join(directory, "app");
    const refused = (message: RegExp): Promise<void> =>
      assert.rejects(fingerprintCode(fileArchive("app"), directory), (error: Error) => {
        return error instanceof CodeArchiveError && message.test(error.message);
      });
    await mkdir(app);
    const server = createServer().listen(join(app, "s.sock"));
    await once(server, "listening");
    await refused(/app\/s\.sock is neither a file nor a folder, so no archive can hold it$/);
    server.close();
    await once(server, "close");
    await mkdir(join(app, "a"));
    await symlink("..", join(app, "a/b"));
    await refused(/app\/a\/b is a symbolic link to a folder that holds it, so the archive would have no end$/);
  });

  it("is refused where it unzips to more than Lambda takes", async () => {
    const zipped = zip({ "index.js": "x", big: "y" });
    // the size that the directory at the end of the archive has of its second file
    const entry = Buffer.from(zipped.buffer).lastIndexOf(Buffer.from("PK\u0001\u0002"));
    new DataView(zipped.buffer).setUint32(entry + 24, 250 * 1024 * 1024, true);
    await writeFile(join(directory, "bomb.zip"), zipped);
    await assert.rejects(unpackCode(fileArchive("bomb.zip"), directory, target), {
      message: `${join(directory, "bomb.zip")}: it is larger than the 262144000 bytes that Lambda unzips`,
    });
  });

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
