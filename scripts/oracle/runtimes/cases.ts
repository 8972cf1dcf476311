/** One function that AWS's runtime interface client and the gateway run: what comes of one call. */
export interface RuntimeCase {
  /** A title. */
  name: string;
  runtime: string;
  handler: string;
  files: Record<string, string>;
  /** As JSON text. */
  event: string;
}

type Files = Record<string, string>;

const ALL = ["nodejs20.x", "nodejs22.x", "nodejs24.x"] as const;

/** Handlers of `index.js`, each for every runtime. */
const HANDLERS: readonly [name: string, source: string][] = [
  ["an async result", "async () => ({ a: 1 })"],
  ["nothing from an async handler", "async () => {}"],
  ["null from an async handler", "async () => null"],
  ["a text", "async () => 'ü\"/\\u2028'"],
  ["numbers that JSON has not", "async () => [NaN, Infinity, -0]"],
  ["a date, a map, a buffer", "async () => [new Date(0), new Map([[1, 2]]), Buffer.from('a')]"],
  ["a function as a result", "async () => () => 1"],
  ["a symbol as a result", "async () => Symbol('a')"],
  ["a circular result", "async () => { const a = {}; a.a = a; return a; }"],
  ["a BigInt", "async () => 1n"],
  ["a toJSON that throws", "async () => ({ toJSON() { throw new RangeError('no json'); } })"],
  ["the event", "async (event) => event"],
  ["a promise", "() => Promise.resolve(1)"],
  ["a promise of a promise", "() => Promise.resolve(Promise.resolve(1))"],
  ["a thenable", "() => ({ then(resolve) { resolve(7); } })"],
  ["a thenable that never settles", "() => ({ then() {} })"],
  ["a value from a handler that is not async", "() => ({ statusCode: 200 })"],
  ["a value from a handler of two parameters", "(e, c) => 1"],
  ["an error that is thrown", "async () => { throw new TypeError('no'); }"],
  ["an error that is thrown without async", "() => { throw new TypeError('no'); }"],
  ["an error without a message", "async () => { throw new Error(); }"],
  [
    "an error of a class",
    "class PaymentError extends Error {}; exports.handler = async () => { throw new PaymentError('x'); }",
  ],
  ["an error with its own name", "async () => { throw Object.assign(new Error('x'), { name: 'MyError', code: 7 }); }"],
  ["an error with an empty name", "async () => { throw Object.assign(new Error('x'), { name: '' }); }"],
  ["an error with a cause", "async () => { throw new Error('x', { cause: new Error('y') }); }"],
  ["an aggregate error", "async () => { throw new AggregateError([new Error('a')], 'many'); }"],
  ["a text that is thrown", "async () => { throw 'plain'; }"],
  ["a number that is thrown", "async () => { throw 42; }"],
  ["an object that is thrown", "async () => { throw { code: 1 }; }"],
  ["null that is thrown", "async () => { throw null; }"],
  ["undefined that is thrown", "async () => { throw undefined; }"],
  ["a rejected promise", "() => Promise.reject(new Error('late'))"],
  ["a promise rejected with a text", "() => Promise.reject('late')"],
  ["a promise that nothing settles", "async () => { await new Promise(() => {}); }"],
  [
    "an unhandled rejection",
    "async () => { Promise.reject(new Error('stray')); await new Promise((r) => setTimeout(r, 100)); return 1; }",
  ],
  [
    "an unhandled rejection with a text",
    "async () => { Promise.reject('stray'); await new Promise((r) => setTimeout(r, 100)); return 1; }",
  ],
  [
    "an uncaught exception",
    "async () => { setTimeout(() => { throw new RangeError('later'); }, 5); await new Promise((r) => setTimeout(r, 200)); return 1; }",
  ],
  ["process.exit(0)", "async () => { process.exit(0); }"],
  ["process.exit(3)", "async () => { process.exit(3); }"],
  ["the names of the context", "async (e, c) => Object.keys(c).sort()"],
  [
    "the types of the context",
    "async (e, c) => Object.fromEntries(Object.keys(c).sort().map((k) => [k, typeof c[k]]))",
  ],
  ["callbackWaitsForEmptyEventLoop", "async (e, c) => c.callbackWaitsForEmptyEventLoop"],
  [
    "the remaining time",
    "async (e, c) => { const t = c.getRemainingTimeInMillis(); return [typeof t, t > 1000, t <= 3000, Number.isInteger(t)]; }",
  ],
  ["the trace header", "async () => /^Root=1-/.test(process.env._X_AMZN_TRACE_ID)"],
  ["globalThis.awslambda", "async () => Object.keys(awslambda).sort()"],
  ["this", "async function () { return this === undefined || this === globalThis ? 'none' : Object.keys(this); }"],
  ["the number of arguments", "async function () { return arguments.length; }"],
  ["the type of the third argument", "async function () { return typeof arguments[2]; }"],
  // callbacks
  ["a callback's result", "(e, c, cb) => { cb(null, { a: 1 }); }"],
  ["a callback without a result", "(e, c, cb) => { cb(); }"],
  ["a callback's result later", "(e, c, cb) => { setTimeout(() => cb(null, 1), 20); }"],
  ["a callback that is called twice", "(e, c, cb) => { cb(null, 1); cb(null, 2); }"],
  ["a callback's error", "(e, c, cb) => { cb(new TypeError('no')); }"],
  ["a callback's error as text", "(e, c, cb) => { cb('broken'); }"],
  ["a callback's error as object", "(e, c, cb) => { cb({ code: 1 }); }"],
  ["a callback's error of 0", "(e, c, cb) => { cb(0, 5); }"],
  ["no callback's call", "(e, c, cb) => ({ a: 1 })"],
  ["a callback in an async handler", "async (e, c, cb) => { cb(null, 1); return 2; }"],
  ["a callback in an async handler that throws", "async (e, c, cb) => { cb(null, 1); throw new Error('x'); }"],
  [
    "a callback that waits for the event loop",
    "(e, c, cb) => { let late = 0; setTimeout(() => late++, 50); cb(null, { get late() { return late; } }); }",
  ],
  [
    "a callback that waits for nothing",
    "(e, c, cb) => { c.callbackWaitsForEmptyEventLoop = false; let late = 0; setTimeout(() => late++, 50); cb(null, { get late() { return late; } }); }",
  ],
  ["context.succeed", "(e, c) => { c.succeed({ a: 1 }); }"],
  ["context.succeed later", "(e, c) => { setTimeout(() => c.succeed(1), 20); }"],
  ["context.succeed and a result", "async (e, c) => { c.succeed(1); return 2; }"],
  ["context.done", "(e, c) => { c.done(null, 2); }"],
  ["context.done with an error", "(e, c) => { c.done(new Error('no')); }"],
  ["context.done with no arguments", "(e, c) => { c.done(); }"],
  ["context.fail", "(e, c) => { c.fail(new Error('no')); }"],
  ["context.fail with a text", "(e, c) => { c.fail('broken'); }"],
  ["context.fail with nothing", "(e, c) => { c.fail(); }"],
  // streams
  ["a streamed text", "awslambda.streamifyResponse(async (e, s) => { s.write('a'); s.end('b'); })"],
  [
    "a streamed text with its type",
    "awslambda.streamifyResponse(async (e, s) => { s.setContentType('text/plain'); s.write('a'); s.end(); })",
  ],
  [
    "a streamed response with metadata",
    "awslambda.streamifyResponse(async (e, s) => { const r = awslambda.HttpResponseStream.from(s, { statusCode: 201 }); r.write('a'); r.end(); })",
  ],
  ["a streaming handler that is not async", "awslambda.streamifyResponse((e, s) => { s.end('x'); })"],
  ["a streaming handler that leaves its stream open", "awslambda.streamifyResponse(async (e, s) => { s.write('x'); })"],
  ["a streaming handler that writes nothing", "awslambda.streamifyResponse(async (e, s) => { s.end(); })"],
  ["a streaming handler that throws first", "awslambda.streamifyResponse(async () => { throw new TypeError('no'); })"],
  [
    "a streaming handler that writes an object",
    "awslambda.streamifyResponse(async (e, s) => { s.write({ a: 1 }); s.end(); })",
  ],
];

const HANDLER = "exports.handler = async () => 1;";
const ES_HANDLER = "export const handler = async () => 1;";

/** Handlers in files that the runtime finds, and in some that it does not. */
const PLACES: readonly [name: string, handler: string, files: Files][] = [
  ["index.handler", "index.handler", { "index.js": HANDLER }],
  ["a folder", "src/index.handler", { "src/index.js": HANDLER }],
  ["a folder with a dot", ".build/src/index.handler", { ".build/src/index.js": HANDLER }],
  ["a folder with a dot inside", "v1.2/app.handler", { "v1.2/app.js": HANDLER }],
  ["a file with a dot", "my.app.handler", { "my.app.js": HANDLER }],
  ["a nested export", "a.b.c", { "a.js": "exports.b = { c: async () => 1 };" }],
  ["a nested export that is missing", "a.b.c", { "a.js": "exports.b = {};" }],
  ["a package", "wrap-lib.handler", { "node_modules/wrap-lib/index.js": HANDLER, "x.js": "" }],
  ["a package of a scope", "@a/wrap.handler", { "node_modules/@a/wrap/index.js": HANDLER, "x.js": "" }],
  ["an mjs file", "index.handler", { "index.mjs": ES_HANDLER }],
  ["a cjs file", "index.handler", { "index.cjs": HANDLER }],
  ["a js file of a module", "index.handler", { "index.js": ES_HANDLER, "package.json": '{"type":"module"}' }],
  [
    "a js file of a module above",
    "src/index.handler",
    { "src/index.js": ES_HANDLER, "package.json": '{"type":"module"}' },
  ],
  ["js before mjs", "index.handler", { "index.js": HANDLER, "index.mjs": "export const handler = async () => 2;" }],
  ["a file without an ending", "index.handler", { index: HANDLER }],
  ["a folder with index.js", "app.handler", { "app/index.js": HANDLER }],
  ["a default export of an mjs", "index.handler", { "index.mjs": "export default { handler: async () => 1 };" }],
  ["exports.default", "index.handler", { "index.js": "exports.default = { handler: async () => 1 };" }],
  ["index.default", "index.default", { "index.mjs": "export default async () => 1;" }],
  [
    "a promise as the module",
    "index.handler",
    { "index.js": "module.exports = Promise.resolve({ handler: async () => 1 });" },
  ],
  [
    "top-level await",
    "index.handler",
    { "index.mjs": "const one = await Promise.resolve(1); export const handler = async () => one;" },
  ],
  ["a handler that is missing", "index.missing", { "index.js": HANDLER }],
  ["a handler that is no function", "index.value", { "index.js": "exports.value = 1;" }],
  ["a handler that is null", "index.value", { "index.js": "exports.value = null;" }],
  ["a module that is missing", "nowhere.handler", { "index.js": HANDLER }],
  ["a handler without a dot", "index", { "index.js": HANDLER }],
  ["a handler with two dots", "../index.handler", { "index.js": HANDLER }],
  ["a handler with a dot at its end", "index.", { "index.js": HANDLER }],
  ["an error while loading", "index.handler", { "index.js": "throw new RangeError('load');" }],
  ["a text thrown while loading", "index.handler", { "index.js": "throw 'load';" }],
  ["a syntax error", "index.handler", { "index.js": "exports.handler = (" }],
  ["a syntax error of an mjs", "index.handler", { "index.mjs": "export const handler = (" }],
  ["a module that needs a missing one", "index.handler", { "index.js": "require('not-there');" }],
  [
    "an mjs that imports a missing one",
    "index.handler",
    { "index.mjs": "import 'not-there'; export const handler = async () => 1;" },
  ],
  [
    "a top-level await that rejects",
    "index.handler",
    { "index.mjs": "await Promise.reject(new RangeError('load')); export const handler = 1;" },
  ],
  [
    "import in a file that is no module",
    "index.handler",
    { "index.js": "import fs from 'fs'; exports.handler = async () => 1;" },
  ],
  [
    "require of a module",
    "index.handler",
    { "index.js": "exports.handler = require('./x.mjs').handler;", "x.mjs": ES_HANDLER },
  ],
];

const PYTHON: readonly [name: string, body: string][] = [
  ["a dict", "return {'a': 1}"],
  ["nothing", "pass"],
  ["unicode", "return 'ü€😀\\u2028'"],
  ["floats", "return [1.0, 1e100, 0.1]"],
  ["NaN and infinity", "return [float('nan'), float('inf')]"],
  ["a tuple", "return (1, 'a')"],
  ["a set", "return {1}"],
  ["a generator", "return (x for x in [1])"],
  ["bytes", "return b'{\"raw\":1}'"],
  ["bytes that are no UTF-8", "return b'\\xff'"],
  ["bytes inside", "return {'body': b'aGk='}"],
  ["bytes inside that are no UTF-8", "return {'body': b'\\xff'}"],
  ["bytes as a key", "return {b'k': 1}"],
  ["a bytearray", "return {'body': bytearray(b'a')}"],
  ["keys of other types", "return {1: 'a', None: 'b', True: 'c', 1.5: 'd'}"],
  ["a tuple as a key", "return {(1, 2): 3}"],
  ["a decimal", "return {'p': decimal.Decimal('1.50'), 'n': decimal.Decimal('-0'), 'e': decimal.Decimal('1E+3')}"],
  ["a decimal that is NaN", "return decimal.Decimal('NaN')"],
  ["a decimal that is infinite", "return decimal.Decimal('Infinity')"],
  ["a named tuple", "return collections.namedtuple('P', 'x y')(1, 2)"],
  ["a data class", "return dataclasses.make_dataclass('D', ['x'])(1)"],
  ["a date", "return datetime.date(2024, 1, 1)"],
  ["a UUID", "return uuid.UUID(int=0)"],
  ["an enum of integers", "return enum.IntEnum('E', 'a b').b"],
  ["an enum of texts", "return enum.Enum('E', {'a': 'x'}, type=str).a"],
  ["an enum", "return enum.Enum('E', 'a').a"],
  ["a circular result", "a = []; a.append(a); return a"],
  ["a subclass of dict", "return collections.OrderedDict(a=1)"],
  ["an object with __dict__", "return types.SimpleNamespace(a=1)"],
  ["the event", "return event"],
  ["an error", "raise KeyError('id')"],
  ["an error of a class", "class PaymentError(Exception): pass\n    raise PaymentError('x')"],
  [
    "an error with a cause",
    "try:\n        1 / 0\n    except ZeroDivisionError as error:\n        raise ValueError('x') from error",
  ],
  ["an error without a message", "raise ValueError()"],
  ["sys.exit", "sys.exit(3)"],
  ["os._exit", "os._exit(3)"],
  ["the context", "return sorted(name for name in dir(context) if not name.startswith('_'))"],
  [
    "the types of the context",
    "return [type(context.memory_limit_in_mb).__name__, type(context.get_remaining_time_in_millis()).__name__, context.client_context, type(context.identity).__name__, context.identity.cognito_identity_id]",
  ],
  ["the context as text", "return str(context)[:15]"],
  ["the remaining time", "return 1000 < context.get_remaining_time_in_millis() <= 3000"],
  ["the trace header", "return os.environ.get('_X_AMZN_TRACE_ID', '')[:7]"],
  [
    "a setting of the root logger",
    "return [logging.getLogger().level, len(logging.getLogger().handlers), type(logging.getLogger().handlers[0]).__name__]",
  ],
];

const PYTHON_PLACES: readonly [name: string, handler: string, files: Files][] = [
  ["a folder", "src/app.handler", { "src/app.py": "def handler(event, context): return 1" }],
  ["a package", "src.app.handler", { "src/__init__.py": "", "src/app.py": "def handler(event, context): return 1" }],
  ["a module that is missing", "nowhere.handler", { "app.py": "" }],
  ["a handler that is missing", "app.missing", { "app.py": "" }],
  ["a handler that is no function", "app.value", { "app.py": "value = 1" }],
  ["a handler without a dot", "app", { "app.py": "" }],
  ["a syntax error", "app.handler", { "app.py": "def handler(:" }],
  ["an error while loading", "app.handler", { "app.py": "raise RuntimeError('load')" }],
  ["a missing import", "app.handler", { "app.py": "import not_there" }],
  ["sys.exit while loading", "app.handler", { "app.py": "import sys\nsys.exit(4)" }],
  ["an async handler", "app.handler", { "app.py": "async def handler(event, context): return 1" }],
  ["a class as a handler", "app.Handler", { "app.py": "class Handler:\n    def __init__(self, event, context): pass" }],
  [
    "a callable object",
    "app.handler",
    { "app.py": "class H:\n    def __call__(self, event, context): return 2\nhandler = H()" },
  ],
];

const IMPORTS = "import collections, dataclasses, datetime, decimal, enum, logging, os, sys, types, uuid";
const EVENTS = ["null", "1", '"a"', "[]", '{"a":1.0,"b":12345678901234567890,"c":"\\u00fc"}'] as const;

/** Every case for each runtime that it is for. */
export function runtimeCases(): RuntimeCase[] {
  const event = "{}";
  const node = ALL.flatMap((runtime) => [
    ...HANDLERS.map(([name, source]): RuntimeCase => {
      const code = source.includes("exports.handler =") ? source : `exports.handler = ${source};`;
      return { name, runtime, handler: "index.handler", files: { "index.js": code }, event };
    }),
    ...PLACES.map(([name, handler, files]): RuntimeCase => ({ name, runtime, handler, files, event })),
  ]);
  const runtime = "python3.13";
  const python = [
    ...PYTHON.map(([name, body]): RuntimeCase => {
      const files = { "app.py": `${IMPORTS}\ndef handler(event, context):\n    ${body}\n` };
      return { name, runtime, handler: "app.handler", files, event };
    }),
    ...PYTHON_PLACES.map(([name, handler, files]): RuntimeCase => ({ name, runtime, handler, files, event })),
  ];
  const echoes = EVENTS.flatMap((each): RuntimeCase[] => [
    {
      name: "an event",
      runtime: "nodejs22.x",
      handler: "index.handler",
      files: { "index.js": "exports.handler = async (e) => e;" },
      event: each,
    },
    {
      name: "an event",
      runtime,
      handler: "app.handler",
      files: { "app.py": "def handler(event, context): return event" },
      event: each,
    },
  ]);
  return [...node, ...python, ...echoes];
}
