import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProject, TEMPLATES } from "../../../cli/init/project-files";

describe("the files of a new project", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "gatewright-files-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const template of TEMPLATES) {
    it(`have the project's name in place of every placeholder: ${template}`, () => {
      const files = createProject({ folder, name: "shop", template, version: "1.2.3" });
      for (const file of files) {
        assert.doesNotMatch(readFileSync(join(folder, file), "utf8"), /__(?:name|version)__|\*\*name\*\*/, file);
      }
      assert.equal(readFileSync(join(folder, "README.md"), "utf8").split("\n")[0], "# `shop`");
    });
  }

  it("are refused in one sentence where they can't be written", () => {
    writeFileSync(join(folder, "file"), "");
    const inFile = join(folder, "file", "shop");
    assert.throws(() => createProject({ folder: inFile, name: "shop", template: "http-api", version: "1.2.3" }), {
      message: `The project cannot be written to ${inFile}: ENOTDIR: not a directory, mkdir '${inFile}'. Name a folder that can be written to.`,
    });
  });
});
