import assert from "node:assert/strict";
import { httpApi, jsFunction, archive, functionNode, text as asset } from "../support/http-program";
import { restApi } from "../support/rest-program";
import { webSocketApi } from "../support/websocket-program";
import { Served } from "./served";
import { count } from "./table";

/** Handlers that fail in one way each, as the body of `async (event) => { ... }`; `fails` is what the next request must not see. */
const NODE: Record<string, string> = {
  throws: `throw new Error("x");`,
  "throws null": `throw null;`,
  "throws a circular object": `const a = {}; a.a = a; throw a;`,
  "throws an object whose members throw": `throw { get message() { throw new Error("again"); }, toString() { throw 1; } };`,
  rejects: `return Promise.reject(new TypeError("y"));`,
  "rejects later, beside its answer": `setTimeout(() => Promise.reject(new Error("late")), 0); return { statusCode: 200 };`,
  "throws later": `setTimeout(() => { throw new Error("late"); }, 0); await new Promise((d) => setTimeout(d, 50)); return { statusCode: 200 };`,
  exits: `process.exit(0);`,
  "exits with a code": `process.exit(137);`,
  "kills its process": `process.kill(process.pid, "SIGKILL"); await new Promise(() => {});`,
  "ends its process by SIGTERM": `process.kill(process.pid); await new Promise((d) => setTimeout(d, 100));`,
  "signals its group": `process.kill(0, "SIGTERM"); await new Promise((d) => setTimeout(d, 100));`,
  aborts: `process.abort();`,
  loops: `for (;;) {}`,
  "never answers": `await new Promise(() => setInterval(() => {}, 1000));`,
  "has nothing left to wait for": `await new Promise(() => {});`,
  "fills its heap": `const a = []; for (;;) a.push(new Array(1e5).fill(Math.random()));`,
  "fills buffers": `const a = []; for (;;) { a.push(Buffer.alloc(1e7, 1)); await new Promise((d) => setTimeout(d, 1)); }`,
  "overflows its stack": `const f = () => f() + 1; return f();`,
  "answers a circular object": `const a = {}; a.a = a; return a;`,
  "answers a BigInt": `return { statusCode: 200, body: 1n };`,
  "answers a function": `return () => 1;`,
  "answers a getter that throws": `return { get statusCode() { throw new Error("get"); } };`,
  "answers 7 MB": `return { statusCode: 200, body: "z".repeat(7e6) };`,
  "answers deep JSON": `let a = []; for (let i = 0; i < 5000; i++) a = [a]; return { statusCode: 200, body: a };`,
  "answers a status of 1xx": `return { statusCode: 101 };`,
  "answers framing headers": `return { statusCode: 200, headers: { "transfer-encoding": "chunked", "content-length": "1", trailer: "x" }, body: "abc" };`,
  "answers header names that are none": `return { statusCode: 200, headers: { "a b": "c", "\\r\\nX": "y", "": "z" } };`,
  "answers header values with line ends": `return { statusCode: 200, headers: { a: "b\\r\\nSet-Cookie: c" } };`,
  "answers base64 that is none": `return { statusCode: 200, isBase64Encoded: true, body: " ".repeat(1e5) + "!" };`,
  "posts to its port": `require("node:worker_threads").parentPort?.postMessage(null); return { statusCode: 200 };`,
  "closes its port": `require("node:worker_threads").parentPort?.close(); return { statusCode: 200 };`,
  "writes a line that never ends": `process.stdout.write("x".repeat(3e6)); return { statusCode: 200 };`,
  "writes a flood": `for (let i = 0; i < 20000; i++) console.log("line " + i); return { statusCode: 200 };`,
  "writes what terminals act on": `console.log("\\u001b[2J\\u001b]52;c;eA==\\u0007\\u0000"); return { statusCode: 200 };`,
  "breaks its prototypes": `Object.prototype.kind = "response"; Array.prototype.map = () => { throw 1; }; JSON.stringify = () => "{"; return { statusCode: 200 };`,
  "replaces globals": `globalThis.process = undefined; globalThis.Promise = undefined; return { statusCode: 200 };`,
  "posts to the runtime's port": `const { port, counter } = require("node:worker_threads").workerData ?? {}; port?.postMessage(null); counter?.fill(1e6); return { statusCode: 200 };`,
  "replaces what the runtime posts by": `const { MessagePort } = require("node:worker_threads"); const post = MessagePort.prototype.postMessage; MessagePort.prototype.postMessage = function () { post.call(this, null); post.call(this, ["error", 1, 2, 3]); }; return { statusCode: 200 };`,
  "throws null where nobody listens": `process.removeAllListeners("uncaughtException"); setTimeout(() => { throw null; }, 1); await new Promise((d) => setTimeout(d, 300));`,
  "throws an error whose members are no texts": `throw Object.assign(new Error("x"), { message: {}, name: Symbol("s"), stack: 7 });`,
  "exits with a loop in its exit handler": `process.on("exit", () => { for (;;) {} }); process.exit(0);`,
  "removes its code": `require("node:fs").rmSync(process.env.LAMBDA_TASK_ROOT, { recursive: true }); return { statusCode: 200 };`,
  "calls the local DynamoDB with null": `await fetch(process.env.AWS_ENDPOINT_URL_DYNAMODB ?? "http://127.0.0.1:1", { method: "POST", headers: { "x-amz-target": "DynamoDB_20120810.PutItem", "content-type": "application/x-amz-json-1.0" }, body: "null" }).catch(() => {}); return { statusCode: 200 };`,
};

const PYTHON: Record<string, string> = {
  raises: `raise Exception("x")`,
  "raises what has no text": `class E(Exception):\n        def __str__(self): raise ValueError("again")\n    raise E()`,
  exits: `import sys; sys.exit(3)`,
  "exits at once": `import os; os._exit(0)`,
  "kills itself": `import os, signal; os.kill(os.getpid(), signal.SIGKILL)`,
  loops: `\n    while True: pass`,
  "writes garbage on the channel": `import os; os.write(3, b"garbage\\n[1,2]\\nnull\\n"); return {"statusCode": 200}`,
  "closes the channel": `import os; os.close(3); return {"statusCode": 200}`,
  "writes a reply of its own": `import os; os.write(3, b'["success", 7]\\n["fatal"]\\n["ready"]\\n'); return {"statusCode": 200}`,
  "closes its output": `import sys; sys.stdout.close(); return {"statusCode": 200}`,
  "is killed with a reply in transit": `import time; time.sleep(0.93); return {"statusCode": 200, "body": "z" * 5500000}`,
  "answers what is no JSON": `return {"statusCode": {1, 2}}`,
  "answers NaN": `return {"statusCode": 200, "body": float("nan")}`,
  recurses: `return handler(event, context)`,
};

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");

const python = (body: string) => archive({ "index.py": asset(`def handler(event, context):\n    ${body}\n`) });

describe("handlers that fail", function () {
  this.timeout(240_000);
  let served: Served;

  const functions = [
    ...Object.entries(NODE).map(([name, body]) =>
      jsFunction(`n-${slug(name)}`, `exports.handler = async (event) => { ${body} };`, { timeout: 1, memorySize: 128 }),
    ),
    ...Object.entries(PYTHON).map(([name, body]) =>
      functionNode(`p-${slug(name)}`, { runtime: "python3.13", timeout: 1, memorySize: 128, code: python(body) }),
    ),
    jsFunction("fine", `exports.handler = async () => ({ statusCode: 200, body: "fine" });`),
  ];
  const names = functions.map(({ name }) => name);

  before(async () => {
    served = await Served.start([
      ...functions,
      ...httpApi({ routes: Object.fromEntries(names.map((name) => [`GET /${name}`, { function: name }])) }),
      ...restApi({ methods: Object.fromEntries(names.map((name) => [`GET /${name}`, { function: name }])) }),
      ...webSocketApi({ routes: { $connect: {}, $default: { function: "fine", response: true } } }),
    ]);
  });
  after(() => served.close());

  for (const name of names.filter((other) => other !== "fine")) {
    it(`${name}: its request is answered, and the next one of another function`, async () => {
      for (const path of [`/${name}`, `/_api/rest/prod/${name}`]) {
        for (let time = 0; time < 2; time++) {
          const response = await fetch(served.gateway.url + path, { signal: AbortSignal.timeout(60_000) });
          await response.arrayBuffer();
          assert.ok([200, 413, 500, 502, 503, 504].includes(response.status), `${response.status}`);
        }
      }
      count.fault(name, 4);
      await served.assertAlive("/fine", name);
    });
  }
});
