import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { cacheDirectory, pruneCache } from "../../../engine/program/cache";
import { cachedScript } from "../../../engine/program/cached-script";
import { type FolderLimits } from "../../../engine/program/prune-folder";

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

  function write(name: string, age: number, bytes = 0): void {
    writeFileSync(join(directory, name), Buffer.alloc(bytes));
    utimesSync(join(directory, name), new Date(now - age), new Date(now - age));
  }
  const files = (): string[] => readdirSync(directory, { recursive: true, encoding: "utf8" }).sort();

  /** Prunes to the end. Returns whether there was something to do. */
  async function prune(at = now, limits?: FolderLimits): Promise<boolean> {
    const thread = pruneCache(directory, at, limits);
    await (thread === undefined ? undefined : once(thread, "exit"));
    return thread !== undefined;
  }

  it("loses what nobody has used for 30 days", async () => {
    await prune();
    assert.deepEqual(files(), ["compiled", join("compiled", "program-new"), join("compiled", "v22"), "pruned"]);
  });

  it("keeps what was written 30 days ago and read since", async () => {
    write("compiled/v22/read", 31 * day);
    utimesSync(join(directory, "compiled/v22/read"), new Date(now - 2 * day), new Date(now - 31 * day));
    await prune();
    assert.ok(files().includes(join("compiled", "v22", "read")));
  });

  it("is looked through once a day", async () => {
    assert.equal(await prune(), true);
    write("compiled/program-old", 31 * day);
    assert.equal(await prune(now + 23 * 60 * 60 * 1000), false);
    assert.ok(files().includes(join("compiled", "program-old")));
    assert.equal(await prune(now + 25 * 60 * 60 * 1000), true);
    assert.ok(!files().includes(join("compiled", "program-old")));
  });

  it("loses the oldest where it is too large, and nothing of the last day", async () => {
    write("compiled/a", 5 * day, 40);
    write("compiled/b", 3 * day, 40);
    write("compiled/c", day - 1, 40);
    write("compiled/d", 0, 40);
    const limits = { lifeMs: 30 * day, bytes: 130, recentMs: day, except: [] };
    await prune(now, limits);
    assert.deepEqual(
      ["a", "b", "c", "d"].filter((name) => files().includes(join("compiled", name))),
      ["b", "c", "d"],
    );
    await prune(now + 1.1 * day, { ...limits, bytes: 10, recentMs: 1.2 * day });
    assert.deepEqual(
      ["a", "b", "c", "d"].filter((name) => files().includes(join("compiled", name))),
      ["d"],
    );
  });

  it("loses folders that are empty, and keeps the scripts that processes start with", async () => {
    mkdirSync(join(directory, "node_modules", "gatewright"), { recursive: true });
    write("node_modules/gatewright/preload-1.js", 90 * day);
    await prune();
    await prune(now + 2 * day);
    assert.deepEqual(files(), [
      "node_modules",
      join("node_modules", "gatewright"),
      join("node_modules", "gatewright", "preload-1.js"),
      "pruned",
    ]);
  });

  it("may be missing", () => {
    assert.equal(pruneCache(join(directory, "nowhere"), now), undefined);
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

  it("is in the temporary folder where a folder exists, and none can be made in it", function () {
    if (process.platform !== "linux") {
      this.skip(); // https://man7.org/linux/man-pages/man5/proc.5.html
    }
    assert.equal(cacheDirectory({ XDG_CACHE_HOME: "/proc" }), shared());
    assert.equal(cacheDirectory({ XDG_CACHE_HOME: "/proc/gatewright/deep" }), shared());
  });

  it("may lie in folders that don't exist yet", () => {
    const home = join(directory, "a", "b");
    assert.equal(cacheDirectory({ XDG_CACHE_HOME: home }), join(home, "gatewright"));
    assert.ok(statSync(join(home, "gatewright")).isDirectory());
  });

  it("is named with what to do where no script can be written to it", () => {
    writeFileSync(join(directory, "node_modules"), "");
    assert.throws(
      () => cachedScript(directory, "start", ""),
      new RegExp(
        `^EvaluationError: The cache folder ${directory} cannot be written to: E\\w+: .*\\. ` +
          "Free space there, or set XDG_CACHE_HOME to another folder\\.$",
      ),
    );
  });

  it("is in the temporary folder where HOME is no absolute path", () => {
    for (const home of ["", "relative"]) {
      process.env.HOME = home;
      assert.equal(cacheDirectory({}), shared());
    }
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
