import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";
import { evaluate } from "../../support/evaluate";

/** Loads CommonJS as Yarn's loader does: the source comes from the hook, and Node.js makes the module's `require`. */
const HOOKS = `
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
export async function load(url, context, next) {
  const loaded = await next(url, context);
  return loaded.format === "commonjs" && url.startsWith("file:")
    ? { ...loaded, source: loaded.source ?? readFileSync(fileURLToPath(url)) }
    : loaded;
}
`;

describe("a program whose process has module hooks", () => {
  after(removeProjects);

  it("is transpiled and evaluated, and sees its arguments as under pulumi up", async () => {
    const directory = temporaryProgram({
      "Pulumi.yaml": "name: house\nruntime: nodejs\nmain: index.ts\n",
      "index.ts": `
import { basename } from "node:path";
const place: string = process.argv[1] ?? "";
export const runner = basename(place);
export const more = process.argv.slice(2);
export const extensions = Object.keys(require.extensions).includes(".js");
`,
      "package.json": "{}",
      "hooks.mjs": HOOKS,
      "register.mjs": `import { register } from "node:module";\nregister("./hooks.mjs", import.meta.url);\n`,
    });
    const environment = { NODE_OPTIONS: `--import ${pathToFileURL(join(directory, "register.mjs")).href}` };
    const { graph } = await evaluate({ directory, stack: "dev", environment });
    assert.deepEqual(graph.outputs, { runner: "index.js", more: [], extensions: true });
  });
});
