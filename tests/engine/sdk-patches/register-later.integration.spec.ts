import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceGraph } from "../../../engine/graph/graph";
import { evaluate } from "../../support/evaluate";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";
import { failureOf, resource } from "../fixture";

const program = `
import * as pulumi from "@pulumi/pulumi";
import { kind } from "./kind";

class Room extends pulumi.ComponentResource {
  constructor(readonly label: string) {
    super("house:index:Room", label);
  }
}

new Room("hall");
const loaded = (name: string): boolean => Object.keys(require.cache).some((file) => file.includes(name));
export const compiler = loaded("/node_modules/typescript/");
export const tsNode = loaded("/node_modules/ts-node/");
export const made = kind;
export const stack = (new Error("here").stack ?? "").split("\\n")[1]?.replace(/^.*[/]/, "");
export const known = [".ts", ".js"].map((extension) => typeof require.extensions[extension]);
`;

describe("the registration of ts-node", () => {
  let directory: string;

  before(() => {
    directory = temporaryProgram({
      "Pulumi.yaml": "name: house\nruntime: nodejs\nmain: index.ts\n",
      "index.ts": program,
      "kind.ts": "enum Kind {\n  Large = 'large',\n}\nexport const kind: string = Kind.Large;\n",
      "tsconfig.json": '{ "extends": "./base.json", "compilerOptions": { "strict": true } }',
      "base.json": '{ "compilerOptions": { "target": "ES2020" } }',
      "package.json": "{}",
    });
  });
  after(removeProjects);

  const run = async (environment: Record<string, string> = {}): Promise<ResourceGraph> =>
    (
      await evaluate({
        directory,
        stack: "dev",
        environment: { XDG_CACHE_HOME: join(directory, "cache"), ...environment },
      })
    ).graph;
  const loadedBy = ({ outputs }: ResourceGraph): unknown[] => [outputs.compiler, outputs.tsNode];

  it("is left out where all files are kept, which gives the same graph, lines and stacks", async () => {
    const first = await run();
    const second = await run();
    assert.deepEqual(loadedBy(first), [true, true]);
    assert.deepEqual(loadedBy(second), [false, false]);
    assert.deepEqual({ ...second.outputs, compiler: true, tsNode: true }, first.outputs);
    const [, ...rooms] = first.resources;
    assert.deepEqual(second.resources.slice(1), rooms);
    assert.equal(first.outputs.stack, "index.ts:16:23)");
    assert.equal(resource(second, "hall").source?.line, 11);
  });

  it("is made at the first file that has changed, in whichever order files are loaded", async () => {
    for (const [file, text] of [
      ["kind.ts", 'export const kind: string = "small";\n'],
      ["index.ts", `${program}// changed\n`],
    ] as const) {
      writeFileSync(join(directory, file), text);
      const changed = await run();
      assert.deepEqual(loadedBy(changed), [true, true], file);
      assert.equal(changed.outputs.made, "small");
      assert.deepEqual(loadedBy(await run()), [false, false]);
    }
  });

  it("is made again with other settings, also where an extended file has them", async () => {
    writeFileSync(join(directory, "base.json"), '{ "compilerOptions": { "target": "ES2022" } }');
    assert.deepEqual(loadedBy(await run()), [true, true]);
    assert.deepEqual(loadedBy(await run()), [false, false]);
    assert.deepEqual(loadedBy(await run({ TS_NODE_PRETTY: "true" })), [true, true]);
  });

  it("is made each time for a program with settings of ts-node's own", async () => {
    const settings = { extends: "./base.json", "ts-node": { scope: true } };
    writeFileSync(join(directory, "tsconfig.json"), JSON.stringify(settings));
    await run();
    assert.deepEqual(loadedBy(await run()), [true, true]);
    writeFileSync(join(directory, "tsconfig.json"), '{ "extends": "./base.json" }');
  });

  it("is made where types are checked, and where the program asks for ts-node", async () => {
    await run();
    assert.deepEqual(loadedBy(await run({ PULUMI_NODEJS_TRANSPILE_ONLY: "false" })), [true, true]);
    const asking = 'export const service = Reflect.get(process, Symbol.for("ts-node.register.instance"));\n';
    writeFileSync(
      join(directory, "index.ts"),
      `${asking}export const compiles = typeof service.compile;\nexport const isLoaded = typeof service.ts.version;\n`.replace(
        "export const service",
        "const service",
      ),
    );
    await run();
    assert.deepEqual((await run()).outputs, { compiles: "function", isLoaded: "string" });
  });

  it("leaves errors of the program with their lines, and those of the compiler", async () => {
    writeFileSync(join(directory, "index.ts"), "\n\nconst text: string = 'x';\nthrow new Error(text);\n");
    const failures = [await failureOf(run()), await failureOf(run())];
    assert.deepEqual(
      failures.map(({ message, location }) => [message, location?.line]),
      [failures[0], failures[0]].map((failure) => [failure?.message, 4]),
    );
    writeFileSync(join(directory, "index.ts"), "\nconst broken: = 1;\n");
    const broken = [await failureOf(run()), await failureOf(run())];
    assert.equal(broken[0]?.message, broken[1]?.message);
    assert.match(broken[0]?.message ?? "", /TS1110/);
  });

  it("is kept beside what was transpiled", () => {
    assert.ok(readdirSync(join(directory, "cache", "gatewright", "registered")).length > 0);
  });
});
