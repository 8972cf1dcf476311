import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changesOf } from "../../../scripts/generate/changes";

describe("the changes of generated files", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "generate-"));
    mkdirSync(join(root, "pages"));
    writeFileSync(join(root, "pages/same.md"), "same\n");
    writeFileSync(join(root, "pages/old.md"), "before\n");
    writeFileSync(join(root, "pages/gone.md"), "gone\n");
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const texts = { "pages/same.md": "same\n", "pages/old.md": "after\n", "pages/new.md": "new\n" };
  const generated = (): Promise<Map<string, string>> => Promise.resolve(new Map(Object.entries(texts)));

  it("are the files that are missing, that differ, and that are left in a generated folder", async () => {
    assert.deepEqual(await changesOf({ generated, folders: ["pages"] }, root), [
      { path: "pages/gone.md", change: "deleted" },
      { path: "pages/new.md", change: "created", text: "new\n" },
      { path: "pages/old.md", change: "written", text: "after\n" },
    ]);
  });

  it("leave files alone in a folder that is not the generator's", async () => {
    const changes = await changesOf({ generated }, root);
    assert.deepEqual(
      changes.map(({ path }) => path),
      ["pages/new.md", "pages/old.md"],
    );
  });
});
