import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { cacheDirectory, pruneCache } from "../../../engine/program/cache";

const day = 24 * 60 * 60 * 1000;

describe("the cache of what was compiled", () => {
  let directory: string;
  const now = Date.now();

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "gatewright-cache-"));
    mkdirSync(join(directory, "compiled", "v22"), { recursive: true });
    write("compiled/program-old", 31 * day);
    write("compiled/program-new", 29 * day);
    write("compiled/v22/module", 30 * day);
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function write(name: string, age: number): void {
    writeFileSync(join(directory, name), "");
    utimesSync(join(directory, name), new Date(now - age), new Date(now - age));
  }
  const files = (): string[] => readdirSync(directory, { recursive: true, encoding: "utf8" }).sort();

  it("loses what was written 30 days ago or earlier", () => {
    pruneCache(directory, now);
    assert.deepEqual(files(), ["compiled", join("compiled", "program-new"), join("compiled", "v22"), "pruned"]);
  });

  it("is looked through once a day", () => {
    pruneCache(directory, now);
    write("compiled/program-old", 31 * day);
    pruneCache(directory, now + 23 * 60 * 60 * 1000);
    assert.ok(files().includes(join("compiled", "program-old")));
    pruneCache(directory, now + 25 * 60 * 60 * 1000);
    assert.ok(!files().includes(join("compiled", "program-old")));
  });

  it("may be missing", () => {
    pruneCache(join(directory, "nowhere"), now);
    assert.ok(!files().includes("nowhere"));
  });
});

describe("the folder of the cache", () => {
  const { TMPDIR, HOME } = process.env;
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "gatewright-caches-"));
    process.env.TMPDIR = directory;
    process.env.HOME = join(directory, "home"); // this machine's own may be none that can be written to
  });
  afterEach(() => {
    for (const [name, value] of Object.entries({ TMPDIR, HOME })) {
      process.env[name] = value;
      if (value === undefined) {
        delete process.env[name];
      }
    }
    rmSync(directory, { recursive: true });
  });

  /** A cache home that is a file, so that no folder can be made in it. */
  function unusable(): NodeJS.ProcessEnv {
    const file = join(directory, "file");
    writeFileSync(file, "");
    return { XDG_CACHE_HOME: file };
  }
  const shared = (): string => join(directory, `gatewright-${process.getuid?.() ?? "cache"}`);

  it("is in XDG_CACHE_HOME", () => {
    assert.equal(cacheDirectory({ XDG_CACHE_HOME: directory }), join(directory, "gatewright"));
  });

  for (const home of ["", "relative"]) {
    it(`is in the user's home where XDG_CACHE_HOME is ${JSON.stringify(home)}`, () => {
      assert.ok(cacheDirectory({ XDG_CACHE_HOME: home }).startsWith(homedir()));
    });
  }

  it("is in the temporary folder where the preferred one can't be written to", () => {
    assert.equal(cacheDirectory(unusable()), shared());
  });

  it("is a new folder where others can write to that one", () => {
    mkdirSync(shared());
    chmodSync(shared(), 0o777);
    const used = cacheDirectory(unusable());
    assert.match(used, /gatewright-cache-\w+$/);
    assert.notEqual(used, cacheDirectory(unusable()));
  });

  it("is a new folder where that one is a link", () => {
    mkdirSync(join(directory, "elsewhere"));
    symlinkSync(join(directory, "elsewhere"), shared());
    assert.match(cacheDirectory(unusable()), /gatewright-cache-\w+$/);
  });
});
