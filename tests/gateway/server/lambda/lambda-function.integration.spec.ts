import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { type PropertyValue } from "../../../../engine/graph/value";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { FunctionRegistry } from "../../../../gateway/server/lambda/function-registry";
import { type FunctionError, type InvocationResult } from "../../../../gateway/server/lambda/invocation";
import { type LambdaFunction } from "../../../../gateway/server/lambda/lambda-function";
import { until } from "../../../conformance/http-api/harness";
import { archive, fileArchive, functionNode, graphOf, text } from "../../../support/http-program";
import { describeWithPython } from "../../../support/python";
import { invoked } from "../../../support/invoked";

const lines: string[] = [];
let registry: FunctionRegistry;

async function load(inputs: Record<string, PropertyValue>): Promise<LambdaFunction> {
  const { functions } = readSnapshot(graphOf([functionNode("fn", inputs)])).model;
  const loaded = [...(await registry.load(functions, tmpdir())).values()][0];
  assert.ok(loaded);
  return loaded;
}

function js(source: string, inputs: Record<string, PropertyValue> = {}): Promise<LambdaFunction> {
  return load({ code: archive({ "index.js": text(source) }), ...inputs });
}

function call(target: LambdaFunction, event: unknown = {}, id: string = randomUUID()): Promise<InvocationResult> {
  return invoked(target, {
    awsRequestId: id,
    invokedFunctionArn: `${target.config.arn}:live`,
    payload: JSON.stringify(event),
  });
}

async function value(target: LambdaFunction, event: unknown = {}): Promise<unknown> {
  const result = await call(target, event);
  assert.equal(result.kind, "success", JSON.stringify(result));
  return JSON.parse(result.kind === "success" ? result.payload : "");
}

async function error(target: LambdaFunction): Promise<FunctionError> {
  const result = await call(target, {}, "00000000-0000-4000-8000-000000000000");
  assert.equal(result.kind, "error", JSON.stringify(result));
  return result.kind === "error" ? result.error : { errorType: "", errorMessage: "" };
}

/** In a handler: waits for `release`. */
const UNTIL_RELEASED = `(async () => {
  while (!require("node:fs").existsSync(process.env.RELEASE)) await new Promise((done) => setTimeout(done, 5));
})()`;

describe("a Lambda function, run locally", () => {
  let folder: string;
  const held = (): Record<string, PropertyValue> => ({
    timeout: 90,
    environment: { variables: { RELEASE: join(folder, "release") } },
  });
  const release = (): void => writeFileSync(join(folder, "release"), "");

  beforeEach(() => {
    folder = mkdtempSync(join(realpathSync(tmpdir()), "handlers-"));
    lines.length = 0;
    registry = new FunctionRegistry({}, (line) => lines.push(line));
  });
  afterEach(async () => {
    await registry.close();
    rmSync(folder, { recursive: true });
  });

  it("loads the module once and stays warm", async () => {
    const fn = await js(`let calls = 0; exports.handler = async () => ++calls;`);
    assert.deepEqual([await value(fn), await value(fn), await value(fn)], [1, 2, 3]);
  });

  it("gives the event and the context that Lambda gives", async () => {
    const fn = await js(
      `exports.handler = async (event, context) => ({ event, context, left: context.getRemainingTimeInMillis() });`,
      { timeout: 900, memorySize: 256 },
    );
    const { event, context, left } = (await value(fn, { a: [1] })) as {
      event: unknown;
      context: Record<string, unknown>;
      left: number;
    };
    assert.deepEqual(event, { a: [1] });
    assert.ok(left > 600_000 && left <= 900_000, String(left));
    assert.match(String(context.awsRequestId), /^[0-9a-f-]{36}$/);
    assert.match(String(context.logStreamName), /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    delete context.awsRequestId;
    delete context.logStreamName;
    assert.deepEqual(context, {
      callbackWaitsForEmptyEventLoop: true,
      functionName: "fn",
      functionVersion: "$LATEST",
      memoryLimitInMB: "256",
      logGroupName: "/aws/lambda/fn",
      invokedFunctionArn: "arn:aws:lambda:eu-west-1:123456789012:function:fn:live",
    });
  });

  it("gives each request a context whose callbackWaitsForEmptyEventLoop is its own, by the same accessors", async () => {
    const fn = await js(`
      const property = "callbackWaitsForEmptyEventLoop";
      let last;
      exports.handler = async (event, context) => {
        const accessors = Object.getOwnPropertyDescriptor(context, property);
        const before = context[property];
        context[property] = event.waits;
        const found = [Object.keys(context).includes(property), before, context[property], last?.context[property]];
        const isSame = last === undefined ? undefined : accessors.get === last.accessors.get && accessors.set === last.accessors.set;
        last = { context, accessors };
        return [...found, isSame];
      };`);
    assert.deepEqual(await value(fn, { waits: false }), [true, true, false, null, null]);
    assert.deepEqual(await value(fn, { waits: true }), [true, true, true, false, true]);
  });

  it("gives a function its own variables and nothing of the host's environment", async () => {
    process.env.GATEWRIGHT_TEST_SECRET = "host only";
    try {
      const fn = await js(`exports.handler = async () => ({ ...process.env, cwd: process.cwd() });`, {
        environment: { variables: { TABLE: "orders" } },
      });
      const environment = (await value(fn)) as Record<string, string>;
      assert.equal(environment.TABLE, "orders");
      assert.equal(environment.GATEWRIGHT_TEST_SECRET, undefined);
      assert.equal(environment.AWS_REGION, "eu-west-1");
      assert.equal(environment._HANDLER, "index.handler");
      assert.equal(environment.AWS_EXECUTION_ENV, "AWS_Lambda_nodejs22.x");
      assert.equal(environment.LAMBDA_TASK_ROOT, environment.cwd);
    } finally {
      delete process.env.GATEWRIGHT_TEST_SECRET;
    }
  });

  const styles: [string, Record<string, PropertyValue>, string][] = [
    ["an async handler", { "index.js": text(`exports.handler = async (e) => ({ got: e.n });`) }, "index.handler"],
    [
      "a callback handler",
      { "index.js": text(`exports.handler = (e, c, done) => setTimeout(() => done(null, { got: e.n }), 1);`) },
      "index.handler",
    ],
    ["an ES module", { "index.mjs": text(`export const handler = async (e) => ({ got: e.n });`) }, "index.handler"],
    [
      "a package of type module with top-level await",
      {
        "package.json": text(`{"type":"module"}`),
        "index.js": text(`const k = await Promise.resolve("got"); export const handler = async (e) => ({ [k]: e.n });`),
      },
      "index.handler",
    ],
    [
      "a handler in a folder",
      { src: archive({ "api.cjs": text(`exports.run = async (e) => ({ got: e.n });`) }) },
      "src/api.run",
    ],
    ["a nested export", { "index.js": text(`exports.api = { get: async (e) => ({ got: e.n }) };`) }, "index.api.get"],
    [
      "a module that is a promise",
      { "index.js": text(`module.exports = Promise.resolve({ handler: async (e) => ({ got: e.n }) });`) },
      "index.handler",
    ],
    [
      "a module beside the handler",
      {
        "index.js": text(`const lib = require("lib"); exports.handler = async (e) => lib(e);`),
        "node_modules/lib": archive({ "index.js": text(`module.exports = (e) => ({ got: e.n });`) }),
      },
      "index.handler",
    ],
  ];
  for (const [name, files, handler] of styles) {
    it(`runs ${name}`, async () => {
      assert.deepEqual(await value(await load({ code: archive(files), handler }), { n: 7 }), { got: 7 });
    });
  }

  it("answers null for a handler that returns nothing", async () => {
    assert.equal(await value(await js(`exports.handler = async () => {};`)), null);
  });

  it("reports an error with its type, message and trace, and keeps the environment", async () => {
    const fn = await js(
      `let n = 0; exports.handler = async () => { n++; if (n === 1) throw new RangeError("too far"); return n; };`,
    );
    const failure = await error(fn);
    assert.equal(failure.errorType, "RangeError");
    assert.equal(failure.errorMessage, "too far");
    assert.equal(failure.trace?.[0], "RangeError: too far");
    assert.equal(await value(fn), 2);
    assert.equal(lines.filter((line) => line.startsWith("[fn] RangeError: too far")).length, 1);
  });

  const failures: [string, string, string, string | RegExp][] = [
    ["a missing export", `exports.other = 1;`, "Runtime.HandlerNotFound", "index.handler is undefined or not exported"],
    [
      "a handler that is no function",
      `exports.handler = 1;`,
      "Runtime.HandlerNotFound",
      "index.handler is not a function",
    ],
    [
      "a missing dependency",
      `require("nowhere");`,
      "Runtime.ImportModuleError",
      /^Error: Cannot find module 'nowhere'/,
    ],
    ["a syntax error", `exports.handler = (;`, "Runtime.UserCodeSyntaxError", /SyntaxError: Unexpected token ';'/],
    [
      "ES module syntax in a CommonJS file",
      `export const handler = 1;`,
      "Runtime.UserCodeSyntaxError",
      /Unexpected token 'export'/,
    ],
    ["an error while loading", `throw new TypeError("no");`, "TypeError", "no"],
    [
      "an exit",
      `exports.handler = async () => process.exit(3);`,
      "Runtime.ExitError",
      "RequestId: 00000000-0000-4000-8000-000000000000 Error: Runtime exited with error: exit status 3",
    ],
    [
      "a lost rejection",
      `exports.handler = () => new Promise(() => { Promise.reject(new Error("lost")); });`,
      "Runtime.UnhandledPromiseRejection",
      "Error: lost",
    ],
    [
      "an uncaught error",
      `exports.handler = () => new Promise(() => setTimeout(() => { throw new Error("late"); }));`,
      "Error",
      "late",
    ],
    [
      "an error of a streaming handler",
      `exports.handler = awslambda.streamifyResponse(async () => { throw new TypeError("no stream"); });`,
      "TypeError",
      "no stream",
    ],
  ];
  for (const [name, source, errorType, message] of failures) {
    it(`words ${name} as Lambda does`, async () => {
      const failure = await error(await js(source));
      assert.equal(failure.errorType, errorType);
      if (typeof message === "string") {
        assert.equal(failure.errorMessage, message);
      } else {
        assert.match(failure.errorMessage, message);
      }
    });
  }

  const phases: [string, string, string | undefined][] = [
    ["while the code is loaded", `throw new TypeError("no");`, "load"],
    ["in the handler", `exports.handler = async () => { throw new Error("no"); };`, undefined],
    [
      "where nothing waits",
      `exports.handler = () => new Promise(() => setTimeout(() => { throw new Error("no"); }));`,
      "background",
    ],
  ];
  for (const [when, source, phase] of phases) {
    it(`knows of an error that it was thrown ${when}`, async () => {
      assert.equal((await error(await js(source))).phase, phase);
    });
  }

  /** As a bundler writes it for `index.js` of one line: line 1 of the bundle is line 7 of `handlers/health.ts`. */
  const map = JSON.stringify({ version: 3, sources: ["handlers/health.ts"], names: [], mappings: "AAMA" });
  const source = `exports.handler = async () => { throw new Error("broken"); };\n//# sourceMappingURL=`;
  const mapped: [string, Record<string, PropertyValue>][] = [
    ["in the code", { "index.js": text(`${source}data:application/json;base64,${btoa(map)}`) }],
    ["beside the code", { "index.js": text(`${source}index.js.map`), "index.js.map": text(map) }],
  ];
  for (const [where, files] of mapped) {
    it(`logs traces by a source map ${where}, with paths that start in the archive`, async () => {
      await error(await load({ code: archive(files) }));
      assert.match(lines[0] ?? "", /^\[fn\] Error: broken\n {4}at .*\(?handlers\/health\.ts:7:1\)?/);
      assert.ok(!lines[0]?.includes("gatewright-"), lines[0]);
    });
  }

  it("logs traces with the files of the folder that the archive was made of", async () => {
    writeFileSync(join(folder, "index.js"), `exports.handler = async () => { throw new Error("broken"); };`);
    await error(await load({ code: fileArchive(folder) }));
    assert.ok(lines[0]?.includes(`(${join(folder, "index.js")}:1:39)`), lines[0]);
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/config-rs-invoke-furls.html
  it("gives what a streaming handler writes as one payload to who does not stream, on Node.js 24 too", async () => {
    const source = `exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
      stream.write(context.awsRequestId + " ");
      stream.end(event.name);
    });`;
    const result = await call(await js(source, { runtime: "nodejs24.x" }), { name: "ann" }, "r-1");
    assert.deepEqual(result, { kind: "success", payload: "r-1 ann" });
  });

  it("refuses a callback handler on Node.js 24, as AWS does", async () => {
    const failure = await error(await js(`exports.handler = (e, c, done) => done();`, { runtime: "nodejs24.x" }));
    assert.equal(failure.errorType, "Runtime.CallbackHandlerDeprecated");
  });

  it("ends a handler that blocks at its timeout, and starts afresh", async () => {
    const fn = await js(`let n = 0; exports.handler = async (e) => { n++; while (e.block); return n; };`, {
      timeout: 2,
    });
    assert.equal(await value(fn), 1);
    const result = await call(fn, { block: true }, "r-1");
    assert.deepEqual(result, {
      kind: "error",
      error: { errorType: "Sandbox.Timedout", errorMessage: "RequestId: r-1 Error: Task timed out after 2.00 seconds" },
    });
    assert.equal(await value(fn), 1);
  });

  it("handles one request at a time in an environment, and scales out for more", async () => {
    const fn = await js(
      `let inside = 0;
      exports.handler = async () => {
        inside++;
        console.log("inside");
        await ${UNTIL_RELEASED};
        return inside--;
      };`,
      held(),
    );
    const results = [value(fn), value(fn), value(fn)];
    await until(
      () => lines.length === 3,
      () => "three environments at once",
    );
    release();
    assert.deepEqual(await Promise.all(results), [1, 1, 1]);
  });

  it("answers quick requests while a slow one runs, though they were handed to the same environment", async () => {
    const fn = await js(`exports.handler = async (e) => { if (e.slow) await ${UNTIL_RELEASED}; return e.n; };`, held());
    for (let n = 0; n < 5; n++) {
      await value(fn, { n });
    }
    const slow = value(fn, { slow: true, n: -1 });
    const quick = [1, 2, 3, 4, 5].map((n) => value(fn, { n }));
    assert.deepEqual(await Promise.all(quick), [1, 2, 3, 4, 5]);
    release();
    assert.equal(await slow, -1);
  });

  it("never runs two requests of an environment at once, however many come", async () => {
    const fn = await js(`
      let inside = 0, most = 0;
      exports.handler = async (e) => {
        most = Math.max(most, ++inside);
        await null;
        inside--;
        return { n: e.n, most };
      };`);
    await value(fn);
    await value(fn);
    const results = (await Promise.all(Array.from({ length: 200 }, (_, n) => value(fn, { n })))) as {
      n: number;
      most: number;
    }[];
    assert.deepEqual(
      results.map(({ n }) => n),
      Array.from({ length: 200 }, (_, n) => n),
    );
    assert.equal(Math.max(...results.map(({ most }) => most)), 1);
  });

  it("runs requests elsewhere that an environment had not started when it was lost", async () => {
    const fn = await js(`exports.handler = async (e) => { if (e.exit) process.exit(2); return e.n; };`);
    for (let n = 0; n < 5; n++) {
      await value(fn, { n });
    }
    const lost = call(fn, { exit: true });
    const others = [1, 2, 3].map((n) => value(fn, { n }));
    assert.equal((await lost).kind, "error");
    assert.deepEqual(await Promise.all(others), [1, 2, 3]);
  });

  it("starts afresh where an environment was lost between two requests", async () => {
    const fn = await js(
      `let n = 0; exports.handler = async (e) => { if (e.lost) setTimeout(() => { throw new Error("later"); }, 5); return ++n; };`,
    );
    assert.equal(await value(fn, { lost: true }), 1);
    // one that is handed over before the gateway knows of the end is lost with it
    const answers: unknown[] = [];
    while (answers.at(-1) !== 1 && answers.length < 10_000) {
      const result = await call(fn);
      answers.push(result.kind === "error" ? result.error.errorMessage : result.kind === "success" && +result.payload);
    }
    assert.equal(answers.at(-1), 1);
    assert.ok(answers.filter((answer) => answer === "later").length <= 1, JSON.stringify(answers));
  });

  it("throttles above the reserved concurrency", async () => {
    const fn = await js(`exports.handler = () => new Promise((done) => setTimeout(done, 100));`, {
      reservedConcurrentExecutions: 1,
    });
    const results = await Promise.all([call(fn), call(fn)]);
    assert.deepEqual(results.map(({ kind }) => kind).sort(), ["success", "throttled"]);
  });

  it("writes the handler's output to the log, with the function's name", async () => {
    const fn = await js(`exports.handler = () => { console.log("a\\nb"); console.error("c"); };`);
    await value(fn);
    await until(
      () => lines.length === 3,
      () => `third line: ${lines.join()}`,
    );
    assert.deepEqual(lines.sort(), ["[fn] a", "[fn] b", "[fn] c"]);
  });

  it("writes all that a handler prints before it awaits anything, however much: the function's memory does not hold it", async () => {
    const fn = await js(
      `exports.handler = async () => {
        const line = "x".repeat(1000);
        for (let count = 0; count < 200_000; count++) console.log(line);
        return "done";
      };`,
      { memorySize: 128, timeout: 90 },
    );
    assert.equal((await call(fn)).kind, "success");
    assert.equal(lines.length, 200_000);
    assert.deepEqual([...new Set(lines)], [`[fn] ${"x".repeat(1000)}`]);
  });

  it("writes what a handler prints before it exits, or before an endless loop", async () => {
    const print = `console.log("one"); console.error("two"); process.stdout.write("three");`;
    await call(await js(`exports.handler = () => { ${print} process.exit(1); };`));
    await until(
      () => lines.length === 4,
      () => `fourth line: ${lines.join()}`,
    );
    assert.deepEqual(lines.slice().sort().slice(1), ["[fn] one", "[fn] three", "[fn] two"]);
    lines.length = 0;
    await call(await js(`exports.handler = () => { ${print} for (;;); };`, { timeout: 1 }));
    await until(
      () => lines.length === 4,
      () => `fourth line: ${lines.join()}`,
    );
    assert.deepEqual(lines.slice().sort().slice(1), ["[fn] one", "[fn] three", "[fn] two"]);
  });

  it("writes buffers and texts of every encoding, with characters that come in parts", async () => {
    const fn = await js(`exports.handler = async () => {
      process.stdout.write(Buffer.from([0xe2, 0x82]));
      process.stdout.write(Buffer.from([0xac]));
      process.stdout.write("e4bd", "hex");
      process.stdout.write("a0", "hex");
      process.stdout.write("5aW9", "base64");
      process.stdout.write("!\\n", "latin1");
      return process.stdout.writableLength;
    };`);
    assert.equal(await value(fn), 0);
    assert.deepEqual(lines, ["[fn] €你好!"]);
  });

  it("says which runtime it does not run, and that at the start", async () => {
    const fn = await load({ runtime: "java21", code: archive({}) });
    assert.deepEqual(lines, [
      '[fn] does not run locally: its runtime is "java21": only nodejs* and python* run locally',
    ]);
    assert.deepEqual(await call(fn), { kind: "refused" });
  });

  it("says where code is missing", async () => {
    await load({
      code: { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", path: "/nowhere/app" },
    });
    assert.deepEqual(lines, ["[fn] does not run locally: its code: no file or folder at /nowhere/app"]);
  });

  it("keeps the warm environment of an unchanged function over a reload, and not of a changed one", async () => {
    const source = `let n = 0; exports.handler = async () => ++n;`;
    const first = await js(source);
    await value(first);
    assert.equal(await value(await js(source)), 2);
    const changed = await js(`${source} // changed`);
    assert.notEqual(changed, first);
    assert.equal(await value(changed), 1);
    await first.close();
  });
});

describeWithPython("a Python function, run locally by python3", () => {
  beforeEach(() => {
    lines.length = 0;
    registry = new FunctionRegistry({}, (line) => lines.push(line));
  });
  afterEach(() => registry.close());

  function py(source: string, inputs: Record<string, PropertyValue> = {}): Promise<LambdaFunction> {
    const code = archive({ "app.py": text(source) });
    return load({ runtime: "python3.13", handler: "app.handler", code, ...inputs });
  }

  it("stays warm, prints to the log, and has Lambda's context", async () => {
    const fn = await py(
      `
import os
n = 0
def handler(event, context):
    global n
    n += 1
    print("hello", event["who"])
    left = context.get_remaining_time_in_millis()
    return {"n": n, "name": context.function_name, "ok": 0 < left <= 900_000, "cwd": os.getcwd() == os.environ["LAMBDA_TASK_ROOT"], "text": "zażółć"}
`,
      { timeout: 900 },
    );
    assert.deepEqual(await value(fn, { who: "Zoë" }), { n: 1, name: "fn", ok: true, cwd: true, text: "zażółć" });
    assert.deepEqual(await value(fn, { who: "you" }), { n: 2, name: "fn", ok: true, cwd: true, text: "zażółć" });
    // the log is another pipe than the answer's
    await until(
      () => lines.length === 2,
      () => lines.join(),
    );
    assert.deepEqual(lines, ["[fn] hello Zoë", "[fn] hello you"]);
  });

  const failures: [string, string, string, string][] = [
    ["an exception", `def handler(e, c):\n    raise KeyError("id")`, "KeyError", "'id'"],
    ["a missing handler", `x = 1`, "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'app'"],
    [
      "a missing module",
      `import nowhere`,
      "Runtime.ImportModuleError",
      "Unable to import module 'app': No module named 'nowhere'",
    ],
    [
      "a result that is no JSON",
      `def handler(e, c):\n    return {1, 2}`,
      "Runtime.MarshalError",
      "Unable to marshal response: Object of type set is not JSON serializable",
    ],
    [
      "an exit",
      `import sys\ndef handler(e, c):\n    sys.exit(4)`,
      "Runtime.ExitError",
      "RequestId: 00000000-0000-4000-8000-000000000000 Error: Runtime exited with error: exit status 4",
    ],
    [
      "a timeout",
      `def handler(e, c):\n    while True: pass`,
      "Sandbox.Timedout",
      "RequestId: 00000000-0000-4000-8000-000000000000 Error: Task timed out after 1.00 seconds",
    ],
  ];
  for (const [name, source, errorType, errorMessage] of failures) {
    it(`words ${name} as Lambda does`, async () => {
      const failure = await error(await py(source, { timeout: errorType === "Sandbox.Timedout" ? 1 : 30 }));
      assert.deepEqual([failure.errorType, failure.errorMessage], [errorType, errorMessage]);
    });
  }
});
