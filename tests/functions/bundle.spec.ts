import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { EOL } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { type BundleEntry, bundle } from "../../functions/bundle";
import { removeProjects, temporaryProject } from "../support/temporary-project";

const stacks = join(__dirname, "../../stacks");

async function assetsOf(entry: Omit<BundleEntry, "nodeVersion">, directory = stacks): Promise<Record<string, string>> {
  const { code, warnings } = bundle({ nodeVersion: "22", ...entry }, directory);
  assert.deepEqual(warnings, []);
  assert.ok(code instanceof pulumi.asset.AssetArchive);
  const texts = Object.entries(await code.assets).map(async ([path, asset]) => {
    return [path, asset instanceof pulumi.asset.StringAsset ? await asset.text : ""] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

async function codeOf(entry: string, directory?: string): Promise<string> {
  const assets = await assetsOf({ entry }, directory);
  assert.deepEqual(Object.keys(assets), ["index.js"]);
  return assets["index.js"] ?? "";
}

describe("the bundle of a handler", () => {
  after(removeProjects);

  it("is the same text every time, whatever folder the program runs in", async () => {
    const first = await codeOf("handlers/orders.ts");
    const here = process.cwd();
    process.chdir("/");
    try {
      assert.equal(await codeOf("handlers/orders.ts"), first);
      assert.equal(await codeOf(join(stacks, "handlers/orders.ts")), first);
    } finally {
      process.chdir(here);
    }
    assert.ok(!first.includes(here), "an absolute path got into the bundle");
  });

  it("exports the handler that Lambda calls", async () => {
    const module = { exports: { handler: undefined as unknown } };
    const code = await codeOf("handlers/health.ts");
    runInContext(code, createContext({ module, require, exports: module.exports }));
    assert.equal(typeof module.exports.handler, "function");
  });

  it("fails with esbuild's own messages, each with its place, as an error without a stack trace", () => {
    const directory = temporaryProject({
      "handler.ts": 'import { a } from "./gone";\nimport b from "left-out";\nexport const handler = a(b);\n',
    });
    assert.throws(
      () => bundle({ entry: "handler.ts", nodeVersion: "22" }, directory),
      (error: Error) => {
        assert.ok(pulumi.RunError.isInstance(error));
        assert.match(
          error.message,
          /^esbuild cannot bundle handler\.ts:\n {2}handler\.ts:1:19: Could not resolve "\.\/gone"\n {2}handler\.ts:2:15: Could not resolve "left-out"\. Fix: npm install left-out, or name it in external$/,
        );
        return true;
      },
    );
  });

  it("is an ES module that may await, and require CommonJS packages, where the format is esm", async () => {
    const directory = temporaryProject({
      "handler.ts":
        'import legacy from "./legacy.cjs";\nawait Promise.resolve();\nexport const handler = () => legacy.name;\n',
      "legacy.cjs": 'module.exports = { name: require("node:os").EOL };\n',
    });
    const assets = await assetsOf({ entry: "handler.ts", bundle: { format: "esm" } }, directory);
    assert.deepEqual(Object.keys(assets), ["index.mjs"]);
    writeFileSync(join(directory, "index.mjs"), assets["index.mjs"] ?? "");
    const module = (await import(join(directory, "index.mjs"))) as { handler: () => string };
    assert.equal(module.handler(), EOL);
  });

  it("takes the settings of a tsconfig.json in the program's folder, and of none above", async () => {
    const directory = temporaryProject({
      "tsconfig.json": '{ "compilerOptions": { "paths": { "#lib": ["./program/lib.ts"] } } }',
      "program/lib.ts": "export const word = 'found';\n",
      "program/handler.ts": 'import { word } from "#lib";\nexport const handler = () => word;\n',
    });
    assert.match(await codeOf("program/handler.ts", directory), /found/);
    assert.throws(
      () => bundle({ entry: "handler.ts", nodeVersion: "22" }, join(directory, "program")),
      /Could not resolve "#lib"/,
    );
  });

  it("leaves the AWS SDK to the runtime, defines words, and has a source map with no text of its own", async () => {
    const directory = temporaryProject({
      "handler.ts":
        'import { S3 } from "@aws-sdk/client-s3";\nexport const handler = () => [S3, VERSION];\ndeclare const VERSION: string;\n',
    });
    const { "index.js": code = "", ...others } = await assetsOf(
      { entry: "handler.ts", bundle: { define: { VERSION: '"7"' }, files: { "data/prices.json": "prices.json" } } },
      directory,
    );
    assert.match(code, /require\("@aws-sdk\/client-s3"\)/);
    assert.match(code, /"7"/);
    assert.deepEqual(others, { "data/prices.json": "" });
    const [, map = ""] = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(code) ?? [];
    const { sources, sourcesContent } = JSON.parse(Buffer.from(map, "base64").toString()) as Record<string, unknown>;
    assert.deepEqual([sources, sourcesContent], [["handler.ts"], undefined]);
  });
});
