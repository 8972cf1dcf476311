import assert from "node:assert/strict";
import { join } from "node:path";
import { evaluate } from "../../support/evaluate";
import type { ResourceGraph } from "../../../engine/graph/graph";
import { resource } from "../fixture";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

const program = `
const pulumi = require("@pulumi/pulumi");
class Room extends pulumi.ComponentResource {
  constructor(label) {
    super("house:index:Room", label);
  }
}
new Room("hall");
pulumi.log.debug("the program's own");
exports.done = pulumi.output("yes");
`;

/** Gives the patches, and nobody else, another module in place of one of the SDK's or of its tools'. */
const alien = (file: string, shape: string): string => `
const modules = require("node:module");
const { _load } = modules;
modules._load = (request, parent, main) =>
  /preload-[0-9a-f]+\\.js$/.test(parent?.filename ?? "") && request.endsWith(${JSON.stringify(file)})
    ? ${shape}
    : _load(request, parent, main);
`;

/** The modules that each patch touches. */
const TOUCHED = [
  "runtime/closure/v8Hooks",
  "log",
  "runtime/debuggable",
  "cmd/run/error",
  "resource",
  "runtime/state",
  "runtime/rpc",
  "output",
  "source-map-support",
  "tsutils",
];
const SHAPES = {
  "has nothing that is expected": "Object.freeze({})",
  "can't be loaded": '(() => { throw new Error("no such module") })()',
};

describe("the patches of the SDK, with an SDK of another shape", () => {
  let unpatched: ResourceGraph;

  before(async () => {
    unpatched = await graphWith("");
  });
  after(removeProjects);

  async function graphWith(hook: string): Promise<ResourceGraph> {
    const directory = temporaryProgram({
      "Pulumi.yaml": "name: house\nruntime: nodejs\nmain: index.js\n",
      "index.js": program,
      "package.json": "{}",
      "hook.js": hook,
    });
    const environment = { NODE_OPTIONS: `--require ${join(directory, "hook.js")}` };
    return (await evaluate({ directory, stack: "dev", environment })).graph;
  }

  for (const file of TOUCHED) {
    for (const [shape, code] of Object.entries(SHAPES)) {
      it(`evaluate the same graph where ${file} ${shape}`, async () => {
        const graph = await graphWith(alien(file, code));
        assert.deepEqual(graph.outputs, unpatched.outputs);
        assert.deepEqual(
          graph.resources.map(({ urn }) => urn),
          unpatched.resources.map(({ urn }) => urn),
        );
        assert.ok(resource(graph, "hall"));
      });
    }
  }

  it("evaluate the same graph without Node's compile cache and module hooks", async () => {
    const hook = `const modules = require("node:module"); delete modules.enableCompileCache; delete modules.register;`;
    assert.deepEqual((await graphWith(hook)).outputs, unpatched.outputs);
  });
});
