/**
 * Runs in the worker of one execution environment: loads the handler as AWS's Node.js runtime does and answers one
 * invocation after the other. This file is an ES module so that Node.js runs it as it stands, from source as from dist.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { NodeWorkerData, WorkerReply, WorkerRequest } from "./protocol.js";

type Handler = (event: unknown, context: object, callback: (error: unknown, result?: unknown) => void) => unknown;

const data = workerData as NodeWorkerData;
const port = parentPort;
if (port === null) {
  throw new Error("this module runs in a worker only");
}

class RuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = `Runtime.${name}`;
  }
}

function post(reply: WorkerReply): void {
  port?.postMessage(reply);
}

/** Lambda's form of whatever was thrown: an Error, or any other value. */
function postError(thrown: unknown, kind: "error" | "fatal"): void {
  if (thrown instanceof Error) {
    const trace = (thrown.stack ?? "").split("\n");
    post([kind, thrown.name, thrown.message, trace]);
    return;
  }
  post([kind, typeof thrown, typeof thrown === "string" ? thrown : (JSON.stringify(thrown) ?? String(thrown)), []]);
}

function hasModuleType(file: string): boolean {
  for (let folder = dirname(file); folder.startsWith(data.taskRoot); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest)) {
      return (JSON.parse(readFileSync(manifest, "utf8")) as { type?: string }).type === "module";
    }
  }
  return false;
}

async function loadModule(modulePath: string): Promise<Record<string, unknown>> {
  const base = join(data.taskRoot, modulePath);
  const require = createRequire(join(data.taskRoot, "runtime.js"));
  const file = [base, `${base}.js`, `${base}.mjs`, `${base}.cjs`].find(
    (path) => /\.[cm]?js$/.test(path) && existsSync(path),
  );
  if (file === undefined) {
    throw new RuntimeError(
      "ImportModuleError",
      `Error: Cannot find module '${modulePath}'\nRequire stack:\n- ${data.taskRoot}`,
    );
  }
  try {
    if (file.endsWith(".mjs") || (file.endsWith(".js") && hasModuleType(file))) {
      return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    }
    return (await require(file)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new RuntimeError("UserCodeSyntaxError", String(error.stack ?? error));
    }
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND") {
      throw new RuntimeError("ImportModuleError", String(error));
    }
    throw error;
  }
}

async function loadHandler(): Promise<Handler> {
  const match = /^(.*?[^/]*?)\.(.+)$/.exec(data.handler.replace(/^\.\//, ""));
  const [, modulePath, exported] = match ?? [];
  if (data.handler.includes("..")) {
    throw new RuntimeError(
      "MalformedHandlerName",
      `'${data.handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  if (modulePath === undefined || exported === undefined) {
    throw new RuntimeError("MalformedHandlerName", "Bad handler");
  }
  let value: unknown = await loadModule(modulePath);
  for (const key of exported.split(".")) {
    const holder = value as Record<string, unknown> | undefined;
    const fallback = holder?.default as Record<string, unknown> | undefined;
    // an assigned CommonJS `module.exports` that is imported stands under `default`
    value = holder?.[key] ?? fallback?.[key];
  }
  value = await value;
  if (value === undefined || value === null) {
    throw new RuntimeError("HandlerNotFound", `${data.handler} is undefined or not exported`);
  }
  if (typeof value !== "function") {
    throw new RuntimeError("HandlerNotFound", `${data.handler} is not a function`);
  }
  if (value.length >= 3 && data.noCallbacks && !streaming.has(value)) {
    throw new RuntimeError(
      "CallbackHandlerDeprecated",
      "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later.",
    );
  }
  return value as Handler;
}

function contextOf(awsRequestId: string, invokedFunctionArn: string, deadline: number): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: data.functionName,
    functionVersion: "$LATEST",
    memoryLimitInMB: String(data.memorySize),
    logGroupName: data.logGroup,
    logStreamName: data.logStream,
    clientContext: undefined,
    identity: undefined,
    invokedFunctionArn,
    awsRequestId,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

type StreamingHandler = (event: unknown, responseStream: ResponseStream, context: object) => unknown;

/** The handlers that were given to `streamifyResponse`. */
const streaming = new WeakMap<object, StreamingHandler>();

/**
 * What a streaming handler writes to: every part goes out as it comes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
 */
class ResponseStream extends Writable {
  private prelude: Buffer | undefined;

  /** Puts the status and the headers, which are JSON, and eight zero bytes before the first part. */
  begin(metadata: object): void {
    this.prelude = Buffer.concat([Buffer.from(JSON.stringify(metadata)), Buffer.alloc(8)]);
  }

  /** API Gateway takes the content type from the metadata. */
  setContentType(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const { prelude } = this;
    this.prelude = undefined;
    post(["chunk", new Uint8Array(prelude === undefined ? chunk : Buffer.concat([prelude, chunk]))]);
    done();
  }
}

const HttpResponseStream = {
  from(stream: ResponseStream, metadata: object): ResponseStream {
    stream.begin(metadata);
    return stream;
  },
};

function streamifyResponse(handler: StreamingHandler): Handler {
  const marked: Handler = () => undefined;
  streaming.set(marked, handler);
  return marked;
}

/** Done once the handler has returned and its stream has ended; one that it leaves open is open until the timeout. */
async function runStreaming(handler: StreamingHandler, event: unknown, context: object): Promise<void> {
  const stream = new ResponseStream();
  const ended = finished(stream);
  ended.catch(() => undefined); // told below, where the handler does not fail first
  await handler(event, stream, context);
  await ended;
}

const mailbox: WorkerRequest[] = [];
let running = false;

/** Starts the next request that the pool has not taken back, one at a time. */
function runNext(handler: Handler): void {
  while (!running) {
    const request = mailbox.shift();
    if (request === undefined) {
      return;
    }
    const [, , , , slot, ticket] = request;
    if (Atomics.compareExchange(data.slots, slot, ticket, -ticket) === ticket) {
      running = true;
      run(handler, request);
    }
  }
}

function run(handler: Handler, [awsRequestId, invokedFunctionArn, timeout, payload]: WorkerRequest): void {
  let settled = false;
  const deadline = Date.now() + timeout;
  const started = performance.now();
  const done = (): void => {
    running = false;
    runNext(handler);
  };
  const succeed = (result: unknown): void => {
    if (settled) {
      return;
    }
    settled = true;
    try {
      // what JSON has no word for is null, as in Lambda's own runtime
      post(["success", JSON.stringify(result) ?? "null", performance.now() - started]);
    } catch (error) {
      postError(error, "error");
    }
    done();
  };
  const fail = (error: unknown): void => {
    if (!settled) {
      settled = true;
      postError(error, "error");
      done();
    }
  };
  try {
    const context = contextOf(awsRequestId, invokedFunctionArn, deadline);
    const streamed = streaming.get(handler);
    if (streamed !== undefined) {
      runStreaming(streamed, JSON.parse(payload), context).then(() => succeed(undefined), fail);
      return;
    }
    const returned = handler(JSON.parse(payload), context, (error, result) =>
      error === undefined || error === null ? succeed(result) : fail(error),
    );
    if (typeof (returned as PromiseLike<unknown> | undefined)?.then === "function") {
      (returned as PromiseLike<unknown>).then(succeed, fail);
    } else if (handler.length < 3) {
      succeed(returned);
    }
  } catch (error) {
    fail(error);
  }
}

/** Returns what Node.js does with NODE_EXTRA_CA_CERTS when a process starts, for this worker alone. */
async function trustExtraCertificates(): Promise<void> {
  const file = process.env.NODE_EXTRA_CA_CERTS;
  if (file === undefined || !existsSync(file)) {
    return;
  }
  const { default: tls } = await import("node:tls");
  const extra = readFileSync(file, "utf8");
  const createSecureContext = tls.createSecureContext;
  tls.createSecureContext = (options) => {
    const secure = createSecureContext(options);
    if (options?.ca === undefined) {
      (secure.context as { addCACert(pem: string): void }).addCACert(extra);
    }
    return secure;
  };
}

process.cwd = () => data.taskRoot;
// a bundle's stack traces name the files that it was made of, where it has a source map
process.setSourceMapsEnabled(true);
process.on("uncaughtException", (error) => postError(error, "fatal"));
process.on("unhandledRejection", (reason) => {
  const text = reason instanceof Error ? String(reason) : (JSON.stringify(reason) ?? String(reason));
  postError(new RuntimeError("UnhandledPromiseRejection", text), "fatal");
});
Object.assign(globalThis, { awslambda: { streamifyResponse, HttpResponseStream } });

try {
  await trustExtraCertificates();
  const handler = await loadHandler();
  port.on("message", (requests: WorkerRequest[]) => {
    mailbox.push(...requests);
    runNext(handler);
  });
  post(["ready"]);
} catch (error) {
  postError(error, "fatal");
}
