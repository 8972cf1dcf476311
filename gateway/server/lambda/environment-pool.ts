import type { EnvironmentOwner, ExecutionEnvironment, PendingInvocation } from "./execution-environment";

/** The way many environments of one function may run here at once; more requests wait. AWS's own quota is far higher. */
const MAX_ENVIRONMENTS = 10;
/**
 * Lambda starts another environment for every request that finds none idle. Here a request waits this long first, once there
 * is an environment that has loaded the code, so that short requests share one: a laptop has no thousand sandboxes.
 */
const SCALE_OUT_AFTER_MS = 15;
/** An environment beyond the first one ends when it had nothing to do for so long. */
const IDLE_MS = 30_000;

/** The source of a pool's environments. */
export interface EnvironmentSource {
  /** Makes the code ready, and returns its folder. */
  prepare(): Promise<string>;
  create(taskRoot: string, owner: EnvironmentOwner): ExecutionEnvironment;
  /** An environment could not be made: one request that waits for it is refused. */
  failed(error: unknown): void;
}

/** The execution environments of one function: an idle list, a queue, and a new environment for a request that waits. */
export class EnvironmentPool implements EnvironmentOwner {
  private readonly idle: { environment: ExecutionEnvironment; reaper: NodeJS.Timeout }[] = [];
  private readonly environments = new Set<ExecutionEnvironment>();
  private readonly queue: PendingInvocation[] = [];
  /** Environments that are being made or load the code. */
  private starting = 0;
  private ready = 0;
  /** When the first environment became ready, in milliseconds. No request waits for a further one before. */
  private readySince = 0;
  private scaleTimer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly source: EnvironmentSource) {}

  /** Requests that run or wait. */
  get busy(): number {
    return [...this.environments].reduce((sum, { load }) => sum + load, this.queue.length);
  }

  dispatch(pending: PendingInvocation): void {
    if (this.closed) {
      pending.settle({ kind: "refused" });
      return;
    }
    // a quick environment that runs is there sooner than an idle one, which has to be woken
    const quick = this.quickEnvironment();
    if (quick === undefined) {
      this.queue.push(pending);
      this.serveQueue();
    } else {
      quick.run(pending);
      this.scaleLater(pending);
    }
  }

  private quickEnvironment(): ExecutionEnvironment | undefined {
    for (const environment of this.environments) {
      if (environment.hasRoom) {
        return environment;
      }
    }
    return undefined;
  }

  /** Takes a request back that has not started, since nobody waits for it any more. */
  cancelQueued(awsRequestId: string): void {
    const index = this.queue.findIndex(({ invocation }) => invocation.awsRequestId === awsRequestId);
    this.queue.splice(index, index < 0 ? 0 : 1);
  }

  onIdle(environment: ExecutionEnvironment): void {
    while (this.queue.length > 0 && (environment.load === 0 || environment.hasRoom)) {
      this.queue.splice(0, 1).forEach((next) => environment.run(next));
    }
    if (environment.load === 0) {
      this.idle.push({ environment, reaper: this.reap(environment) });
    }
    this.serveQueue();
  }

  onExit(environment: ExecutionEnvironment, notStarted: PendingInvocation[]): void {
    this.takeIdle(environment);
    this.environments.delete(environment);
    this.ready--;
    this.queue.unshift(...notStarted);
    this.serveQueue();
  }

  /** Ends all environments; requests that run get an error. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.scaleTimer);
    this.idle.forEach(({ reaper }) => clearTimeout(reaper));
    this.queue.splice(0).forEach(({ settle }) => settle({ kind: "refused" }));
    await Promise.all([...this.environments].map((environment) => environment.close()));
    this.environments.clear();
  }

  /** Gives those that wait to the environments that are idle, and starts one: the first at once, further ones for late requests. */
  private serveQueue(): void {
    this.serveIdle();
    const total = this.starting + this.ready;
    const [oldest] = this.queue;
    if (oldest === undefined || this.closed || total >= MAX_ENVIRONMENTS) {
      return;
    }
    if (total === 0) {
      void this.start();
    } else if (this.ready > 0) {
      this.scaleLater(oldest);
    }
  }

  private serveIdle(): void {
    for (let next = this.queue[0]; next !== undefined; next = this.queue[0]) {
      const warm = this.idle.pop();
      if (warm === undefined) {
        break;
      }
      this.queue.shift();
      clearTimeout(warm.reaper);
      warm.environment.run(next);
    }
  }

  private scaleLater(pending: PendingInvocation): void {
    if (this.scaleTimer === undefined) {
      const waited = performance.now() - this.waitingSince(pending);
      this.scaleTimer = this.scaleOutAfter(Math.max(1, SCALE_OUT_AFTER_MS - waited));
    }
  }

  /** An answer that is there by then counts, though this process was too busy to take it: only a slow function needs another environment. */
  private scaleOutAfter(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => setImmediate(() => this.scaleOut()), milliseconds);
  }

  /** Takes requests back from behind slow ones, and starts an environment for each that has waited too long. */
  private scaleOut(): void {
    this.scaleTimer = undefined;
    for (const environment of this.environments) {
      this.queue.unshift(...environment.takeBack(SCALE_OUT_AFTER_MS));
    }
    this.serveIdle();
    const longest = performance.now() - SCALE_OUT_AFTER_MS;
    const late = this.queue.filter((pending) => this.waitingSince(pending) <= longest).length;
    while (this.ready > 0 && this.starting < late && this.starting + this.ready < MAX_ENVIRONMENTS) {
      void this.start();
    }
    this.serveQueue();
    if ([...this.environments].some(({ load }) => load > 1)) {
      this.scaleTimer ??= this.scaleOutAfter(SCALE_OUT_AFTER_MS);
    }
  }

  private waitingSince({ since }: PendingInvocation): number {
    return Math.max(since, this.readySince);
  }

  private async start(): Promise<void> {
    this.starting++;
    let environment: ExecutionEnvironment;
    try {
      environment = this.create(await this.source.prepare());
    } catch (error) {
      this.starting--;
      this.source.failed(error);
      this.queue.shift()?.settle({ kind: "refused" });
      this.serveQueue();
      return;
    }
    this.environments.add(environment);
    const error = await environment.ready;
    this.starting--;
    if (error === undefined) {
      this.readySince = this.ready === 0 ? performance.now() : this.readySince;
      this.ready++;
      this.onIdle(environment);
      return;
    }
    this.environments.delete(environment);
    // where none has loaded the code or is about to, another try would only keep those who wait for this one
    const failed = this.queue.splice(0, this.starting + this.ready === 0 ? Infinity : 1);
    failed.forEach(({ settle }) => settle({ kind: "error", error }));
    this.serveQueue();
  }

  private create(taskRoot: string): ExecutionEnvironment {
    if (this.closed) {
      throw new Error("the gateway is closing");
    }
    return this.source.create(taskRoot, this);
  }

  private reap(environment: ExecutionEnvironment): NodeJS.Timeout {
    return setTimeout(() => {
      if (this.ready > 1 && this.takeIdle(environment)) {
        this.environments.delete(environment);
        this.ready--;
        void environment.close();
      }
    }, IDLE_MS).unref();
  }

  private takeIdle(environment: ExecutionEnvironment): boolean {
    const index = this.idle.findIndex((entry) => entry.environment === environment);
    clearTimeout(this.idle[index]?.reaper);
    return this.idle.splice(index, index < 0 ? 0 : 1).length > 0;
  }
}
