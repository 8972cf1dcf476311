import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { type PropertyValue } from "../../../../engine/graph/value";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { callFunction } from "../../../../gateway/server/lambda/function-call";
import { FunctionRegistry } from "../../../../gateway/server/lambda/function-registry";
import { type InvocationResult } from "../../../../gateway/server/lambda/invocation";
import { type LambdaFunction } from "../../../../gateway/server/lambda/lambda-function";
import { until } from "../../../conformance/http-api/harness";
import { archive, functionNode, graphOf, node as resource, text } from "../../../support/http-program";
import { describeWithPython, itWithPython } from "../../../support/python";
import { invoked } from "../../../support/invoked";

const lines: string[] = [];
let registry: FunctionRegistry;

async function load(
  files: Record<string, PropertyValue>,
  inputs: Record<string, PropertyValue>,
): Promise<LambdaFunction> {
  const { functions } = readSnapshot(graphOf([functionNode("fn", { code: archive(files), ...inputs })])).model;
  const loaded = [...(await registry.load(functions, tmpdir())).values()][0];
  assert.ok(loaded);
  return loaded;
}

function call(target: LambdaFunction, event: unknown = {}): Promise<InvocationResult> {
  const invocation = { invokedFunctionArn: target.config.arn, payload: JSON.stringify(event) };
  return invoked(target, { awsRequestId: randomUUID(), ...invocation });
}

/** Returns what came of a call: the payload, or the error's type and message. */
async function outcome(target: LambdaFunction, event?: unknown): Promise<unknown> {
  const result = await call(target, event);
  if (result.kind === "error") {
    return `${result.error.errorType}: ${result.error.errorMessage}`;
  }
  return result.kind === "success" ? result.payload : result.kind;
}

beforeEach(() => {
  lines.length = 0;
  registry = new FunctionRegistry({}, (line) => lines.push(line));
});
afterEach(() => registry.close());

/** As AWS's runtime interface client 3.3, which ran beside it: runtime-oracle.json. */
describe("the Node.js runtime answers as AWS's", () => {
  const node = (source: string, inputs: Record<string, PropertyValue> = {}): Promise<LambdaFunction> =>
    load({ "index.js": text(source) }, inputs);

  const cases: [string, string, string][] = [
    ["null where a handler that isn't async returns a value", "(e, c) => ({ statusCode: 200 })", "null"],
    ["null at once where no callback is called and nothing is left to run", "(e, c, cb) => ({ a: 1 })", "null"],
    ["a callback's result", "(e, c, cb) => { cb(null, { a: 1 }); }", '{"a":1}'],
    ["a callback's first result alone", "(e, c, cb) => { cb(null, 1); cb(null, 2); }", "1"],
    ["a callback's error", '(e, c, cb) => { cb(new TypeError("no")); }', "TypeError: no"],
    ["context.succeed", "(e, c) => { c.succeed({ a: 1 }); }", '{"a":1}'],
    ["context.done", "(e, c) => { setTimeout(() => c.done(null, 2), 5); }", "2"],
    ["context.fail", '(e, c) => { c.fail("broken"); }', "string: broken"],
    ["a promise that nothing is left to settle", "async () => { await new Promise(() => {}); }", "null"],
    ["a streaming handler that isn't async", "awslambda.streamifyResponse((e, s) => { s.end('x'); })", "x"],
    [
      "a streaming handler that leaves its stream open",
      "awslambda.streamifyResponse(async (e, s) => { s.write('x'); })",
      "string: Response stream is not finished.",
    ],
  ];
  for (const [what, source, expected] of cases) {
    it(`with ${what}`, async () => {
      const fn = await node(`exports.handler = ${source};`, { timeout: 90 });
      assert.equal(await outcome(fn), expected);
      assert.equal(await outcome(fn), expected, "the environment goes on");
    });
  }

  it("with a callback's result once the event loop is empty", async () => {
    const fn = await node(`let late = 0;
      exports.handler = (e, c, cb) => {
        setTimeout(() => late++, 300);
        cb(null, { get late() { return late; } });
      };`);
    assert.equal(await outcome(fn), '{"late":1}');
  });

  it("with a timeout where a callback was called and the event loop never gets empty", async () => {
    const fn = await node("exports.handler = (e, c, cb) => { setInterval(() => {}, 50); cb(null, 1); };", {
      timeout: 1,
    });
    assert.match(String(await outcome(fn)), /^Sandbox\.Timedout: .* Task timed out after 1\.00 seconds$/);
  });

  it("with a callback's result at once where callbackWaitsForEmptyEventLoop is false", async () => {
    const source = `exports.handler = (e, c, cb) => {
      c.callbackWaitsForEmptyEventLoop = false;
      setInterval(() => {}, 50);
      cb(null, 1);
    };`;
    assert.equal(await outcome(await node(source)), "1");
  });

  it("with what a handler returns on Node.js 24, whose runtime has no callbacks", async () => {
    assert.equal(await outcome(await node("exports.handler = () => 1;", { runtime: "nodejs24.x" })), "1");
  });

  const handlers: [string, Record<string, PropertyValue>, string, string][] = [
    [
      "a default export",
      { "index.mjs": text("export default { handler: async () => 1 };") },
      "index.handler",
      "Runtime.HandlerNotFound: index.handler is undefined or not exported",
    ],
    [".build/src/index.handler", { ".build/src/index.js": text("exports.handler = async () => 1;") }, "", "1"],
    ["v1.2/app.handler", { "v1.2/app.js": text("exports.handler = async () => 1;") }, "", "1"],
    [
      "wrap-lib.handler",
      { "node_modules/wrap-lib/index.js": text("exports.handler = async () => 1;"), "x.js": text("") },
      "",
      "1",
    ],
    ["a.b.c", { "a.js": text("exports.b = { c: async () => 1 };") }, "", "1"],
  ];
  for (const [name, files, handler, expected] of handlers) {
    it(`for the handler ${name}`, async () => {
      assert.equal(await outcome(await load(files, { handler: handler === "" ? name : handler })), expected);
    });
  }

  it("sets the trace's header for each request", async () => {
    const fn = await node("exports.handler = async () => process.env._X_AMZN_TRACE_ID;");
    const [first, second] = [await outcome(fn), await outcome(fn)];
    assert.match(String(first), /^"Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]"$/);
    assert.notEqual(first, second);
  });

  it("names the version that an alias, or an ARN, invokes", async () => {
    const nodes = [
      functionNode("fn", {
        code: archive({
          "index.js": text(
            "exports.handler = async (e, c) => [c.functionVersion, process.env.AWS_LAMBDA_FUNCTION_VERSION, c.invokedFunctionArn, c.logStreamName.slice(10)];",
          ),
        }),
      }),
      resource("aws:lambda/alias:Alias", "live", { name: "live", functionName: "fn", functionVersion: "3" }),
    ];
    const { functions } = readSnapshot(graphOf(nodes)).model;
    const fn: LambdaFunction | undefined = [...(await registry.load(functions, tmpdir())).values()][0];
    assert.ok(fn);
    const versions: [qualifier: string, version: string][] = [
      ["", "$LATEST"],
      [":live", "3"],
      [":7", "7"],
    ];
    for (const [qualifier, version] of versions) {
      const invokedFunctionArn: string = `${fn.config.arn}${qualifier}`;
      const result = await invoked(fn, { awsRequestId: randomUUID(), invokedFunctionArn, payload: "{}" });
      assert.ok(result.kind === "success");
      const [context, variable, arn, stream] = JSON.parse(result.payload) as string[];
      assert.deepEqual([context, variable, arn], [version, version, invokedFunctionArn]);
      assert.match(stream ?? "", /^\/\[(?:\$LATEST|\d)\][0-9a-f]{32}$/);
    }
  });

  it("is not reached by what a handler posts to its parent", async () => {
    const fn = await node(`const { parentPort } = require("node:worker_threads");
      exports.handler = async () => { parentPort.postMessage(null); parentPort.postMessage(["success", "2"]); return 1; };`);
    assert.equal(await outcome(fn), "1");
    assert.equal(await outcome(fn), "1");
  });

  it("is not reached by what a handler finds of the runtime's, or puts in its place", async () => {
    const fn = await node(
      `const { MessagePort, workerData } = require("node:worker_threads");
      exports.handler = async () => {
        for (const reply of [null, 7, [], ["success", 7], ["error"], ["fatal", 1, {}, null]]) workerData?.port?.postMessage(reply);
        const post = MessagePort.prototype.postMessage;
        MessagePort.prototype.postMessage = function (reply) {
          for (const other of [null, "x", ["success", {}], ["error", 1, 2, 3], ["chunk", 5], reply]) post.call(this, other);
        };
        return Object.keys(workerData).length;
      };`,
      { timeout: 90 },
    );
    assert.equal(await outcome(fn), "0");
    assert.equal(await outcome(fn), "0");
  });

  // what nobody listens for gets to the thread that started the worker: it may be anything
  it("ends with whatever a handler throws that keeps the runtime from hearing of it", async () => {
    const thrown = "[null, undefined, Symbol('s'), () => 1, Object.assign(new Error('m'), { stack: 7, name: {} })]";
    const fn = await node(
      `exports.handler = ({ index }) => {
      process.removeAllListeners("uncaughtException");
      setTimeout(() => { throw ${thrown}[index]; }, 1);
      return new Promise(() => setInterval(() => {}, 1000));
    };`,
      { timeout: 90 },
    );
    const outcomes: unknown[] = [];
    for (let index = 0; index < 5; index++) {
      outcomes.push(await outcome(fn, { index }));
    }
    assert.deepEqual(outcomes, [
      "object: null",
      "undefined: undefined",
      "symbol: Symbol(s)",
      "string: '[Function (anonymous)]'",
      "[object Object]: m",
    ]);
  });

  it("names an error whose members are no texts", async () => {
    const members = "[{ message: { a: 1 }, name: 5 }, { name: Symbol('s') }, { stack: 7 }, { name: () => 1 }]";
    const fn = await node(
      `exports.handler = async ({ index }) => { throw Object.assign(new Error("m"), ${members}[index]); };`,
      { timeout: 90 },
    );
    assert.deepEqual(
      [
        await outcome(fn, { index: 0 }),
        await outcome(fn, { index: 1 }),
        await outcome(fn, { index: 2 }),
        await outcome(fn, { index: 3 }),
      ],
      ["5: [object Object]", "Symbol(s): m", "Error: m", "() => 1: m"],
    );
  });

  it("ends where buffers take more than the function's memory", async () => {
    const fn = await node(
      "exports.handler = async () => { globalThis.kept = Buffer.alloc(300 * 2 ** 20, 1); return 1; };",
      {
        memorySize: 128,
      },
    );
    assert.match(String(await outcome(fn)), /^Runtime\.OutOfMemory: /);
  });
});

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html and python-exceptions.html */
describe("the payload of a failed call", () => {
  async function payload(target: LambdaFunction): Promise<Record<string, unknown>> {
    const { outcome } = await callFunction(target, target.config.arn, "{}", 20_000);
    assert.ok(outcome?.kind === "functionError");
    return JSON.parse(outcome.payload ?? "") as Record<string, unknown>;
  }

  it("has the trace of a Node.js handler, as of a deployed function", async () => {
    const source = `exports.handler = async () => { throw new TypeError("no"); };`;
    const { trace, ...error } = await payload(await load({ "index.js": text(source) }, {}));
    assert.deepEqual(error, { errorType: "TypeError", errorMessage: "no" });
    assert.ok(Array.isArray(trace));
    assert.deepEqual(trace.slice(0, 1), ["TypeError: no"]);
    assert.match(String(trace[1]), /^ {4}at .*\/var\/task\/index\.js:1:39\)$/);
    assert.equal(trace.length, 2);
  });

  itWithPython("has the request's id and the stack of a Python handler", async () => {
    const source = `def handler(event, context):\n    raise KeyError("id")\n`;
    const inputs = { runtime: "python3.13", handler: "app.handler" };
    const { requestId, ...error } = await payload(await load({ "app.py": text(source) }, inputs));
    assert.match(String(requestId), /^[0-9a-f-]{36}$/);
    assert.deepEqual(error, {
      errorMessage: "'id'",
      errorType: "KeyError",
      stackTrace: ['  File "/var/task/app.py", line 2, in handler\n    raise KeyError("id")\n'],
    });
  });

  // localstack tests/aws/services/lambda_/test_lambda.snapshot.json, test_lambda_runtime_error (validated against AWS)
  itWithPython(
    "has no request's id where a Python module fails as it is loaded, and Python's import above the module",
    async () => {
      const source = `raise Exception("Runtime startup fails")\n`;
      const inputs = { runtime: "python3.13", handler: "app.handler" };
      const { stackTrace, ...error } = await payload(await load({ "app.py": text(source) }, inputs));
      assert.deepEqual(error, { errorMessage: "Runtime startup fails", errorType: "Exception", requestId: "" });
      assert.ok(Array.isArray(stackTrace));
      assert.match(String(stackTrace[0]), /^ {2}File ".*\/importlib\/__init__\.py", line \d+, in import_module\n/);
      assert.equal(
        stackTrace.at(-1),
        '  File "/var/task/app.py", line 1, in <module>\n    raise Exception("Runtime startup fails")\n',
      );
    },
  );
});

// the message: localstack tests/aws/services/lambda_/test_lambda.snapshot.json, test_lambda_too_large_response (validated against AWS)
it("a response of more than 6 MB and 100 bytes is an error of the function", async () => {
  const fn = await load(
    { "index.js": text(`exports.handler = async (e) => "x".repeat(6 * 1024 * 1024 + e.more);`) },
    {},
  );
  assert.equal(String(await outcome(fn, { more: 98 })).length, 6 * 1024 * 1024 + 100);
  assert.equal(
    await outcome(fn, { more: 99 }),
    "Function.ResponseSizeTooLarge: Response payload size exceeded maximum allowed payload size (6291556 bytes).",
  );
});

// localstack tests/aws/services/lambda_/test_lambda_common.snapshot.json, test_introspection_invoke (validated against AWS)
it("a Node.js function has Lambda's module path, and the variables of X-Ray", async () => {
  const files = {
    "src/index.js": text(
      `const { seven } = require("lib/numbers");
       const { NODE_PATH, PWD, LAMBDA_TASK_ROOT, AWS_XRAY_CONTEXT_MISSING } = process.env;
       exports.handler = async () => [seven, NODE_PATH.replace(LAMBDA_TASK_ROOT, "/var/task"), PWD === LAMBDA_TASK_ROOT, AWS_XRAY_CONTEXT_MISSING];`,
    ),
    "lib/numbers.js": text("exports.seven = 7;"),
  };
  const fn = await load(files, { runtime: "nodejs22.x", handler: "src/index.handler" });
  assert.deepEqual(JSON.parse(String(await outcome(fn))), [
    7,
    "/opt/nodejs/node22/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task",
    true,
    "LOG_ERROR",
  ]);
});

it("a call that nobody waits for any more is not made", async () => {
  const source = `let calls = 0; exports.handler = async (e) => { calls++; if (e.block) { const end = Date.now() + 400; while (Date.now() < end); } return calls; };`;
  const fn = await load({ "index.js": text(source) }, {});
  const starting = call(fn, { block: true }); // the code still loads: what comes now waits
  const abandoned = await callFunction(fn, fn.config.arn, "{}", 1);
  assert.equal(abandoned.outcome, undefined);
  await starting;
  assert.equal(await outcome(fn), "2");
});

/** Read from AWS's runtime interface client 4.2, not run beside it: lambda_runtime_marshaller.py, bootstrap.py. */
describeWithPython("the Python runtime answers as AWS's", () => {
  const python = (body: string): Promise<LambdaFunction> =>
    load(
      { "app.py": text(`import base64, collections, decimal, logging, os\n${body}\n`) },
      { runtime: "python3.13", handler: "app.handler" },
    );

  const cases: [string, string, unknown][] = [
    [
      "a decimal",
      `{"price": decimal.Decimal("1.50"), "big": decimal.Decimal("12345678901234567890.123")}`,
      '{"price": 1.50, "big": 12345678901234567890.123}',
    ],
    [
      "bytes in a result",
      `{"body": base64.b64encode(b"hi"), "isBase64Encoded": True}`,
      '{"body": "aGk=", "isBase64Encoded": true}',
    ],
    ["bytes as the result", `b'{"statusCode":201,"body":"raw"}'`, '{"statusCode":201,"body":"raw"}'],
    ["a named tuple", `collections.namedtuple("P", "x y")(1, 2)`, '{"x": 1, "y": 2}'],
    ["a tuple", `(1, "ü")`, '[1, "ü"]'],
    ["a set", `{1}`, "Runtime.MarshalError: Unable to marshal response: Object of type set is not JSON serializable"],
  ];
  for (const [what, value, expected] of cases) {
    it(`with ${what}`, async () => {
      assert.equal(await outcome(await python(`def handler(event, context):\n    return ${value}`)), expected);
    });
  }

  it("with a line for each record of the root logger", async () => {
    const fn = await python(
      `logger = logging.getLogger()\nlogger.setLevel("INFO")\ndef handler(event, context):\n    logger.info("x")`,
    );
    await call(fn);
    await until(
      () => lines.length > 0,
      () => "a line",
    );
    assert.match(lines[0] ?? "", /^\[fn\] \[INFO\]\t\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z\t[0-9a-f-]{36}\tx$/);
  });

  it("and goes on after what a handler writes on the gateway's own descriptor", async () => {
    const fn = await python(`def handler(event, context):\n    os.write(3, event["text"].encode())\n    return 1`);
    for (const written of ["garbage\n", "no line", "null\n", '["success"]\n']) {
      assert.equal(await outcome(fn, { text: written }), "1", JSON.stringify(written));
    }
  });
});
