import assert from "node:assert/strict";
import { join } from "node:path";
import { evaluate } from "../../support/evaluate";
import { readProject, stacksOf } from "../../../engine/project/project";
import { failureOf } from "../fixture";
import { removeProjects, temporaryProject } from "../../support/temporary-project";

describe("readProject", () => {
  after(removeProjects);

  it("runs a file where it stands, and a folder by its own entry point", () => {
    const files = { "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: app/index.ts\n", "app/index.ts": "" };
    const directory = temporaryProject(files);
    const { workingDirectory, entryPoint } = readProject(join(directory, "app"));
    assert.deepEqual([workingDirectory, entryPoint], [join(directory, "app"), "index.ts"]);
    const folder = temporaryProject({ ...files, "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: app/\n" });
    assert.deepEqual(readProject(folder).entryPoint, ".");
  });

  it("reads the runtime's options and lists the stages", () => {
    const project = readProject(
      temporaryProject({
        "Pulumi.yaml":
          "name: shop\nruntime:\n  name: nodejs\n  options: {typescript: false, tsconfig: ../t.json, nodeargs: --a --b}\n",
        "Pulumi.dev.yaml": "",
        "Pulumi.a-b.yaml": "",
      }),
    );
    assert.deepEqual(project.runtimeOptions, {
      typescript: false,
      tsconfig: "../t.json",
      nodeArguments: ["--a", "--b"],
    });
    assert.deepEqual(stacksOf(project), ["a-b", "dev"]);
  });

  const faults: [string, string, RegExp][] = [
    ["invalid YAML", "name: shop\nname: again\n", /Pulumi\.yaml:2:1: not valid YAML: Map keys must be unique$/],
    ["a list", "- name: shop\n", /Pulumi\.yaml:1:1: expected a mapping/],
    ["no name", "runtime: nodejs\n", /Pulumi\.yaml:1:1: needs "name": the project's name\.$/],
    ["another runtime", "name: shop\nruntime: python\n", /Pulumi\.yaml:2:1: "runtime" is "python", and only nodejs/],
    [
      "a missing main",
      "name: a\nruntime: nodejs\nmain: x.ts\n",
      /Pulumi\.yaml:3:1: "main" is "x\.ts", but .* does not exist\.$/,
    ],
    [
      "a main outside",
      "name: a\nruntime: nodejs\nmain: ../x.ts\n",
      /"main" is "\.\.\/x\.ts", and must be a path inside/,
    ],
  ];
  for (const [name, text, message] of faults) {
    it(`refuses ${name}, with its place`, async () => {
      const error = await failureOf(evaluate({ directory: temporaryProject({ "Pulumi.yaml": text }), stack: "dev" }));
      assert.match(error.message, message);
    });
  }

  it("refuses a folder without a project", async () => {
    const error = await failureOf(evaluate({ directory: temporaryProject({}), stack: "dev" }));
    assert.match(error.message, /^No Pulumi\.yaml in .* or any folder above it/);
  });

  it("refuses a project without a program", async () => {
    const directory = temporaryProject({ "Pulumi.yaml": "name: a\nruntime: nodejs\n", "package.json": "{}" });
    const error = await failureOf(evaluate({ directory, stack: "dev" }));
    assert.match(
      error.message,
      /There is no program in .*: expected index\.ts or index\.js, or "main" in Pulumi\.yaml/,
    );
  });
});
