import assert from "node:assert/strict";
import {
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { bundle } from "../../functions/bundle";
import { keepBundle, readKeptBundle } from "../../functions/kept-bundle";
import { KEPT_BUNDLES } from "../../language/kept-bundles-folder";
import { removeProjects, temporaryProject } from "../support/temporary-project";

const BUNDLER = require.resolve("esbuild");

describe("a bundle that is kept", () => {
  let directory: string;
  let folder: string;
  const path = (name: string): string => join(directory, name);
  const options = { entryPoints: ["handlers/orders.ts"] };

  beforeEach(() => {
    directory = temporaryProject({
      "package.json": "{}",
      "handlers/orders.ts": 'import "../shared/text"; import "tool";',
      "shared/text/index.ts": "export {};",
      "store/tool@1/index.js": "",
      "store/tool@2/index.js": "",
    });
    folder = join(temporaryProject({}), "kept");
    mkdirSync(path("node_modules"));
    symlinkSync(path("store/tool@1"), path("node_modules/tool"));
  });
  afterEach(removeProjects);

  function keep(given: object = options): void {
    const inputs = ["handlers/orders.ts", "shared/text/index.ts", "node_modules/tool/index.js"].map(path);
    keepBundle(folder, given, BUNDLER, { code: "bundled", inputs });
  }
  const kept = (given: object = options): string | undefined => readKeptBundle(folder, given, BUNDLER)?.code;

  it("is read as it was made, with the same options alone", () => {
    keep();
    assert.equal(kept(), "bundled");
    assert.equal(kept({ ...options, minify: true }), undefined);
    assert.equal(readKeptBundle(folder, options, join(directory, "node_modules/esbuild/lib/main.js")), undefined);
  });

  const changes: [what: string, change: () => void][] = [
    ["a file of it", () => writeFileSync(path("shared/text/index.ts"), "export const a = 1;")],
    ["a file of a package", () => writeFileSync(path("node_modules/tool/index.js"), "1")],
    ["a file that is gone", () => unlinkSync(path("shared/text/index.ts"))],
    ["a file that is found first", () => writeFileSync(path("shared/text.ts"), "")],
    ["the kind of modules", () => writeFileSync(path("package.json"), '{ "type": "module" }')],
    ["a package.json on the way", () => writeFileSync(path("shared/package.json"), '{ "sideEffects": false }')],
    ["a nearer package", () => mkdirSync(path("handlers/node_modules/tool"), { recursive: true })],
    [
      "another version of a package",
      () => {
        symlinkSync(path("store/tool@2"), path("node_modules/other"));
        renameSync(path("node_modules/other"), path("node_modules/tool"));
      },
    ],
    ["an entry that was cut", () => readdirSync(folder).forEach((name) => truncateSync(join(folder, name), 90))],
    ["no entry", () => rmSync(folder, { recursive: true })],
  ];
  for (const [what, change] of changes) {
    it(`is made again with ${what}`, () => {
      keep();
      assert.equal(kept(), "bundled");
      change();
      assert.equal(kept(), undefined);
    });
  }

  it("is made again with other settings of the compiler, also in a file that another one extends", () => {
    const settings = { ...options, tsconfig: path("tsconfig.json") };
    writeFileSync(path("tsconfig.json"), '{ "extends": "./base" }');
    writeFileSync(path("base.json"), "{}");
    keep(settings);
    assert.equal(kept(settings), "bundled");
    writeFileSync(path("base.json"), '{ "compilerOptions": { "target": "ES5" } }');
    assert.equal(kept(settings), undefined);
  });

  for (const text of ['{ "extends": "@tsconfig/node22/tsconfig.json" }', '{ "compilerOptions": { "paths": {} } }']) {
    it(`is not kept where its files may be found elsewhere: ${text}`, () => {
      const settings = { ...options, tsconfig: path("tsconfig.json") };
      writeFileSync(path("tsconfig.json"), text);
      keep(settings);
      assert.equal(kept(settings), undefined);
    });
  }

  /** The value without the promises in it: from Node.js 26 on, a promise equals itself alone. */
  async function settled(value: unknown): Promise<unknown> {
    const plain = await value;
    if (typeof plain !== "object" || plain === null || Array.isArray(plain)) {
      return plain;
    }
    return Object.fromEntries(
      await Promise.all(Object.entries(plain).map(async ([name, item]) => [name, await settled(item)])),
    );
  }

  it("is what esbuild makes, in an evaluation alone and without remarks", async () => {
    writeFileSync(path("handlers/orders.ts"), "export const handler = () => 1;");
    const make = (): unknown => settled(bundle({ entry: "handlers/orders.ts", nodeVersion: "22" }, directory));
    const plain = await make();
    assert.throws(() => readdirSync(folder), /ENOENT/);
    process.env[KEPT_BUNDLES] = folder;
    try {
      assert.deepEqual([await make(), await make()], [plain, plain]);
      assert.equal(readdirSync(folder).length, 1);
      writeFileSync(path("handlers/orders.ts"), "export const handler = () => ({ a: 1, a: 2 });");
      assert.deepEqual(await make(), await make());
      assert.equal(readdirSync(folder).length, 1);
    } finally {
      delete process.env[KEPT_BUNDLES];
    }
  });
});
