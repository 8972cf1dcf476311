import assert from "node:assert/strict";
import { evaluate } from "../../support/evaluate";
import { importAdvice } from "../../../engine/program/import-advice";
import { failureOf } from "../fixture";
import { removeProjects, temporaryProject } from "../../support/temporary-project";

const MODULE = '{ "type": "module" }';
const AWAITS = "export const answer = await Promise.resolve(42);\n";

function projectOf(files: Record<string, string>): string {
  return temporaryProject({ "Pulumi.yaml": "name: imports\nruntime: nodejs\n", "package.json": "{}", ...files });
}

describe("an import that Node.js cannot follow", () => {
  after(removeProjects);

  const cases: [string, Record<string, string>, (directory: string) => string][] = [
    [
      "a folder",
      { "package.json": MODULE, "index.ts": 'import "./lib";', "lib/index.ts": "" },
      (directory) => `${directory}/index.ts imports a folder, and an ES module imports files: write "./lib/index.js".`,
    ],
    [
      "a file without its extension",
      { "package.json": MODULE, "index.ts": 'import "./lib";', "lib.ts": "" },
      (directory) =>
        `${directory}/index.ts imports a file without its extension, which an ES module needs: write "./lib.js".`,
    ],
    [
      "a package's file without its extension",
      {
        "package.json": MODULE,
        "index.js": 'import "legacy/fp";',
        "node_modules/legacy/package.json": "{}",
        "node_modules/legacy/fp.js": "",
      },
      (directory) =>
        `${directory}/index.js imports a file without its extension, which an ES module needs: write "legacy/fp.js".`,
    ],
    [
      "a file that is no code",
      { "package.json": MODULE, "index.ts": 'import "./api.yaml";', "api.yaml": "" },
      (directory) =>
        `${directory}/api.yaml cannot be imported, since Node.js has no loader for ".yaml": read it with readFileSync from node:fs.`,
    ],
    [
      "a path that a package does not export, from an ES module",
      {
        "package.json": MODULE,
        "index.ts": 'import "closed/inner";',
        "node_modules/closed/package.json": '{ "exports": { ".": "./a.js", "./open": "./b.js" } }',
      },
      (directory) =>
        `"exports" in ${directory}/node_modules/closed/package.json has no "./inner": import what it has, such as "closed", "closed/open".`,
    ],
    [
      "a path that a package does not export, from CommonJS",
      { "index.ts": 'import "closed/inner";', "node_modules/closed/package.json": '{ "exports": "./a.js" }' },
      (directory) =>
        `${directory}/index.ts:1:1: "exports" in ${directory}/node_modules/closed/package.json has no "./inner": import what it has, such as "closed".`,
    ],
    [
      "a package for ES modules alone",
      {
        "index.ts": 'import "modern";',
        "node_modules/modern/package.json": '{ "exports": { "import": "./index.mjs" } }',
        "node_modules/modern/index.mjs": "",
      },
      (directory) =>
        `${directory}/index.ts:1:1: "exports" in ${directory}/node_modules/modern/package.json has no "." for CommonJS: ` +
        `add "type": "module" to ${directory}/package.json.`,
    ],
    [
      "an ES module with top-level await, from TypeScript that is compiled to CommonJS",
      { "index.ts": 'import { answer } from "./lib.mjs";\nexport { answer };\n', "lib.mjs": AWAITS },
      (directory) =>
        `${directory}/index.ts:1:1: ${directory}/lib.mjs is an ES module that the program, compiled to CommonJS, cannot load: ` +
        `add "type": "module" to ${directory}/package.json.`,
    ],
  ];
  for (const [imported, files, message] of cases) {
    it(`is reported in one sentence with what to write: ${imported}`, async () => {
      const directory = projectOf(files);
      const error = await failureOf(evaluate({ directory, stack: "dev" }));
      assert.equal(error.message, message(directory));
    });
  }

  it("runs as advised with the package.json of an ES module", async () => {
    const directory = projectOf({
      "package.json": MODULE,
      "index.ts": 'export { answer } from "./lib.mjs";\n',
      "lib.mjs": AWAITS,
    });
    assert.deepEqual((await evaluate({ directory, stack: "dev" })).graph.outputs, { answer: 42 });
  });

  // https://github.com/nodejs/node/blob/main/lib/internal/errors.js: a program that ts-node has no part in sees these words
  it("is reported alike in Node's own words", () => {
    const directory = projectOf({
      "lib/index.js": "",
      "lib.js": "",
      "closed/package.json": '{ "exports": { "./open": { "require": "./b.js" } } }',
    });
    const from = `imported from ${directory}/index.js`;
    const manifest = `${directory}/closed/package.json`;
    for (const [text, advice] of [
      [
        `Error: Directory import '${directory}/lib' is not supported resolving ES modules ${from}\nDid you mean to import "./lib/index.js"?`,
        `${directory}/index.js imports a folder, and an ES module imports files: write "./lib/index.js".`,
      ],
      [
        `Error: Cannot find module '${directory}/lib' ${from}\nDid you mean to import "./lib.js"?`,
        `${directory}/index.js imports a file without its extension, which an ES module needs: write "./lib.js".`,
      ],
      [
        `TypeError: Unknown file extension ".yaml" for ${directory}/api.yaml`,
        `${directory}/api.yaml cannot be imported, since Node.js has no loader for ".yaml": read it with readFileSync from node:fs.`,
      ],
      [
        `Error: Package subpath './open' is not defined by "exports" in ${manifest} ${from}`,
        `"exports" in ${manifest} has no "./open" for ES modules: load it with createRequire() from node:module.`,
      ],
    ] as const) {
      assert.equal(importAdvice(text, undefined), advice);
    }
    const refused = `Error [ERR_REQUIRE_ESM]: require() of ES Module ${directory}/a.mjs from ${directory}/index.ts not supported.\nInstead`;
    assert.equal(
      importAdvice(refused, "make it a module"),
      `${directory}/a.mjs is an ES module that the program, compiled to CommonJS, cannot load: make it a module.`,
    );
    assert.equal(importAdvice(refused, undefined), undefined);
  });

  it("is left in Node's words where the file does not exist", () => {
    assert.equal(
      importAdvice("Error: Cannot find module '/nope/lib.js' imported from /nope/index.js", undefined),
      undefined,
    );
  });
});
