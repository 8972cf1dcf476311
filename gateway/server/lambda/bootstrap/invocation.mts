import type { WorkerReply, WorkerRequest } from "../protocol.js";
import type { Handler } from "./load-handler.mts";
import { type StreamingHandler, isStreaming, runStreaming } from "./response-stream.mts";
import { errorReply, RuntimeError } from "./runtime-error.mts";

/** From this version of Node.js on, the runtime has no callbacks, and takes what any handler returns. */
export const WITHOUT_CALLBACKS = 24;

const { env } = process;
const FUNCTION = {
  functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
  clientContext: undefined,
  identity: undefined,
};

/**
 * One request in the handler's hands, which ends as in AWS's runtime:
 * - a promise by its result, or with `Runtime.NodeJsExit` where nothing is left that could settle it;
 * - a callback once the event loop is empty, unless `callbackWaitsForEmptyEventLoop` is false;
 * - with null where the handler did neither and nothing is left to run.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export class Invocation {
  private waitsForEmptyEventLoop = true;
  private answered = false;
  private called = false;
  /** Returns what there is to answer when the event loop is empty. */
  private whenEmpty: () => void = () => this.succeed(null);
  private readonly version: number;
  private readonly answer: (reply: WorkerReply) => void;

  /** @param answer Gets the parts of a streamed response, and then one reply that ends the request. */
  constructor(version: number, answer: (reply: WorkerReply) => void) {
    this.version = version;
    this.answer = answer;
  }

  start(handler: Handler | StreamingHandler, [awsRequestId, arn, timeout, payload]: WorkerRequest): void {
    try {
      const context = this.contextOf(awsRequestId, arn, Date.now() + timeout);
      const event: unknown = JSON.parse(payload);
      if (isStreaming(handler)) {
        this.await(runStreaming(handler, event, context, (part) => this.answer(["chunk", part])));
        return;
      }
      const returned = handler(event, context, (error, result) => this.callback(error, result));
      if (typeof (returned as PromiseLike<unknown> | undefined)?.then === "function") {
        this.await(returned as PromiseLike<unknown>);
      } else if (this.version >= WITHOUT_CALLBACKS) {
        this.succeed(returned);
      }
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends the request where nothing is left to run. */
  eventLoopEmpty(): void {
    this.whenEmpty();
  }

  private await(promise: PromiseLike<unknown>): void {
    this.whenEmpty = () => this.fail(new RuntimeError("NodeJsExit", "a Promise that was never settled"));
    promise.then(
      (result) => this.succeed(result),
      (error: unknown) => this.fail(error),
    );
  }

  private callback(error: unknown, result: unknown): void {
    if (this.called) {
      return;
    }
    this.called = true;
    if (error !== undefined && error !== null) {
      this.fail(error);
    } else if (this.waitsForEmptyEventLoop) {
      this.whenEmpty = () => this.succeed(result);
    } else {
      this.succeed(result);
    }
  }

  private succeed(result: unknown): void {
    this.finish(() => ["success", JSON.stringify(result) ?? "null"]);
  }

  private fail(error: unknown): void {
    this.finish(() => errorReply(error, "error"));
  }

  private finish(reply: () => WorkerReply): void {
    if (this.answered) {
      return;
    }
    this.answered = true;
    try {
      this.answer(reply());
    } catch (error) {
      this.answer(errorReply(error, "error")); // of a result that is no JSON
    }
  }

  private contextOf(awsRequestId: string, invokedFunctionArn: string, deadline: number): object {
    const facts = {
      ...FUNCTION,
      invokedFunctionArn,
      awsRequestId,
      getRemainingTimeInMillis: () => deadline - Date.now(),
    };
    return this.version >= WITHOUT_CALLBACKS ? facts : Object.assign(this.callbackContext(), facts);
  }

  private callbackContext(): object {
    const waits = {
      get: () => this.waitsForEmptyEventLoop,
      set: (value: boolean) => (this.waitsForEmptyEventLoop = value),
      enumerable: true,
      configurable: true,
    };
    const done = (error: unknown, result?: unknown): void => {
      if (!this.called) {
        this.called = true;
        if (error === undefined || error === null) {
          this.succeed(result);
        } else {
          this.fail(error);
        }
      }
    };
    const functions = {
      done,
      succeed: (result: unknown) => done(null, result),
      fail: (error: unknown) => done(error ?? "handled"),
    };
    return Object.defineProperty(functions, "callbackWaitsForEmptyEventLoop", waits);
  }
}
