import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NodeFunction, type NodeFunctionArgs } from "../../functions";
import { bundle } from "../../functions/bundle";
import { deploy } from "../support/deploy";

/** The names in a bundle of CommonJS, and in an ES module where they are others: there what CommonJS exports is the default export. */
const sources: [source: string, exported: string[] | undefined, inModule?: string[]][] = [
  ["export const handler = async () => 1;", ["handler"]],
  ["const a = 1; function b() {}\nexport { a as handler, b };", ["b", "handler"]],
  ["export default 1; export const other = 2;", ["other"], ["default", "other"]],
  ['export * from "@aws-sdk/client-s3"; export const handler = 1;', undefined],
  ["exports.handler = async () => 1;", ["handler"], ["default"]],
  ["module.exports = { handler() {} };", ["handler"], ["default"]],
  ["module.exports = require('node:path');", undefined, ["default"]],
  ["console.log(1);", []],
];

describe("the exports of a bundle", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "gatewright-exports-"))));
  after(() => rmSync(folder, { recursive: true }));

  for (const [index, [source, inCommonJs, inModule]] of sources.entries()) {
    for (const format of ["cjs", "esm"] as const) {
      for (const minify of [false, true]) {
        const exported = format === "esm" ? (inModule ?? inCommonJs) : inCommonJs;
        it(`are ${exported?.join(" and ") ?? "unknown"} in ${format}${minify ? ", minified" : ""}: ${source}`, () => {
          writeFileSync(join(folder, `${index}.js`), source);
          const made = bundle({ entry: `${index}.js`, nodeVersion: "22", bundle: { format, minify } }, folder);
          assert.deepEqual(made.exported?.sort(), exported);
        });
      }
    }
  }

  it("must have the handler, which is found before anything calls it", async () => {
    const entry = join(folder, "orders.ts");
    writeFileSync(entry, "export const list = () => 1;\nexport const handle = () => 2;\n");
    await deploy(() => new NodeFunction("orders", { entry, handler: "list" }));
    await assert.rejects(
      deploy(() => new NodeFunction("orders", { entry })),
      {
        message:
          'NodeFunction "orders": 1 problem\n' +
          `  - handler: got "handler", expected an export of ${entry}: handle, list. Fix: export it, or write "handle"`,
      },
    );
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html, as the rule handler-exists reads the same bundles
  it("must have the handler in a CommonJS source too", async () => {
    const refused = async (source: string, args: Partial<NodeFunctionArgs>, expected: string): Promise<void> => {
      const entry = join(folder, "common.js");
      writeFileSync(entry, source);
      await assert.rejects(
        deploy(() => new NodeFunction("orders", { entry, ...args })),
        {
          message: `NodeFunction "orders": 1 problem\n  - handler: got "handler", expected an export of ${entry}${expected}`,
        },
      );
    };
    await refused("exports.main = async () => 1;", {}, ': main. Fix: export it, or write "main"');
    await refused("async function handler() {}", {}, ", which has none by name. Fix: export it");
    await refused(
      "exports.handler = async () => 1;",
      { bundle: { format: "esm" } },
      ", which has none by name. Fix: export it",
    );
  });

  // as AWS's runtime interface client for Node.js 24 finds it: tests/gateway/server/lambda/runtime-oracle.json, "a default export of an mjs"
  it("may be in the default export of an ES module from Node.js 24 on", async () => {
    const entry = join(folder, "default.ts");
    writeFileSync(entry, "export default { handler: async () => 1 };\nexport const other = 2;\n");
    const made = (runtime: NonNullable<NodeFunctionArgs["runtime"]>, format: "cjs" | "esm"): Promise<unknown> =>
      deploy(() => new NodeFunction("orders", { entry, runtime, bundle: { format } }));
    const refusal = /expected an export of .*: other\. Fix: export it, or write "other"/;
    await made("nodejs24.x", "esm");
    await assert.rejects(made("nodejs24.x", "cjs"), refusal);
    await assert.rejects(made("nodejs22.x", "esm"), refusal);
  });
});
