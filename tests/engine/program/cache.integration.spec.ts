import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pruneCache } from "../../../engine/program/cache";

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
