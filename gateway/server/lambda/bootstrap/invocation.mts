import type { WorkerReply, WorkerRequest } from "../protocol.js";
import { type Handler, WITHOUT_CALLBACKS } from "./load-handler.mts";
import { type StreamingHandler, isStreaming, runStreaming } from "./response-stream.mts";
import { errorReply, RuntimeError } from "./runtime-error.mts";

/** The exit code of Node.js where a promise is left that nothing can settle. */
const UNSETTLED = 13;

/** Leads from a context to its request. */
const INVOCATION = Symbol("invocation");

const { env } = process;
const FUNCTION = {
  functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
  clientContext: undefined,
  identity: undefined,
  tenantId: undefined,
};

/**
 * One request in the handler's hands, which ends as AWS's runtime interface clients end it: runtime-oracle.json. Before
 * Node.js 24, that is
 * - with the result of a promise, or of a function of the context;
 * - with a callback's result once the event loop is empty, unless `callbackWaitsForEmptyEventLoop` is false;
 * - with null where none of them came and nothing is left to run.
 *
 * Since then, with what the handler returns, or what its promise resolves to; the process ends where nothing can settle it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export class Invocation {
  /**
   * The property of all contexts. Accessors of its own make a hidden class of V8's for each request, which is in the old generation
   * from the start, and keeps the request until a collection of the whole heap.
   */
  private static readonly waits: PropertyDescriptor & ThisType<{ [INVOCATION]: Invocation }> = {
    get() {
      return this[INVOCATION].waitsForEmptyEventLoop;
    },
    set(value: boolean) {
      this[INVOCATION].waitsForEmptyEventLoop = value;
    },
    enumerable: true,
    configurable: true,
  };
  private waitsForEmptyEventLoop = true;
  private answered = false;
  private called = false;
  private isStreaming = false;
  /** Returns what there is to answer when the event loop is empty. */
  private whenEmpty: () => void = () => this.succeed(null);
  private readonly version: number;
  private readonly logFailure: ((error: unknown) => void) | undefined;
  private readonly answer: (reply: WorkerReply) => void;

  /**
   * @param logFailure Gets what a request fails with, before the reply.
   * @param answer Gets the parts of a streamed response, and then one reply that ends the request.
   */
  constructor(
    version: number,
    logFailure: ((error: unknown) => void) | undefined,
    answer: (reply: WorkerReply) => void,
  ) {
    this.version = version;
    this.logFailure = logFailure;
    this.answer = answer;
  }

  start(handler: Handler | StreamingHandler, [awsRequestId, arn, timeout, payload]: WorkerRequest): void {
    try {
      const context = this.contextOf(awsRequestId, arn, Date.now() + timeout);
      const event: unknown = JSON.parse(payload);
      if (isStreaming(handler)) {
        // what it wrote is the response, even if that is nothing
        this.isStreaming = true;
        this.await(runStreaming(handler, event, context, (part) => this.answer(["chunk", part])));
      } else if (this.version >= WITHOUT_CALLBACKS) {
        this.await(handler(event, context));
      } else {
        this.settleBy(handler(event, context, (error, result) => this.callback(error, result)));
      }
    } catch (error) {
      this.callback(error, undefined);
    }
  }

  /** Ends the request where nothing is left to run. */
  eventLoopEmpty(): void {
    this.whenEmpty();
  }

  private await(returned: unknown): void {
    // a streaming handler before Node.js 24 waits for the timeout
    this.whenEmpty = () => this.version >= WITHOUT_CALLBACKS && process.exit(UNSETTLED);
    Promise.resolve(returned).then(
      (result) => this.succeed(result),
      (error: unknown) => this.fail(error),
    );
  }

  /** Takes what a handler returns that may have a callback too: whichever comes first. */
  private settleBy(returned: unknown): void {
    const promise = returned as Promise<unknown> | null | undefined;
    if (typeof promise?.then === "function") {
      const fail = (error: unknown): void => this.done(error ?? "handled");
      promise.then((result) => this.done(null, result), fail).catch(fail);
    }
  }

  private callback(error: unknown, result: unknown): void {
    if (this.called) {
      return;
    }
    this.called = true;
    if (this.version >= WITHOUT_CALLBACKS || (error !== undefined && error !== null)) {
      this.fail(error);
    } else if (this.waitsForEmptyEventLoop) {
      this.whenEmpty = () => this.succeed(result);
    } else {
      this.succeed(result);
    }
  }

  /** As a callback, without waiting. */
  private done(error: unknown, result?: unknown): void {
    if (this.called) {
      return;
    }
    this.called = true;
    if (error === undefined || error === null) {
      this.succeed(result);
    } else {
      this.fail(error);
    }
  }

  private succeed(result: unknown): void {
    this.finish(() => ["success", this.serialized(result)]);
  }

  private serialized(result: unknown): string {
    try {
      return this.isStreaming ? "" : (JSON.stringify(result) ?? "null");
    } catch {
      const message = "Unable to stringify response body";
      throw this.version >= WITHOUT_CALLBACKS ? new RuntimeError("JSONStringifyError", message) : new Error(message);
    }
  }

  private fail(error: unknown): void {
    this.finish(() => this.failure(error));
  }

  private failure(error: unknown): WorkerReply {
    this.logFailure?.(error);
    return errorReply(error, "error");
  }

  private finish(reply: () => WorkerReply): void {
    if (this.answered) {
      return;
    }
    this.answered = true;
    try {
      this.answer(reply());
    } catch (error) {
      this.answer(this.failure(error)); // of a result that is no JSON
    }
  }

  private contextOf(awsRequestId: string, invokedFunctionArn: string, deadline: number): object {
    const facts = {
      ...FUNCTION,
      invokedFunctionArn,
      awsRequestId,
      getRemainingTimeInMillis: () => deadline - Date.now(),
    };
    return this.version >= WITHOUT_CALLBACKS
      ? { ...facts, xRayTraceId: env._X_AMZN_TRACE_ID }
      : Object.assign(this.callbackContext(), facts);
  }

  private callbackContext(): object {
    const functions = {
      done: (error: unknown, result?: unknown) => this.done(error, result),
      succeed: (result: unknown) => this.done(null, result),
      fail: (error: unknown) => this.done(error ?? "handled"),
    };
    Object.defineProperty(functions, INVOCATION, { value: this });
    return Object.defineProperty(functions, "callbackWaitsForEmptyEventLoop", Invocation.waits);
  }
}
