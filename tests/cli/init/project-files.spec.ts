import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

  const create = (into: string): string[] =>
    createProject({ folder: into, name: "shop", template: "http-api", version: "1.2.3" });

  it("are refused where the folder, or one above it, is a file", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const message = `${file} is not a folder: specify an empty or a new folder.`;
    assert.throws(() => create(file), { message });
    assert.throws(() => create(join(file, "shop", "api")), { message });
  });

  it("are refused in one sentence where they can't be written", () => {
    const dangling = join(folder, "dangling");
    symlinkSync("nowhere", dangling);
    assert.throws(() => create(dangling), {
      message: `The project cannot be written to ${dangling}: EEXIST: file already exists, mkdir '${dangling}'. Name a folder that can be written to.`,
    });
  });

  it("leave nothing of themselves where one of them can't be written", () => {
    writeFileSync(join(folder, "tests"), "");
    assert.throws(() => create(folder), {
      message: `The project cannot be written to ${folder}: ENOTDIR: not a directory, open '${join(folder, "tests", "api.test.ts")}'. Name a folder that can be written to.`,
    });
    assert.deepEqual(readdirSync(folder), ["tests"]);
  });

  it("are refused where a link that leads nowhere has the name of one", () => {
    symlinkSync("nowhere", join(folder, "tsconfig.json"));
    assert.throws(() => create(folder), {
      message: `${folder} has tsconfig.json already: specify an empty or a new folder.`,
    });
  });

  (process.platform === "linux" ? it : it.skip)("are refused at once where the system takes no folder", () => {
    assert.throws(() => create("/proc/gatewright"), {
      message:
        "The project cannot be written to /proc/gatewright: ENOENT: no such file or directory, mkdir '/proc/gatewright'. Name a folder that can be written to.",
    });
  });
});
