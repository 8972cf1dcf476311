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

  it("runs a program outside of the project's folder", () => {
    const app = temporaryProject({ "index.js": "" });
    const directory = temporaryProject({ "Pulumi.yaml": `name: shop\nruntime: nodejs\nmain: ${app}/index.js\n` });
    assert.deepEqual([readProject(directory).workingDirectory, readProject(directory).entryPoint], [app, "index.js"]);
    const beside = temporaryProject({
      "infra/Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: ../app\n",
      "app/index.js": "",
    });
    assert.equal(readProject(join(beside, "infra")).workingDirectory, join(beside, "app"));
  });

  const faults: [string, string, RegExp][] = [
    ["invalid YAML", "name: shop\nname: again\n", /Pulumi\.yaml:2:1: not valid YAML: Map keys must be unique$/],
    ["a list", "- name: shop\n", /Pulumi\.yaml:1:1: expected a mapping/],
    ["no name", "runtime: nodejs\n", /Pulumi\.yaml:1:1: needs "name": the project's name\.$/],
    [
      "Bun's runtime",
      "name: shop\nruntime: {name: bun}\n",
      /"runtime" is "bun", and only nodejs programs can be evaluated\. Write "nodejs" with the option packagemanager: bun .*--preview`\.$/,
    ],
    ["another runtime", "name: shop\nruntime: python\n", /Pulumi\.yaml:2:1: "runtime" is "python", and only nodejs/],
    [
      "a missing main",
      "name: a\nruntime: nodejs\nmain: x.ts\n",
      /Pulumi\.yaml:3:1: "main" is "x\.ts", but .* does not exist\.$/,
    ],
    [
      "a main that is a list",
      "name: a\nruntime: nodejs\nmain: [x.ts]\n",
      /"main" is \["x\.ts"\], and must be a path\./,
    ],
    ...(
      [
        ['typescript: "false"', 'the runtime\'s option "typescript" is "false", and must be true or false'],
        ["typescript: null", 'the runtime\'s option "typescript" is null, and must be true or false'],
        ["nodeargs: [--a]", 'the runtime\'s option "nodeargs" is ["--a"], and must be a string'],
        ["packagemanager: npmm", 'option "packagemanager" is "npmm", and must be one of auto, npm, yarn, pnpm, bun'],
        ["tsconfig: 5", 'the runtime\'s option "tsconfig" is 5, and must be a string'],
        ['production: "yes"', 'the runtime\'s option "production" is "yes", and must be true or false'],
      ] as const
    ).map(([option, message]): [string, string, RegExp] => [
      `the option ${option}, as Pulumi's language host does`,
      `name: shop\nruntime:\n  name: nodejs\n  options:\n    ${option}\n`,
      new RegExp(`Pulumi\\.yaml:5:5: .*${message.replace(/[[\]]/g, "\\$&")}\\.$`),
    ]),
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
