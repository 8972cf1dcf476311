import type { FunctionConfig } from "./function-config";
import { exitError, type FunctionError, type Invocation, type InvocationResult, timeoutError } from "./invocation";
import type { WorkerReply, WorkerRequest } from "./protocol";

/** Lambda gives the init phase 10 seconds. */
const INIT_SECONDS = 10;

/**
 * One sandbox of a function, which handles one request at a time as Lambda's do. A sandbox that ran into the timeout,
 * exited or was left by an uncaught error is gone, and the next request needs another one.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export abstract class ExecutionEnvironment {
  /** Settles when the function's code is loaded: undefined, or why it could not be. */
  readonly ready: Promise<FunctionError | undefined>;
  alive = true;
  private initialised: (error?: FunctionError) => void = () => undefined;
  private settle: ((result: InvocationResult) => void) | undefined;
  private awsRequestId = "";
  private timer: NodeJS.Timeout | undefined;

  constructor(protected readonly config: FunctionConfig) {
    this.ready = new Promise((done) => (this.initialised = done));
    this.startTimer(INIT_SECONDS);
  }

  /** Never rejects. Only one call at a time, and only after `ready`. */
  invoke(invocation: Invocation): Promise<InvocationResult> {
    return new Promise((settle) => {
      this.awsRequestId = invocation.awsRequestId;
      this.settle = settle;
      if (!this.alive) {
        this.exited(0);
        return;
      }
      this.startTimer(this.config.timeoutSeconds);
      const deadline = Date.now() + this.config.timeoutSeconds * 1000;
      this.send([invocation.awsRequestId, invocation.invokedFunctionArn, deadline, invocation.payload]);
    });
  }

  async close(): Promise<void> {
    this.alive = false;
    clearTimeout(this.timer);
    await this.kill();
  }

  protected abstract send(request: WorkerRequest): void;
  protected abstract kill(): Promise<void>;

  protected receive(reply: WorkerReply): void {
    switch (reply[0]) {
      case "ready":
        clearTimeout(this.timer);
        this.initialised();
        break;
      case "success":
        this.finish({ kind: "success", payload: reply[1] });
        break;
      case "error":
        this.finish({ kind: "error", error: errorOf(reply) });
        break;
      case "fatal":
        this.fail(errorOf(reply));
        break;
    }
  }

  protected exited(code: number | null): void {
    const cause =
      code === 0
        ? "Runtime exited without providing a reason"
        : `Runtime exited with error: ${code === null ? "signal: killed" : `exit status ${code}`}`;
    this.fail(exitError(this.awsRequestId, cause));
  }

  protected outOfMemory(): void {
    this.fail({
      ...exitError(this.awsRequestId, "Runtime exited with error: signal: killed"),
      errorType: "Runtime.OutOfMemory",
    });
  }

  /** The sandbox is lost: whoever waits for it learns why, and what is left of it ends. */
  protected fail(error: FunctionError): void {
    if (this.alive) {
      this.alive = false;
      void this.kill();
    }
    this.initialised(error);
    this.finish({ kind: "error", error });
  }

  private finish(result: InvocationResult): void {
    clearTimeout(this.timer);
    const settle = this.settle;
    this.settle = undefined;
    settle?.(result);
  }

  private startTimer(seconds: number): void {
    this.timer = setTimeout(() => this.fail(timeoutError(this.awsRequestId, seconds)), seconds * 1000);
  }
}

function errorOf([, errorType, errorMessage, trace]: Extract<
  WorkerReply,
  ["error" | "fatal", ...unknown[]]
>): FunctionError {
  return { errorType, errorMessage, trace };
}
