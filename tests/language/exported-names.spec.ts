import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NodeFunction } from "../../functions";
import { bundle } from "../../functions/bundle";
import { deploy } from "../support/deploy";

const sources: [source: string, exported: string[] | undefined][] = [
  ["export const handler = async () => 1;", ["handler"]],
  ["const a = 1; function b() {}\nexport { a as handler, b };", ["b", "handler"]],
  ["export default 1; export const other = 2;", ["other"]],
  ['export * from "@aws-sdk/client-s3"; export const handler = 1;', undefined],
  ["exports.handler = async () => 1;", undefined],
  ["module.exports = { handler() {} };", undefined],
  ["console.log(1);", undefined],
];

describe("the exports of a bundle", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "gatewright-exports-"))));
  after(() => rmSync(folder, { recursive: true }));

  for (const [index, [source, exported]] of sources.entries()) {
    for (const format of ["cjs", "esm"] as const) {
      for (const minify of [false, true]) {
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
});
