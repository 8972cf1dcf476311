import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ended, runCommand } from "../support/command";
import { removeProjects } from "../support/temporary-project";
import { project } from "./program";
import { count } from "./table";

/** The change of each entry of the cache. */
const DAMAGES: Record<string, (bytes: Buffer, others: readonly Buffer[]) => Buffer | undefined> = {
  "is emptied": () => Buffer.alloc(0),
  "is cut": (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)),
  "has only its first byte": (bytes) => bytes.subarray(0, 1),
  "is NULs": (bytes) => Buffer.alloc(bytes.length),
  "is 0xff": (bytes) => Buffer.alloc(bytes.length, 0xff),
  "is line ends": (bytes) => Buffer.alloc(bytes.length, "\n"),
  "is spaces": (bytes) => Buffer.alloc(bytes.length, " "),
  "is random bytes": (bytes) => randomBytes(bytes.length),
  "has one other bit": (bytes) => {
    const copy = Buffer.from(bytes);
    const at = Math.floor(copy.length / 2);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  },
  "is another entry": (bytes, others) => others.find((other) => !other.equals(bytes)) ?? Buffer.alloc(0),
  "is there twice": (bytes) => Buffer.concat([bytes, bytes]),
  "is code that passes all": () => Buffer.from("process.exit(0);"),
  "is a folder": () => undefined,
};

describe("a damaged cache", function () {
  this.timeout(600_000);
  let folder: string;
  let cache: string;
  let whole: string;
  let expected: Ended;
  // the verdict, without the seconds that it took
  const verdict = ({ status, stdout }: Ended): unknown => [status, stdout.replace(/\d+(?:\.\d+)? m?s\b/g, "")];
  const check = (): Promise<Ended> =>
    runCommand(["check", folder, "--stack", "dev"], folder, { XDG_CACHE_HOME: cache });

  before(async () => {
    folder = project();
    cache = mkdtempSync(join(tmpdir(), "hard-cache-"));
    whole = mkdtempSync(join(tmpdir(), "hard-cache-whole-"));
    expected = await check();
    cpSync(cache, whole, { recursive: true });
    assert.ok(files(cache).length > 0, "the cache has entries");
    assert.match(expected.stdout, /[1-9]\d* (?:mandatory|advisory|finding)/, expected.stdout);
  });
  after(() => {
    removeProjects();
    [cache, whole].forEach((made) => rmSync(made, { recursive: true }));
  });

  for (const [what, damage] of Object.entries(DAMAGES)) {
    it(`whose every entry ${what} gives the same verdict of check`, async () => {
      rmSync(cache, { recursive: true });
      cpSync(whole, cache, { recursive: true });
      const entries = files(cache);
      const all = entries.map((file) => readFileSync(file));
      for (const [index, file] of entries.entries()) {
        const bytes = damage(all[index] ?? Buffer.alloc(0), all);
        rmSync(file);
        if (bytes === undefined) {
          mkdirSync(file);
        } else {
          writeFileSync(file, bytes);
        }
      }
      count.fault(`a cache entry ${what}`, entries.length);
      const found = await check();
      assert.deepEqual(verdict(found), verdict(expected), found.stderr);
    });
  }
});

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
