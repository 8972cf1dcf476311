import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refuseOutput } from "../../../cli/shared/output-file";

describe("the file of --output", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "gatewright-output-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("may be new", () => assert.doesNotThrow(() => refuseOutput("--output", join(folder, "report.md"))));

  it("is refused where its folder does not exist", () => {
    const file = join(folder, "nope", "report.md");
    assert.throws(() => refuseOutput(`--output ${file}`, file), {
      message: `--output ${file}: the folder ${join(folder, "nope")} does not exist. Create it, or specify another file.`,
    });
  });

  it("is refused where it is a folder", () => {
    assert.throws(() => refuseOutput(`--output ${folder}`, folder), {
      message: `--output ${folder}: ${folder} is a folder. Name a file in it.`,
    });
  });
});
