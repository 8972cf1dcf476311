import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import type { ExecutionEnvironment } from "../../../../gateway/server/lambda/execution-environment";
import { functionConfig } from "../../../../gateway/server/lambda/function-config";
import { functionEnvironment } from "../../../../gateway/server/lambda/function-environment";
import type { InvocationResult } from "../../../../gateway/server/lambda/invocation";
import { NodeEnvironment } from "../../../../gateway/server/lambda/node-environment";
import { PythonEnvironment } from "../../../../gateway/server/lambda/python-environment";
import { functionNode, graphOf } from "../../../support/http-program";
import { itWithPython } from "../../../support/python";

/** Stands still, as a thread does on a busy machine, until the environment has ended: its end and its last reply wait together. */
function stall(isPast: () => boolean): void {
  const cell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  for (const end = Date.now() + 60_000; !isPast(); Atomics.wait(cell, 0, 0, 5)) {
    assert.ok(Date.now() < end, "it did not end");
  }
  Atomics.wait(cell, 0, 0, 250);
}

describe("an environment whose end is seen together with its last reply", () => {
  let folder: string;
  let environment: ExecutionEnvironment | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gatewright-"));
  });
  afterEach(async () => {
    await environment?.close();
    rmSync(folder, { recursive: true });
  });

  const ended = (): string => join(folder, "ended");

  function start(runtime: string, file: string, source: string): ExecutionEnvironment {
    writeFileSync(join(folder, file), source);
    const graph = graphOf([functionNode("fn", { runtime, handler: "app.handler", timeout: 20 })]);
    const [model] = readSnapshot(graph).model.functions;
    assert.ok(model !== undefined);
    const config = functionConfig(model, folder);
    const variables = functionEnvironment(config, folder, { version: "$LATEST", logStream: "stream" }, {});
    const Environment = runtime.startsWith("python") ? PythonEnvironment : NodeEnvironment;
    const owner = { onIdle: () => undefined, onExit: () => undefined };
    environment = new Environment(config, folder, variables, owner, () => undefined);
    return environment;
  }

  const node = (source: string, runtime = "nodejs24.x"): ExecutionEnvironment =>
    start(
      runtime,
      "app.js",
      `process.on("exit", () => require("node:fs").writeFileSync("${ended()}", ""));\n${source}`,
    );
  const python = (source: string): ExecutionEnvironment =>
    start(
      "python3.13",
      "app.py",
      `import atexit, os\natexit.register(lambda: open("${ended()}", "w").close())\n${source}`,
    );

  function answered(running: ExecutionEnvironment): Promise<InvocationResult> {
    return new Promise((settle) => {
      running.run({ invocation: { awsRequestId: "r-1", invokedFunctionArn: "arn", payload: "{}" }, since: 0, settle });
    });
  }

  it("reports why a Node.js handler was not loaded", async () => {
    const { ready } = node(`exports.handler = (event, context, callback) => callback();`);
    stall(() => existsSync(ended()));
    assert.equal((await ready)?.errorType, "Runtime.CallbackHandlerDeprecated");
  });

  itWithPython("reports why a Python handler was not loaded", async () => {
    const { ready } = python(`raise KeyError("id")`);
    stall(() => existsSync(ended()));
    assert.equal((await ready)?.errorType, "KeyError");
  });

  it("takes what a Node.js handler answered before it ended the process", async () => {
    const running = node(`exports.handler = async () => { setImmediate(() => process.exit(1)); return "done"; };`);
    assert.equal(await running.ready, undefined);
    const result = answered(running);
    setImmediate(() => setImmediate(() => stall(() => existsSync(ended()))));
    assert.deepEqual(await result, { kind: "success", payload: '"done"' });
  });
});
