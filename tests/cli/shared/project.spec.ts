import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chosenStack, openProject, stateDirectoryOf } from "../../../cli/shared/project";

describe("the project of a command", () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "gatewright-project-")));
    mkdirSync(join(root, "src", "handlers"), { recursive: true });
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const withStacks = (...stacks: string[]): void =>
    stacks.forEach((stack) => writeFileSync(join(root, `Pulumi.${stack}.yaml`), "config: {}\n"));

  it("keeps its state in the project's own folder, also from a folder below it", () => {
    assert.equal(stateDirectoryOf(openProject(join(root, "src", "handlers"))), join(root, ".gatewright"));
  });

  it("is none of a folder that is not there, even below a project", () => {
    assert.throws(() => openProject(join(root, "nope")), {
      message: `The folder "${join(root, "nope")}" does not exist: specify the folder of a Pulumi project.`,
    });
  });

  it("is none of a file", () => {
    const file = join(root, "Pulumi.yaml");
    assert.throws(() => openProject(file), {
      message: `"${file}" is not a folder: specify the folder of a Pulumi project.`,
    });
  });

  it("is none outside of every project", () => {
    assert.throws(() => openProject(tmpdir()), {
      message: `No Pulumi.yaml in ${tmpdir()} or any folder above it: specify the folder of a Pulumi project.`,
    });
  });

  const stacks: [string[], string][] = [
    [[], "local"],
    [["prod"], "prod"],
    [["dev", "local"], "local"],
  ];
  for (const [files, stack] of stacks) {
    it(`takes the stack ${stack} where none is named and there are ${files.join(" and ") || "none"}`, () => {
      withStacks(...files);
      assert.equal(chosenStack(openProject(root), undefined), stack);
    });
  }

  it("asks for a stack where there are several, none of them local, and none is named", () => {
    withStacks("dev", "prod");
    assert.throws(() => chosenStack(openProject(root), undefined), {
      message: "No stack is selected. Name one with --stack, or select one with `pulumi stack select`: dev, prod.",
    });
  });

  it("takes the stack that is named", () => {
    withStacks("prod");
    assert.equal(chosenStack(openProject(root), "dev"), "dev");
  });
});
