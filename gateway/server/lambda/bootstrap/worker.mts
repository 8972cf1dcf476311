/**
 * Runs in the worker of one execution environment: loads the handler as AWS's Node.js runtime does and answers one request
 * after the other. The files of this folder are ES modules so that Node.js runs them as they stand, from source as from dist.
 */
import { randomBytes } from "node:crypto";
import { workerData } from "node:worker_threads";
import type { NodeWorkerData, WorkerReply, WorkerRequest } from "../protocol.js";
import { trustExtraCertificates } from "./extra-certificates.mts";
import { inspect } from "node:util";
import { Invocation } from "./invocation.mts";
import { logFailure, logRequest, writeJsonLog } from "./json-console.mts";
import { loadHandler, WITHOUT_CALLBACKS } from "./load-handler.mts";
import { watchMemory } from "./memory-limit.mts";
import { keepSignalsInside } from "./own-process.mts";
import { postPrinted } from "./printed.mts";
import { awslambda, isStreaming } from "./response-stream.mts";
import { errorReply, RuntimeError } from "./runtime-error.mts";

const { taskRoot, handler: handlerName, version, port, counter, unread } = workerData as NodeWorkerData;
for (const key of Object.keys(workerData as NodeWorkerData)) {
  Reflect.deleteProperty(workerData as NodeWorkerData, key); // the handler has the same object
}
/** Quicker requests hold no buffers that are worth a look. */
const LOOK_AFTER_MS = 10;

/** The configuration of a function's log: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html */
const { AWS_LAMBDA_LOG_FORMAT: logFormat, AWS_LAMBDA_LOG_LEVEL: logLevel } = process.env;
const isJsonLog = logFormat === "JSON";

function post(reply: WorkerReply): void {
  port.postMessage(reply);
}

/** Reports what ends the environment, in the function's own log too where that is the runtime's. */
function postFatal(error: unknown): void {
  if (isJsonLog) {
    logFailure(error);
  }
  post(errorReply(error, "fatal"));
}

const traceId = randomBytes(16).toString("hex");
let traces = 0;

/** The header that AWS X-Ray reads: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function traceHeader(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  const request = (traces++).toString(16).padStart(8, "0");
  return `Root=1-${seconds}-${traceId.slice(0, 16)}${request};Parent=${traceId.slice(16, 24)}${request};Sampled=0`;
}

/** Returns whether the pool has not taken the request back: see `SentAhead`. */
function isStarted(number: number): boolean {
  const before = (number - 1) | 0;
  return Atomics.compareExchange(counter, 0, before, number) === before;
}

process.cwd = () => taskRoot;
if (isJsonLog) {
  writeJsonLog(logLevel);
}
postPrinted(port, unread);
keepSignalsInside();
// a bundle's stack traces name the files that it was made of, where it has a source map
process.setSourceMapsEnabled(true);
if (version >= WITHOUT_CALLBACKS) {
  // as the process of that runtime: it ends without a word to Lambda
  process.on("uncaughtException", (error) => process.stderr.write(`${inspect(error)}\n`, () => process.exit(1)));
} else {
  process.on("uncaughtException", (error) => postFatal(error));
  process.on("unhandledRejection", (reason) => {
    postFatal(new RuntimeError("UnhandledPromiseRejection", String(reason)));
  });
}
Object.assign(globalThis, { awslambda });

try {
  await trustExtraCertificates(process.env.NODE_EXTRA_CA_CERTS);
  const handler = await loadHandler(taskRoot, handlerName, version);
  if (version >= WITHOUT_CALLBACKS && handler.length >= 3 && !isStreaming(handler)) {
    throw new RuntimeError(
      "CallbackHandlerDeprecated",
      "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.",
    );
  }
  const isOverMemory = watchMemory(Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE), () => post(["memory"]));
  let running: Invocation | undefined;
  // only while no request runs does the port keep the event loop from being empty
  process.on("beforeExit", () => running?.eventLoopEmpty());
  const mailbox: WorkerRequest[] = [];
  const runNext = (): void => {
    for (let next = mailbox.shift(); running === undefined && next !== undefined; next = mailbox.shift()) {
      if (isStarted(next[4])) {
        start(next);
        return;
      }
    }
  };
  const start = (request: WorkerRequest): void => {
    const started = performance.now();
    process.env._X_AMZN_TRACE_ID = traceHeader();
    logRequest(request[0]);
    port.unref();
    running = new Invocation(version, isJsonLog ? logFailure : undefined, (reply) => {
      const took = performance.now() - started;
      if (took > LOOK_AFTER_MS && isOverMemory()) {
        post(["memory"]);
        return;
      }
      post(reply[0] === "success" ? ["success", reply[1], took] : reply);
      if (reply[0] !== "chunk") {
        running = undefined;
        port.ref();
        runNext();
      }
    });
    running.start(handler, request);
  };
  port.on("message", (requests: WorkerRequest[]) => {
    mailbox.push(...requests);
    if (running === undefined) {
      runNext();
    }
  });
  port.on("close", () => process.exit(0));
  post(["ready"]);
} catch (error) {
  postFatal(error);
}
