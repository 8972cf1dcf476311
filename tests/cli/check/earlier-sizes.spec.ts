import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EarlierSizes } from "../../../cli/check/earlier-sizes";

describe("the order in which stacks are checked", () => {
  const { XDG_CACHE_HOME } = process.env;
  let cache: string;

  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), "gatewright-sizes-"));
    process.env.XDG_CACHE_HOME = cache;
  });
  afterEach(() => {
    if (XDG_CACHE_HOME === undefined) {
      delete process.env.XDG_CACHE_HOME;
    } else {
      process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
    }
    rmSync(cache, { recursive: true });
  });

  it("is the given one in a project that was not checked before", () => {
    assert.deepEqual(new EarlierSizes("/shop").largestFirst(["prod", "dev"]), ["prod", "dev"]);
  });

  it("has the largest of the last check first, and before them the stacks that were not in it", () => {
    new EarlierSizes("/shop").keep(
      new Map([
        ["dev", 139],
        ["prod", 279],
      ]),
    );
    new EarlierSizes("/shop").keep(new Map([["dev", 140]]));
    new EarlierSizes("/other").keep(new Map([["dev", 900]]));
    assert.deepEqual(new EarlierSizes("/shop").largestFirst(["dev", "new", "prod", "constructor"]), [
      "new",
      "constructor",
      "prod",
      "dev",
    ]);
  });

  it("is the given one where what was kept is cut off", () => {
    new EarlierSizes("/shop").keep(new Map([["prod", 279]]));
    const folder = join(cache, "gatewright", "stack-sizes");
    readdirSync(folder).forEach((file) => writeFileSync(join(folder, file), "{"));
    assert.deepEqual(new EarlierSizes("/shop").largestFirst(["dev", "prod"]), ["dev", "prod"]);
  });
});
