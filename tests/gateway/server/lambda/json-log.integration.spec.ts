import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { type PropertyValue } from "../../../../engine/graph/value";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { FunctionRegistry } from "../../../../gateway/server/lambda/function-registry";
import { type LambdaFunction } from "../../../../gateway/server/lambda/lambda-function";
import { until } from "../../../conformance/http-api/harness";
import { archive, functionNode, graphOf, text } from "../../../support/http-program";
import { itWithPython } from "../../../support/python";
import { invoked } from "../../../support/invoked";

const PREFIX = "[fn] ";
const lines: string[] = [];
let registry: FunctionRegistry;

async function load(file: string, source: string, inputs: Record<string, PropertyValue>): Promise<LambdaFunction> {
  const given = { code: archive({ [file]: text(source) }), loggingConfig: { logFormat: "JSON" }, ...inputs };
  const { functions } = readSnapshot(graphOf([functionNode("fn", given)])).model;
  const loaded = [...(await registry.load(functions, tmpdir())).values()][0];
  assert.ok(loaded);
  return loaded;
}

/** Calls a function, and returns what it logged: as text, without times, with REQ for the request's id. */
async function logged(target: LambdaFunction, count: number): Promise<string[]> {
  const awsRequestId = randomUUID();
  await invoked(target, { awsRequestId, invokedFunctionArn: target.config.arn, payload: "{}" });
  await until(
    () => lines.length >= count,
    () => `line ${count} after ${lines.join("\n")}`,
  );
  return lines.map((line) =>
    line
      .slice(PREFIX.length)
      .replaceAll(awsRequestId, "REQ")
      .replace(/"timestamp":( ?)"[^"]+"/, '"timestamp":$1"T"'),
  );
}

beforeEach(() => {
  lines.length = 0;
  registry = new FunctionRegistry({}, (line) => lines.push(line));
});
afterEach(() => registry.close());

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 * The expected lines are what AWS's runtime interface clients write (Node.js: src/LogPatch.js, Python:
 * awslambdaric/lambda_runtime_log_utils.py), run with these calls.
 */
describe("the log of a function whose format is JSON", () => {
  const CALLS: [call: string, level: string, rest: string][] = [
    ['console.log("plain")', "INFO", ',"message":"plain"'],
    ["console.info({ a: 1, nested: { b: [1, null] } })", "INFO", ',"message":{"a":1,"nested":{"b":[1,null]}}'],
    ['console.log("%s is %d", "a", 5, { c: 1 })', "INFO", ',"message":"a is 5 { c: 1 }"'],
    ['console.warn("two\\nlines")', "WARN", ',"message":"two\\nlines"'],
    [
      "console.error(error())",
      "ERROR",
      ',"message":{"errorType":"OrderError","errorMessage":"no stock","stackTrace":["OrderError: no stock","    at here"],"name":"Renamed","code":"E1"}',
    ],
    [
      'console.error("failed:", error())',
      "ERROR",
      `,"message":"failed: OrderError: no stock\\n    at here {\\n  name: 'Renamed',\\n  code: 'E1'\\n}","errorType":"OrderError","errorMessage":"no stock","stackTrace":["OrderError: no stock","    at here"]`,
    ],
    ["console.log(circular)", "INFO", ',"message":"<ref *1> { self: [Circular *1] }"'],
    ["console.log()", "INFO", ""],
    ["console.log(undefined)", "INFO", ""],
    ["console.log(null)", "INFO", ',"message":null'],
    ["console.log(5n)", "INFO", ',"message":"5n"'],
    [
      "console.log([1, error()])",
      "INFO",
      ',"message":[1,{"errorType":"OrderError","errorMessage":"no stock","stackTrace":["OrderError: no stock","    at here"],"name":"Renamed","code":"E1"}]',
    ],
    ['console.debug("hidden"); console.trace("hidden"); console.fatal("last")', "FATAL", ',"message":"last"'],
    ["console.log(new Map([[1, 2]]), new Set([3]))", "INFO", ',"message":"Map(1) { 1 => 2 } Set(1) { 3 }"'],
    ['console.log(Symbol("x"))', "INFO", ""],
  ];

  it("has what a Node.js handler writes to the console, as AWS's runtime writes it", async () => {
    const source = `
      class OrderError extends TypeError { constructor(m) { super(m); this.name = "Renamed"; this.code = "E1"; } }
      const circular = {}; circular.self = circular;
      const error = () => { const e = new OrderError("no stock"); e.stack = "OrderError: no stock\\n    at here"; return e; };
      exports.handler = async () => { ${CALLS.map(([call]) => `${call};`).join("\n")} };`;
    assert.deepEqual(
      await logged(await load("index.js", source, {}), CALLS.length),
      CALLS.map(([, level, rest]) => `{"timestamp":"T","level":"${level}","requestId":"REQ"${rest}}`),
    );
  });

  it("has a Node.js handler's error with its own part of the stack, and no second line of it", async () => {
    const source = `exports.handler = async () => {
      console.warn("kept");
      console.info("left out");
      throw new TypeError("no");
    };`;
    const target = await load("index.js", source, {
      loggingConfig: { logFormat: "JSON", applicationLogLevel: "WARN" },
    });
    const [warning, failure, ...more] = await logged(target, 2);
    assert.equal(warning, '{"timestamp":"T","level":"WARN","requestId":"REQ","message":"kept"}');
    const { message, ...entry } = JSON.parse(failure ?? "") as Record<string, unknown> & {
      message: { stackTrace: string[] };
    };
    assert.deepEqual(entry, { timestamp: "T", level: "ERROR", requestId: "REQ" });
    const { stackTrace, ...error } = message;
    assert.deepEqual(error, { errorType: "TypeError", errorMessage: "no" });
    assert.equal(stackTrace.length, 2);
    assert.match(stackTrace[1] ?? "", /^ {4}at .*index\.js:4:13\)$/);
    assert.deepEqual(more, []);
  });

  it("has a Node.js module's error where it can't be loaded", async () => {
    const [line] = await logged(await load("index.js", 'throw new RangeError("at once");', {}), 1);
    const { requestId, message } = JSON.parse(line ?? "") as Record<string, unknown>;
    assert.equal(requestId, undefined);
    assert.equal((message as { errorType: string }).errorType, "RangeError");
  });

  itWithPython("has what a Python handler logs and fails with, as AWS's runtime writes it", async () => {
    const source = `
import logging
log = logging.getLogger()
def handler(event, context):
    log.info("plain"); log.warning("%s is %d", "a", 5); log.debug("hidden")
    log.info("extra", extra={"order": {"id": 7}, "none": None})
    logging.getLogger("shop.orders").error("failed")
    print("printed")
    try:
        raise KeyError("id")
    except KeyError:
        log.exception("caught")
    raise ValueError("ünïcode")
`;
    const inputs = { runtime: "python3.13", handler: "app.handler" };
    const found = await logged(await load("app.py", source, inputs), 7);
    assert.deepEqual(found.slice(0, 5), [
      '{"timestamp": "T", "level": "INFO", "message": "plain", "logger": "root", "requestId": "REQ"}',
      '{"timestamp": "T", "level": "WARNING", "message": "a is 5", "logger": "root", "requestId": "REQ"}',
      '{"timestamp": "T", "level": "INFO", "message": "extra", "logger": "root", "requestId": "REQ", "order": {"id": 7}}',
      '{"timestamp": "T", "level": "ERROR", "message": "failed", "logger": "shop.orders", "requestId": "REQ"}',
      "printed",
    ]);
    const [caught, failure, ...more] = found
      .slice(5)
      .map((line) => JSON.parse(line.replace(/[^ "\\]*app\.py/g, "app.py")) as Record<string, unknown>);
    assert.deepEqual(caught, {
      timestamp: "T",
      level: "ERROR",
      message: "caught",
      logger: "root",
      stackTrace: ['  File "app.py", line 10, in handler\n    raise KeyError("id")\n'],
      errorType: "KeyError",
      errorMessage: "'id'",
      requestId: "REQ",
      location: "app.py:handler:12",
    });
    assert.deepEqual(failure, {
      timestamp: "T",
      log_level: "ERROR",
      errorMessage: "ünïcode",
      errorType: "ValueError",
      requestId: "REQ",
      stackTrace: ['  File "app.py", line 13, in handler\n    raise ValueError("ünïcode")\n'],
    });
    assert.deepEqual(more, []);
  });
});
