import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { evaluate } from "../../support/evaluate";
import { preloadFile } from "../../../engine/sdk-patches/preload";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

/** Looks at the parts of the SDK that the preload changes, and at what a program must not see changed. */
const program = `
const pulumi = require("@pulumi/pulumi");
const hooks = require("@pulumi/pulumi/runtime/closure/v8Hooks");
const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
exports.skipsDebugMessages = require("@pulumi/pulumi/log").debug.length === 0;
exports.keepsTheProgramsOwn = pulumi.log.debug.length > 0;
exports.skipsPromiseStacks = debuggablePromise.toString().includes("stackTraceLimit");
exports.opensTheDebuggerLater = hooks.getSessionAsync.toString().includes("??=");
exports.mapsEsModules = require("node:module").register.toString().includes("setSourceMapsEnabled");
exports.printsErrorsPlainly = require("@pulumi/pulumi/cmd/run/error").defaultErrorMessage.toString().includes("colors");
exports.mapsOwnFrames = pulumi.Resource.framePositionRegExp.source.includes("async");
exports.loadsTracingLater = !Object.keys(require.cache).some((file) => file.includes("@npmcli/arborist"));
exports.loadsAutomationLater = !Object.keys(require.cache).some((file) => file.includes("@pulumi/pulumi/automation"));
exports.loadsTheCompilerLater = !Object.keys(require.cache).some((file) => file.includes("/typescript/"));
exports.serialises = pulumi.runtime.serializeFunction(() => 42).then(({ text }) => text.includes("return 42") || text.includes("42"));
exports.hasAutomation = [typeof pulumi.automation.LocalWorkspace.createStack, typeof pulumi.automation.Stack];
exports.namesWhatIsThrown = ["uncaughtException", "unhandledRejection"].map(
  (event) => process.listeners(event).filter((handler) => handler.toString().includes("namedError")).length,
);
exports.leavesLaterHandlersAlone = !process.on.toString().includes("namedError") && !process.on.toString().includes("expected");
exports.hidesItself = process.execArgv.join(" ");
`;

describe("what runs in a program's process before the SDK", () => {
  after(removeProjects);

  it("finds every part of the SDK that it changes", async () => {
    const directory = temporaryProgram({
      "Pulumi.yaml": "name: house\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
      "index.js": program,
      "package.json": "{}",
    });
    const { graph } = await evaluate({ directory, stack: "dev" });
    assert.deepEqual(graph.outputs, {
      skipsDebugMessages: true,
      keepsTheProgramsOwn: true,
      skipsPromiseStacks: true,
      opensTheDebuggerLater: true,
      mapsEsModules: true,
      printsErrorsPlainly: true,
      mapsOwnFrames: true,
      loadsTracingLater: true,
      loadsAutomationLater: true,
      loadsTheCompilerLater: true,
      serialises: true,
      hasAutomation: ["function", "function"],
      namesWhatIsThrown: [2, 2],
      leavesLaterHandlersAlone: true,
      hidesItself: "",
    });
  });

  it("is written anew where the file holds something else, which would run", () => {
    const cache = mkdtempSync(join(tmpdir(), "gatewright-preload-"));
    try {
      const path = preloadFile(cache);
      const text = readFileSync(path, "utf8");
      for (const damaged of ["", "process.exit(0);", text.slice(0, 500)]) {
        writeFileSync(path, damaged);
        assert.equal(readFileSync(preloadFile(cache), "utf8"), text);
      }
      rmSync(path);
      mkdirSync(path);
      assert.equal(readFileSync(preloadFile(cache), "utf8"), text);
      assert.deepEqual(readdirSync(dirname(path)), [basename(path)]);
    } finally {
      rmSync(cache, { recursive: true });
    }
  });

  it("is one file for each content, in a folder of packages, however often it is written", () => {
    const cache = mkdtempSync(join(tmpdir(), "gatewright-preload-"));
    try {
      const path = preloadFile(cache);
      assert.equal(preloadFile(cache), path);
      assert.equal(dirname(path), join(cache, "node_modules", "gatewright"));
      assert.deepEqual(readdirSync(dirname(path)), [basename(path)]);
    } finally {
      rmSync(cache, { recursive: true });
    }
  });
});
