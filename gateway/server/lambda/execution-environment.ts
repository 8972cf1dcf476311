import type { FunctionConfig } from "./function-config";
import { exitError, type FunctionError, type Invocation, type InvocationResult, timeoutError } from "./invocation";
import { FREE_SLOT, type WorkerReply, type WorkerRequest } from "./protocol";

/** Lambda gives the init phase 10 seconds. */
const INIT_SECONDS = 10;

/** A request that waits for a sandbox, or is in the hands of one. */
export interface Waiting {
  invocation: Invocation;
  /** Milliseconds: when it came. */
  since: number;
  settle: (result: InvocationResult) => void;
}

/** What a sandbox tells the pool that it belongs to. */
export interface EnvironmentOwner {
  /** A request is answered: there is room for another one. */
  released(environment: ExecutionEnvironment): void;
  /** The sandbox is gone; these requests it had not started. */
  lost(environment: ExecutionEnvironment, waiting: Waiting[]): void;
}

/** Tickets start anew after so many; the mailbox has forgotten the old ones by then. */
const MAX_TICKET = 2 ** 30;

/** As many requests are handed over ahead as a handler answers within this time: a thread takes about as long to wake. */
const AHEAD_MS = 1;

/**
 * One sandbox of a function, which handles one request at a time as Lambda's do. A sandbox that ran into the timeout,
 * exited or was left by an uncaught error is gone, and the next request needs another one.
 *
 * Where a handler is quick, more requests are handed over ahead, since waking another thread for each of them would take
 * longer than the handler does. The sandbox starts them one after the other, and the pool can take them back until then.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export abstract class ExecutionEnvironment {
  /** Settles when the function's code is loaded: undefined, or why it could not be. */
  readonly ready: Promise<FunctionError | undefined>;
  alive = true;
  protected readonly slots: Int32Array;
  private isReady = false;
  private initialised: (error?: FunctionError) => void = () => undefined;
  /** The first one runs. */
  private readonly requests: (Waiting & { slot: number; ticket: number })[] = [];
  private lastTicket = 0;
  /** Of the first request's streamed response. */
  private readonly parts: Uint8Array[] = [];
  /** Set anew for a request only where it has run out: most of them are answered long before. */
  private timer: NodeJS.Timeout | undefined;
  /** When the code began to load or the first request started, and how long the handler took for the one before it, in milliseconds. */
  private headSince = performance.now();
  private lastDuration = Infinity;
  private readonly freeSlots: number[];

  /** @param capacity How many requests it may have in its hands. */
  constructor(
    protected readonly config: FunctionConfig,
    private readonly owner: EnvironmentOwner,
    private readonly capacity: number,
  ) {
    this.slots = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * capacity));
    this.freeSlots = [...this.slots.keys()];
    this.ready = new Promise((done) => (this.initialised = done));
    this.startTimer(INIT_SECONDS * 1000);
  }

  /** Requests in its hands. */
  get load(): number {
    return this.requests.length;
  }

  /** Returns whether a request may be handed over ahead. */
  get hasRoom(): boolean {
    const { length } = this.requests;
    return this.alive && length > 0 && length < this.capacity && length * this.lastDuration < AHEAD_MS;
  }

  /** Only after `ready`; more than one request only where there `hasRoom`. */
  take(waiting: Waiting): void {
    const slot = this.freeSlots.pop();
    if (slot === undefined) {
      throw new Error(`more than ${this.capacity} requests for one execution environment`);
    }
    const ticket = (this.lastTicket % MAX_TICKET) + 1;
    this.lastTicket = ticket;
    this.requests.push({ ...waiting, slot, ticket });
    if (this.requests.length === 1) {
      this.startHead();
    }
    Atomics.store(this.slots, slot, ticket);
    const { awsRequestId, invokedFunctionArn, payload } = waiting.invocation;
    this.send([awsRequestId, invokedFunctionArn, this.config.timeoutSeconds * 1000, payload, slot, ticket]);
  }

  /** Takes requests back that wait behind one that has run for so many milliseconds. */
  takeBack(longerThan: number): Waiting[] {
    return this.requests.length > 1 && performance.now() - this.headSince >= longerThan ? this.notStarted() : [];
  }

  async close(): Promise<void> {
    this.alive = false;
    this.abandon(exitError(this.headId, "the gateway closed"));
    this.initialised(exitError("", "the gateway closed"));
    await this.kill();
  }

  protected abstract send(request: WorkerRequest): void;
  protected abstract kill(): Promise<void>;

  protected receive(reply: WorkerReply): void {
    switch (reply[0]) {
      case "ready":
        this.stopTimer();
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
        this.finish({ kind: "error", error: errorOf(reply) });
        break;
      case "fatal":
        this.fail({ ...errorOf(reply), phase: "background" });
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

  /** A streamed response that nobody takes as it comes is one payload, as of Lambda's own Invoke. */
  private streamed(): string | undefined {
    const parts = this.parts.splice(0);
    return parts.length === 0 ? undefined : Buffer.concat(parts).toString("utf8");
  }

  protected exited(code: number | null): void {
    const cause =
      code === 0
        ? "Runtime exited without providing a reason"
        : `Runtime exited with error: ${code === null ? "signal: killed" : `exit status ${code}`}`;
    this.fail(exitError(this.headId, cause));
  }

  protected outOfMemory(): void {
    this.fail({
      ...exitError(this.headId, "Runtime exited with error: signal: killed"),
      errorType: "Runtime.OutOfMemory",
    });
  }

  /** The sandbox is lost: whoever runs in it learns why, whoever waits goes elsewhere, and what is left of it ends. */
  protected fail(cause: FunctionError): void {
    if (!this.alive) {
      return;
    }
    const error: FunctionError = this.isReady ? cause : { ...cause, phase: "load" };
    this.alive = false;
    void this.kill();
    const waiting = this.notStarted();
    this.abandon(error);
    if (this.isReady) {
      this.owner.lost(this, waiting);
    }
    this.initialised(error);
  }

  private abandon(error: FunctionError): void {
    this.stopTimer();
    this.parts.length = 0;
    this.requests.splice(0).forEach(({ settle }) => settle({ kind: "error", error }));
  }

  private get headId(): string {
    return this.requests[0]?.invocation.awsRequestId ?? "";
  }

  private startHead(): void {
    this.headSince = performance.now();
    if (this.timer === undefined) {
      this.startTimer(this.config.timeoutSeconds * 1000);
    }
  }

  private finish(result: InvocationResult, duration = performance.now() - this.headSince): void {
    const head = this.requests.shift();
    if (head === undefined) {
      return;
    }
    this.freeSlots.push(head.slot);
    this.lastDuration = duration;
    if (this.requests.length > 0) {
      this.startHead();
    }
    head.settle(result);
    this.owner.released(this);
  }

  private notStarted(): Waiting[] {
    const back: Waiting[] = [];
    for (let last = this.requests.at(-1); last !== undefined && this.requests.length > 1; last = this.requests.at(-1)) {
      if (Atomics.compareExchange(this.slots, last.slot, last.ticket, FREE_SLOT) !== last.ticket) {
        break;
      }
      this.requests.pop();
      this.freeSlots.push(last.slot);
      back.unshift(last);
    }
    return back;
  }

  private startTimer(milliseconds: number): void {
    this.timer = setTimeout(() => this.expire(), milliseconds);
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private expire(): void {
    this.timer = undefined;
    if (this.isReady && this.requests.length === 0) {
      return;
    }
    const seconds = this.isReady ? this.config.timeoutSeconds : INIT_SECONDS;
    const left = this.headSince + seconds * 1000 - performance.now();
    if (left > 0) {
      this.startTimer(left);
    } else {
      this.fail(timeoutError(this.headId, seconds));
    }
  }
}

function errorOf([, errorType, errorMessage, trace]: Extract<
  WorkerReply,
  ["error" | "fatal", ...unknown[]]
>): FunctionError {
  return { errorType, errorMessage, trace };
}
