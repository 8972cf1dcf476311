import assert from "node:assert/strict";
import { readableTrace } from "../../../../gateway/server/lambda/readable-trace";

const taskRoot = "/tmp/gatewright-x1/orders-0123456789ab";
const trace = [
  "Error: no",
  `    at run (${taskRoot}/index.js:1:2)`,
  `    at file://${taskRoot}/lib/a.mjs:3:4`,
  "    at other (/tmp/gatewright-x1/src/orders.ts:5:6)",
  "    at node:internal/process:7:8",
].join("\n");

describe("readableTrace", () => {
  it("ends where the gateway's own frames begin", () => {
    const own = "\n    at run (file:///opt/gatewright/lambda/bootstrap/worker.mjs:202:26)\n    at node:internal/x:1:1";
    assert.equal(
      readableTrace(`Error: no\n    at a (${taskRoot}/index.js:1:2)${own}`, { taskRoot }),
      ["Error: no", "    at a (index.js:1:2)"].join("\n"),
    );
  });

  it("has no frames of the loader, where the handler's module is loaded", () => {
    const text = [
      "Error: no",
      "    at Object.readFileSync (node:fs:1:1)",
      `    at Object.<anonymous> (${taskRoot}/index.js:1:2)`,
      "    at Module._compile (node:internal/modules/cjs/loader:1:1)",
      "    at TracingChannel.traceSync (node:diagnostics_channel:1:1)",
      "    at require (node:internal/modules/helpers:1:1)",
      "    at loadModule (file:///opt/gatewright/lambda/bootstrap/worker.mjs:202:26)",
      "    at node:internal/x:1:1",
    ].join("\n");
    assert.deepEqual(readableTrace(text, { taskRoot }).split("\n"), [
      "Error: no",
      "    at Object.readFileSync (node:fs:1:1)",
      "    at Object.<anonymous> (index.js:1:2)",
    ]);
  });

  it("takes a message with any number of frames in it", () => {
    const message = `Error: no${"\n    at node:a (node:b)".repeat(10_000)}`;
    const own = "\n    at run (file:///opt/gatewright/lambda/bootstrap/worker.mjs:202:26)";
    assert.equal(
      readableTrace(`${message}\n    at a (${taskRoot}/index.js:1:2)${own}`, { taskRoot }),
      `${message}\n    at a (index.js:1:2)`,
    );
  });

  it("starts paths in the archive where that was made of several things", () => {
    assert.deepEqual(readableTrace(trace, { taskRoot }).split("\n"), [
      "Error: no",
      "    at run (index.js:1:2)",
      "    at lib/a.mjs:3:4",
      "    at other (/tmp/gatewright-x1/src/orders.ts:5:6)",
      "    at node:internal/process:7:8",
    ]);
  });

  it("names the files of the folder that the archive was made of, and those that its source maps route to beside it", () => {
    assert.deepEqual(readableTrace(trace, { taskRoot, source: "/home/ann/shop/dist" }).split("\n"), [
      "Error: no",
      "    at run (/home/ann/shop/dist/index.js:1:2)",
      "    at /home/ann/shop/dist/lib/a.mjs:3:4",
      "    at other (/home/ann/shop/src/orders.ts:5:6)",
      "    at node:internal/process:7:8",
    ]);
  });
});
