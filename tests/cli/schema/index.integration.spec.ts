import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "../../../cli/schema";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

const repository = join(__dirname, "../../..");

/** Two parts of a config, a stack whose config is wrong, and a program that fails later. */
const PROGRAM = `
import { z } from "zod";
import { defineConfig } from "${repository}/config";
const own = defineConfig(z.object({ days: z.number().describe("Days that logs are kept.") }), { unknownKeys: "ignore" });
defineConfig(z.object({ team: z.string().optional() }), { unknownKeys: "ignore" });
own.read();
`;

describe("gatewright schema", function () {
  this.timeout(240_000);
  let directory: string;

  before(() => {
    directory = temporaryProgram({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\nstackConfigDir: stacks\n",
      "stacks/Pulumi.dev.yaml": "config: { aws:region: eu-west-1 }\n",
      "package.json": '{ "name": "shop", "main": "index.ts" }',
      "tsconfig.json":
        '{ "compilerOptions": { "target": "ES2022", "module": "commonjs", "moduleResolution": "node10" } }',
      "index.ts": PROGRAM,
    });
  });

  after(() => {
    process.exitCode = undefined;
    removeProjects();
  });

  async function run(...args: string[]): Promise<string> {
    const write = process.stdout.write.bind(process.stdout);
    let printed = "";
    process.stdout.write = (text: string | Uint8Array): boolean => (printed += String(text)) !== "";
    try {
      await command().parseAsync([directory, ...args], { from: "user" });
    } finally {
      process.stdout.write = write;
    }
    return printed;
  }

  it("writes the schema of every defineConfig, though the stack's config is wrong, and names the line for editors", async () => {
    const printed = await run();
    assert.match(
      printed,
      /stacks\/stack\.schema\.json written\.\nPut this line first in Pulumi\.dev\.yaml:\n# yaml-language-server: \$schema=\.\/stack\.schema\.json\n$/,
    );
    const { properties } = JSON.parse(readFileSync(join(directory, "stacks/stack.schema.json"), "utf8")) as {
      properties: { config: { properties: object; required: string[] } };
    };
    assert.deepEqual(Object.keys(properties.config.properties), ["shop:days", "shop:team"]);
    assert.deepEqual(properties.config.required, ["shop:days"]);
  });

  it("ends with 1 where the file is out of date, and writes nothing", async () => {
    writeFileSync(join(directory, "stacks/stack.schema.json"), "{}\n");
    assert.match(await run("--check"), /stacks\/stack\.schema\.json is out of date: run gatewright schema\.\n$/);
    assert.equal(process.exitCode, 1);
    assert.equal(readFileSync(join(directory, "stacks/stack.schema.json"), "utf8"), "{}\n");
  });

  it("says what is missing where the program defines no config", async () => {
    writeFileSync(join(directory, "index.ts"), "export {};\n");
    await assert.rejects(run(), /^Error: shop defines no config: call defineConfig of "gatewright\/config"\.$/);
  });
});
