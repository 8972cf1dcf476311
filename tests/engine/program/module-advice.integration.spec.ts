import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluate } from "../../support/evaluate";
import { moduleAdvice } from "../../../engine/program/module-advice";
import { readProject } from "../../../engine/project/project";
import { failureOf } from "../fixture";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

const TOP_LEVEL_AWAIT = "export const answer = await Promise.resolve(42);\n";
const TYPESCRIPT = "const answer: number = await Promise.resolve(42);\nexport { answer };\n";

function projectOf(files: Record<string, string>, main?: string): string {
  const directory = temporaryProgram({
    "Pulumi.yaml": `name: modules\nruntime: nodejs\n${main === undefined ? "" : `main: ${main}\n`}`,
    ...files,
  });
  return directory;
}

describe("a program of ES modules that is not loaded as one", () => {
  after(removeProjects);

  const commonjs: [string, Record<string, string>, string | undefined][] = [
    ["index.mjs", { "index.mjs": TOP_LEVEL_AWAIT, "package.json": "{}" }, "index.mjs"],
    ["index.mjs", { "index.mjs": TOP_LEVEL_AWAIT, "package.json": "{}" }, undefined],
    ["index.ts", { "index.ts": TYPESCRIPT, "package.json": "{}" }, undefined],
    ["index.mts", { "index.mts": TYPESCRIPT, "package.json": "{}" }, "index.mts"],
  ];
  for (const [entry, files, main] of commonjs) {
    it(`is advised to say so in package.json, and runs then: ${entry}${main === undefined ? "" : " as main"}`, async () => {
      const directory = projectOf(files, main);
      const manifest = join(directory, "package.json");
      const error = await failureOf(evaluate({ directory, stack: "dev" }));
      assert.equal(
        error.message,
        `${entry} is an ES module, and the Pulumi SDK loads it as CommonJS: add "type": "module" to ${manifest}.`,
      );
      writeFileSync(manifest, '{ "type": "module" }');
      writeFileSync(join(directory, "tsconfig.json"), '{ "compilerOptions": { "module": "nodenext" } }');
      const { graph, diagnostics } = await evaluate({ directory, stack: "dev" });
      assert.deepEqual(graph.outputs, { answer: 42 });
      // nothing of what Node remarks about the compiler
      assert.deepEqual(diagnostics, []);
    });
  }

  it("runs without a tsconfig.json, as pulumi up runs it; compiled to CommonJS it is advised to compile to modules", async () => {
    const directory = projectOf({ "index.ts": TYPESCRIPT, "package.json": '{ "type": "module" }' });
    assert.deepEqual((await evaluate({ directory, stack: "dev" })).graph.outputs, { answer: 42 });
    const tsconfig = join(directory, "tsconfig.json");
    assert.deepEqual((await evaluate({ directory, stack: "dev" })).graph.outputs, { answer: 42 });
    writeFileSync(tsconfig, '{ "compilerOptions": { "module": "commonjs" } }');
    const error = await failureOf(evaluate({ directory, stack: "dev" }));
    assert.ok(
      error.message.endsWith(
        'package.json says "type": "module", and the TypeScript was compiled to CommonJS: ' +
          `add "module": "nodenext" under "compilerOptions" to ${tsconfig}.`,
      ),
      error.message,
    );
    writeFileSync(tsconfig, '{ "compilerOptions": { "module": "nodenext" } }');
    assert.deepEqual((await evaluate({ directory, stack: "dev" })).graph.outputs, { answer: 42 });
  });

  // The compiler that only transpiles refuses this combination of options, the one that checks types does not
  it("runs with options of tsconfig.json that a compiler which checks types says nothing of, such as a removed target", async () => {
    // TS5108, https://github.com/microsoft/TypeScript/blob/main/src/compiler/diagnosticMessages.json
    const tsconfig = '{ "compilerOptions": { "module": "commonjs", "target": "es3" } }';
    const directory = projectOf({ "index.ts": "export const answer: number = 42;\n", "tsconfig.json": tsconfig });
    assert.deepEqual((await evaluate({ directory, stack: "dev" })).graph.outputs, { answer: 42 });
  });

  it("runs as CommonJS with a tsconfig.json that sets the module alone", async () => {
    const directory = projectOf({
      "index.ts": "export const answer: number = 42;\n",
      "package.json": "{}",
      "tsconfig.json": '{ "compilerOptions": { "module": "commonjs" } }',
    });
    assert.deepEqual((await evaluate({ directory, stack: "dev" })).graph.outputs, { answer: 42 });
  });

  it("is advised to install TypeScript where the SDK's own does not know the settings", () => {
    const project = readProject(projectOf({ "index.ts": TYPESCRIPT, "package.json": "{}" }));
    const text =
      "error TS6046: Argument for '--module' option must be: 'none', 'commonjs', 'amd', 'system', 'umd', 'es6'.";
    const isolated = { ...project, workingDirectory: tmpdir() };
    assert.equal(
      moduleAdvice(text, isolated, undefined),
      'The TypeScript that comes with the Pulumi SDK does not know "module" as tsconfig.json sets it, and this project has no other: ' +
        `run npm install --save-dev typescript in ${tmpdir()}.`,
    );
    assert.equal(moduleAdvice(text, { ...project, workingDirectory: __dirname }, undefined), undefined);
  });

  it("is advised to install what compiles it, whatever Node says of that", () => {
    const directory = projectOf({ "index.ts": TYPESCRIPT, "names.ts": "", "package.json": '{ "type": "module" }' });
    const project = readProject(directory);
    const advice =
      "TypeScript in ES modules is compiled by ts-node, which this project does not have: " +
      `run npm install --save-dev ts-node typescript in ${directory}.`;
    for (const text of [
      `TypeError: Unknown file extension ".ts" for ${directory}/index.ts`,
      `file://${directory}/index.ts:1\nenum A { B = 1 }\n^^^^\n\nSyntaxError: TypeScript enum is not supported in strip-only mode`,
      `Error: Cannot find module '${directory}/names.js' imported from ${directory}/index.ts`,
    ]) {
      assert.equal(moduleAdvice(text, project, undefined), advice);
    }
  });

  it("is advised nothing where something else is wrong", () => {
    const project = readProject(projectOf({ "index.js": "", "package.json": "{}" }));
    for (const text of [
      `Error: Cannot find module '${project.directory}/absent.js' imported from ${project.directory}/index.ts`,
      `Error: require() cannot be used on an ESM graph with top-level await.\n  From ${project.directory}/index.js \n  Requiring lib.mjs`,
      "We failed to locate the entry point for your program: /app/",
    ]) {
      assert.equal(moduleAdvice(text, project, undefined), undefined);
    }
    const scope = "ReferenceError: exports is not defined in ES module scope";
    assert.equal(moduleAdvice(scope, project, join(project.directory, "index.js")), undefined);
  });
});

describe("a program that imports a package that is not installed", () => {
  after(removeProjects);

  const failing = async (files: Record<string, string>): Promise<[string, string]> => {
    const directory = projectOf(files);
    const { message } = await failureOf(evaluate({ directory, stack: "dev" }));
    return [message, directory];
  };

  it("is advised to install it", async () => {
    for (const [imported, name] of [
      ["nope-pkg", "nope-pkg"],
      ["@nope/pkg/deep/file", "@nope/pkg"],
    ]) {
      const [message, directory] = await failing({ "index.js": `require("${imported}");`, "package.json": "{}" });
      assert.match(
        message,
        new RegExp(
          `Cannot find module '${imported}': it is not installed\\. Run npm install ${name} in ${directory}\\.$`,
        ),
      );
    }
  });

  it("is advised to install all where its package.json names it", async () => {
    const [message, directory] = await failing({
      "index.js": 'require("nope-pkg");',
      "package.json": '{ "dependencies": { "nope-pkg": "1" } }',
    });
    assert.match(
      message,
      new RegExp(`'nope-pkg': package\\.json names it, and it is not installed\\. Run npm install in ${directory}\\.$`),
    );
  });

  it("is advised to install where the importing file's package.json is, beside the project", async () => {
    const root = temporaryProgram({
      "bot/index.js": 'require("nope-pkg");',
      "package.json": '{ "dependencies": { "nope-pkg": "1" } }',
      "infra/Pulumi.yaml": "name: modules\nruntime: nodejs\n",
      "infra/package.json": "{}",
      "infra/index.js": 'require("../bot");',
      // of the project, and out of reach of the code beside it
      "infra/node_modules/nope-pkg/index.js": "",
    });
    const error = await failureOf(evaluate({ directory: join(root, "infra"), stack: "dev" }));
    assert.match(
      error.message,
      new RegExp(`'nope-pkg': package\\.json names it, and it is not installed\\. Run npm install in ${root}\\.$`),
    );
  });

  it("is advised of nothing to install where a file of an installed package is missing, or an alias", async () => {
    for (const imported of ["@pulumi/pulumi/nope", "@/helpers", "./nope"]) {
      const [message] = await failing({ "index.js": `require("${imported}");`, "package.json": "{}" });
      assert.match(message, new RegExp(`Cannot find module '${imported}'$`));
    }
  });

  it("reports the problem of a package.json that is no JSON", async () => {
    const [message, directory] = await failing({ "index.js": "", "package.json": '{ "name": "x", }' });
    assert.match(
      message,
      new RegExp(`^${directory}/package\\.json is not valid JSON: Expected double-quoted property name`),
    );
  });
});
