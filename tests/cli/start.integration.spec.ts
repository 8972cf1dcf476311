import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("the command where it cannot start", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gatewright-bin-"));
    mkdirSync(join(folder, "dist", "cli"), { recursive: true });
    cpSync(join(__dirname, "../../bin"), join(folder, "bin"), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function ended(program?: string, preloaded = ""): [number | null, string] {
    if (program !== undefined) {
      writeFileSync(join(folder, "dist/cli/index.js"), program);
    }
    writeFileSync(join(folder, "preloaded.js"), preloaded);
    const args = ["--require", join(folder, "preloaded.js"), join(folder, "bin/gatewright.js")];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    return [status, stderr];
  }

  it("names the package that is missing, which Yarn 1 leaves out as a peer", () => {
    assert.deepEqual(ended(`require("@pulumi/none/proto/engine_grpc_pb");`), [
      2,
      'gatewright: The package "@pulumi/none" is not installed. Run npm install, or npm install @pulumi/none where package.json does not name it.\n',
    ]);
  });

  it("says how to build it in a clone", () => {
    assert.deepEqual(ended(), [2, "gatewright: It is not built. Run npm run build.\n"]);
  });

  for (const version of ["18.20.8", "20.18.3"]) {
    it(`refuses Node.js ${version}`, () => {
      const preloaded = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`;
      assert.deepEqual(ended("console.error('started')", preloaded), [
        2,
        `gatewright: Node.js ${version} is too old. Install Node.js 22 or newer, which @pulumi/pulumi requires.\n`,
      ]);
    });
  }

  it("hides no other error", () => {
    assert.match(ended(`throw new Error("a defect");`)[1], /Error: a defect/);
    assert.match(ended(`require("./none");`)[1], /Cannot find module '\.\/none'/);
  });
});
