import assert from "node:assert/strict";
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../support/evaluate";
import type { ResourceGraph } from "../../../engine/graph/graph";
import { failureOf, resource } from "../fixture";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

const program = `
import { ComponentResource } from "@pulumi/pulumi";

class Room extends ComponentResource {
  constructor(readonly label: string) {
    super("house:index:Room", label);
  }
}

new Room("hall");
`;

describe("what ts-node makes of a program", () => {
  let directory: string;
  let transpiled: string;

  before(() => {
    directory = temporaryProgram({
      "Pulumi.yaml": "name: house\nruntime: nodejs\nmain: index.ts\n",
      "index.ts": program,
      "package.json": "{}",
    });
    transpiled = join(directory, "cache", "gatewright", "transpiled");
  });
  after(removeProjects);

  const run = async (): Promise<ResourceGraph> =>
    (await evaluate({ directory, stack: "dev", environment: { XDG_CACHE_HOME: join(directory, "cache") } })).graph;

  it("is kept for the next run, which gives the same graph with the same lines", async () => {
    const first = await run();
    const entries = readdirSync(transpiled);
    assert.equal(entries.length, 1);
    assert.deepEqual(await run(), first);
    assert.deepEqual(readdirSync(transpiled), entries);
    assert.equal(resource(first, "hall").source?.line, 10);
  });

  for (const [damage, apply] of [
    ["emptied", (entry: string) => truncateSync(entry)],
    ["cut", (entry: string) => truncateSync(entry, 100)],
    ["overwritten", (entry: string) => writeFileSync(entry, "\u0000\u0001 random bytes")],
  ] as const) {
    it(`is made again where its entry was ${damage}`, async () => {
      const graph = await run();
      const [name = ""] = readdirSync(transpiled);
      const entry = join(transpiled, name);
      const whole = readFileSync(entry, "utf8");
      apply(entry);
      assert.deepEqual(await run(), graph);
      assert.equal(readFileSync(entry, "utf8"), whole);
    });
  }

  it("is made again when the file changes, and an error names the file's own line in both runs", async () => {
    writeFileSync(join(directory, "index.ts"), `${program}\n\nthrow new Error("no more rooms");\n`);
    const failures = [await failureOf(run()), await failureOf(run())];
    assert.deepEqual(
      failures.map(({ location }) => location?.line),
      [13, 13],
    );
    assert.equal(readdirSync(transpiled).length, 2);
  });
});
