import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate, type Evaluation, type EvaluationError } from "../../../../engine";
import { failureOf, resource } from "../../fixture";
import { removeProjects, temporaryProgram } from "../../../support/temporary-project";

const program = `#!/usr/bin/env node
const { ComponentResource } = require("@pulumi/pulumi");
const { label } = require("./rooms");
class Room extends ComponentResource {
  constructor() {
    super("house:index:Room", label());
  }
}
new Room();
exports.own = [this === module.exports, __filename.endsWith("index.js"), __dirname === require("node:path").dirname(__filename)];
exports.main = require.main !== module && require.main.filename.includes("run");
exports.resolved = require.resolve("./rooms") === module.children.at(-1).id;
exports.cached = require.cache[require.resolve("./rooms")].exports === require("./rooms");
exports.paths = require.resolve.paths("rooms")[0].endsWith("node_modules");
exports.extensions = Object.keys(require.extensions).includes(".json");
exports.refused = (() => { try { require("./attic"); } catch (error) { return error.code; } })();
exports.json = require("./package.json").private;
exports.esModule = require("./garden").trees;
exports.later = import("./later.mjs").then(({ time }) => time);
`;
const seen = {
  own: [true, true, true],
  main: true,
  resolved: true,
  cached: true,
  paths: true,
  extensions: true,
  refused: "MODULE_NOT_FOUND",
  json: true,
  esModule: 3,
  later: "noon",
};

interface Header {
  complete: boolean;
  entries: Record<string, [string, number, number]>;
}

describe("what V8 makes of a program", function () {
  this.timeout(60_000);
  let directory: string;
  let compiled: string;

  beforeEach(() => {
    directory = temporaryProgram({
      "Pulumi.yaml": "name: house\nruntime: nodejs\nmain: index.js\n",
      "index.js": program,
      "rooms.js": `exports.label = () => "hall"; // the last line has no end`,
      "garden.js": "export const trees = 3;\n",
      "later.mjs": `export const time = "noon";\n`,
      "package.json": `{ "private": true }`,
    });
    compiled = join(directory, "cache", "gatewright", "compiled");
  });
  afterEach(removeProjects);

  const run = (environment: NodeJS.ProcessEnv = {}): Promise<Evaluation> =>
    evaluate({ directory, stack: "dev", environment: { XDG_CACHE_HOME: join(directory, "cache"), ...environment } });

  function keptFile(): string {
    const files = existsSync(compiled) ? readdirSync(compiled).filter((name) => name.startsWith("program-")) : [];
    assert.equal(files.length, 1);
    return join(compiled, files[0] ?? "");
  }

  function kept(): Header {
    const bytes = readFileSync(keptFile());
    return JSON.parse(bytes.toString("utf8", 4, 4 + bytes.readUInt32LE(0))) as Header;
  }

  const says = (error: EvaluationError): unknown => [error.message, error.location?.line, error.location?.column];

  it("is kept for the next run, and modules see in both what Node gives them", async () => {
    const first = await run();
    assert.deepEqual(first.graph.outputs, seen);
    const bytes = readFileSync(keptFile());
    assert.equal(kept().complete, true);
    const second = await run();
    assert.deepEqual(second, first);
    assert.ok(readFileSync(keptFile()).equals(bytes));
  });

  it("has the functions that ran, which Node's own cache leaves out", async () => {
    await run();
    const { entries } = kept();
    const [, , before = 0] = entries[join(directory, "rooms.js")] ?? [];
    writeFileSync(
      join(directory, "rooms.js"),
      `exports.label = () => "hall"; exports.unused = () => { return "attic".repeat(1 + 1) + "x"; };`,
    );
    await run();
    const [, , unused = 0] = kept().entries[join(directory, "rooms.js")] ?? [];
    writeFileSync(
      join(directory, "rooms.js"),
      `exports.label = () => "hall"; exports.used = (() => { return "attic".repeat(1 + 1) + "x"; })();  `,
    );
    await run();
    const [, , used = 0] = kept().entries[join(directory, "rooms.js")] ?? [];
    assert.ok(before > 0 && unused > before && used > unused, [before, unused, used].join(", "));
  });

  it("is made again of a module that changes, even to one as long", async () => {
    await run();
    writeFileSync(join(directory, "rooms.js"), `exports.label = () => "loft"; // the last line has no end`);
    assert.equal(resource((await run()).graph, "loft").type, "house:index:Room");
    assert.equal(resource((await run()).graph, "loft").type, "house:index:Room");
  });

  it("is completed by the first run that goes well", async () => {
    writeFileSync(join(directory, "rooms.js"), `exports.label = () => { throw new Error("no rooms"); };`);
    await failureOf(run());
    assert.equal(kept().complete, false);
    writeFileSync(join(directory, "rooms.js"), `exports.label = () => "hall";`);
    await run();
    assert.equal(kept().complete, true);
    writeFileSync(join(directory, "rooms.js"), `exports.label = () => { throw new Error("no rooms"); };`);
    await failureOf(run());
    assert.equal(kept().complete, true);
  });

  for (const [what, text, where] of [
    ["an error in a module's first line", `exports.label = () => { throw new Error("no rooms"); };`, [1, 31]],
    ["what is no JavaScript", "exports.label = () => {\n  retrun 1;\n};\n", [2, 1]],
  ] as const) {
    it(`leaves the line and column of ${what} as Node has them, in both runs`, async () => {
      writeFileSync(join(directory, "rooms.js"), text);
      const plain = says(await failureOf(run({ NODE_DISABLE_COMPILE_CACHE: "1" })));
      assert.deepEqual([says(await failureOf(run())), says(await failureOf(run()))], [plain, plain]);
      assert.deepEqual((plain as unknown[]).slice(1), where);
    });
  }

  it("is made anew where the file is cut short", async () => {
    const first = await run();
    truncateSync(keptFile(), 1000);
    assert.deepEqual(await run(), first);
    assert.ok(Object.keys(kept().entries).length > 100);
  });

  it("is not kept where Node is told to keep nothing, or measures coverage", async () => {
    const coverage = join(directory, "coverage");
    for (const environment of [{ NODE_DISABLE_COMPILE_CACHE: "1" }, { NODE_V8_COVERAGE: coverage }]) {
      assert.deepEqual((await run(environment)).graph.outputs, seen);
      const files = existsSync(compiled) ? readdirSync(compiled) : [];
      assert.deepEqual(
        files.filter((name) => name.startsWith("program-")),
        [],
      );
    }
  });
});
