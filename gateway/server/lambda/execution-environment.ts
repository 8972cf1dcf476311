import { defined } from "../../../language/defined";
import type { FunctionConfig } from "./function-config";
import { exitError, type FunctionError, type Invocation, type InvocationResult, timeoutError } from "./invocation";
import type { WorkerReply, WorkerRequest } from "./protocol";
import { SentAhead } from "./sent-ahead";
import { type Deadline, Deadlines } from "../shared/deadlines";

type ErrorReply = Extract<WorkerReply, ["error" | "fatal", ...unknown[]]>;

/** Lambda gives the init phase 10 seconds. */
const INIT_SECONDS = 10;
/** As many requests are sent ahead as a handler answers within this time: a thread takes about as long to wake. */
const AHEAD_MS = 1;

/** A request that waits for an execution environment, or runs in one. */
export interface PendingInvocation {
  invocation: Invocation;
  /** When it came, in milliseconds. */
  since: number;
  settle: (result: InvocationResult) => void;
}

/** The pool that an execution environment reports to. */
export interface EnvironmentOwner {
  /** A request is answered: it has room for another one. */
  onIdle(environment: ExecutionEnvironment): void;
  /** It has ended, after it had loaded the code. These requests it had not started. */
  onExit(environment: ExecutionEnvironment, notStarted: PendingInvocation[]): void;
}

/**
 * One execution environment of a function, which handles one request at a time. One that ran into the timeout, exited or was
 * left by an uncaught error has ended, and the next request needs another one.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export abstract class ExecutionEnvironment {
  /** Resolves when the function's code is loaded: undefined, or why it could not be. */
  readonly ready: Promise<FunctionError | undefined>;
  alive = true;
  private isReady = false;
  private initialised: (error?: FunctionError) => void = () => undefined;
  protected readonly ahead = new SentAhead();
  /** The first one runs, the others were sent ahead. */
  private readonly requests: (PendingInvocation & { number: number })[] = [];
  /** When the first request started, and how long the handler took for the one before it, in milliseconds. */
  private headSince = 0;
  private lastDuration = Infinity;
  /** Of a streamed response that is taken as a whole. */
  private readonly parts: Uint8Array[] = [];
  private readonly initTime = Deadlines.after(INIT_SECONDS * 1000);
  private readonly requestTime: Deadlines;
  private initEnd: Deadline | undefined;
  private requestEnd: Deadline | undefined;

  /** @param capacity How many requests it may have in its hands. */
  constructor(
    protected readonly config: FunctionConfig,
    private readonly owner: EnvironmentOwner,
    private readonly capacity: number,
  ) {
    this.ready = new Promise((done) => (this.initialised = done));
    this.requestTime = Deadlines.after(config.timeoutSeconds * 1000);
    this.initEnd = this.initTime.add(() => this.fail(timeoutError("", INIT_SECONDS)));
  }

  /** Requests in its hands. */
  get load(): number {
    return this.requests.length;
  }

  /** Returns whether a request may be sent ahead. */
  get hasRoom(): boolean {
    const { length } = this.requests;
    return this.alive && length > 0 && length < this.capacity && length * this.lastDuration < AHEAD_MS;
  }

  /** Only after `ready`; beside another request only where it `hasRoom`. */
  run(pending: PendingInvocation): void {
    const number = this.ahead.next();
    this.requests.push({ ...pending, number });
    if (this.requests.length === 1) {
      this.startHead();
    }
    const { awsRequestId, invokedFunctionArn, payload } = pending.invocation;
    this.send([awsRequestId, invokedFunctionArn, this.config.timeoutSeconds * 1000, payload, number]);
  }

  /** Takes requests back that wait behind one that has run for so many milliseconds. */
  takeBack(longerThan: number): PendingInvocation[] {
    return this.requests.length > 1 && performance.now() - this.headSince >= longerThan ? this.notStarted() : [];
  }

  async close(): Promise<void> {
    this.alive = false;
    this.abandon(exitError(this.requestId, "the gateway closed"));
    this.initialised(exitError("", "the gateway closed"));
    await this.kill();
  }

  protected abstract send(request: WorkerRequest): void;
  protected abstract kill(): Promise<void>;

  protected receive(reply: WorkerReply): void {
    switch (reply[0]) {
      case "ready":
        this.stopTime();
        this.isReady = true;
        this.initialised();
        break;
      case "success":
        this.finish({ kind: "success", payload: this.streamed() ?? reply[1] }, reply[2]);
        break;
      case "chunk":
        this.receivePart(reply[1]);
        break;
      case "error":
        this.finish({ kind: "error", error: this.errorOf(reply) });
        break;
      case "memory":
        this.outOfMemory();
        break;
      case "fatal":
        this.fail({ ...this.errorOf(reply), phase: "background" });
        break;
    }
  }

  private receivePart(part: Uint8Array): void {
    const onPart = this.requests[0]?.invocation.onPart;
    if (onPart === undefined) {
      this.parts.push(part);
    } else {
      onPart(part);
    }
  }

  /** Returns a streamed response that nobody takes as it comes as one payload, as Lambda's own Invoke does. */
  private streamed(): string | undefined {
    const parts = this.parts.splice(0);
    return parts.length === 0 ? undefined : Buffer.concat(parts).toString("utf8");
  }

  protected exited(code: number | null): void {
    const cause =
      code === 0
        ? "Runtime exited without providing a reason"
        : `Runtime exited with error: ${code === null ? "signal: killed" : `exit status ${code}`}`;
    this.fail(exitError(this.requestId, cause));
  }

  protected outOfMemory(): void {
    this.fail({
      ...exitError(this.requestId, "Runtime exited with error: signal: killed"),
      errorType: "Runtime.OutOfMemory",
    });
  }

  /** Ends the environment: the request that runs in it gets the cause, those that it has not started go back to the pool. */
  protected fail(cause: FunctionError): void {
    if (!this.alive) {
      return;
    }
    const error: FunctionError = this.isReady ? cause : { ...cause, phase: "load" };
    this.alive = false;
    void this.kill();
    const notStarted = this.notStarted();
    this.abandon(error);
    if (this.isReady) {
      this.owner.onExit(this, notStarted);
    }
    this.initialised(error);
  }

  private get requestId(): string {
    return this.requests[0]?.invocation.awsRequestId ?? "";
  }

  private abandon(error: FunctionError): void {
    this.stopTime();
    this.parts.length = 0;
    this.requests.splice(0).forEach(({ settle }) => settle({ kind: "error", error }));
  }

  private startHead(): void {
    this.headSince = performance.now();
    const { timeoutSeconds } = this.config;
    this.stopTime();
    this.requestEnd = this.requestTime.add(() => this.fail(timeoutError(this.requestId, timeoutSeconds)));
  }

  private finish(result: InvocationResult, duration = performance.now() - this.headSince): void {
    const head = this.requests.shift();
    if (head === undefined) {
      return;
    }
    this.lastDuration = duration;
    if (this.requests.length > 0) {
      this.startHead();
    } else {
      this.stopTime();
    }
    head.settle(result);
    this.owner.onIdle(this);
  }

  private notStarted(): PendingInvocation[] {
    const [head] = this.requests;
    const started = head === undefined ? undefined : this.ahead.takeBack(head.number);
    const first = started === undefined ? -1 : this.requests.findIndex(({ number }) => ((number - started) | 0) > 0);
    return first < 0 ? [] : this.requests.splice(first);
  }

  /** The runtime of a function whose log is JSON writes its errors there as well. */
  private errorOf([, errorType, errorMessage, trace]: ErrorReply): FunctionError {
    const isLogged = this.config.jsonLog === undefined ? undefined : true;
    return defined({ errorType, errorMessage, trace, isLogged });
  }

  private stopTime(): void {
    if (this.initEnd !== undefined) {
      this.initTime.remove(this.initEnd);
      this.initEnd = undefined;
    }
    if (this.requestEnd !== undefined) {
      this.requestTime.remove(this.requestEnd);
      this.requestEnd = undefined;
    }
  }
}
