import type { EnvironmentOwner, ExecutionEnvironment, Waiting } from "./execution-environment";

/** The number of environments of one function that can run here at once; more requests wait. AWS's own bound is far higher. */
const MAX_ENVIRONMENTS = 10;
/**
 * Lambda starts another environment for every request that finds none idle. Here it waits this long first, from when there
 * is one that has loaded the code, so that short requests share one: a laptop has no thousand sandboxes.
 */
const SCALE_OUT_AFTER_MS = 15;
/** An environment beyond the first one ends when it had nothing to do for so long. */
const IDLE_MS = 30_000;

/** Where the environments of a pool come from. */
export interface EnvironmentSource {
  /** Makes the code ready, and gives its folder. */
  prepare(): Promise<string>;
  create(taskRoot: string, owner: EnvironmentOwner): ExecutionEnvironment;
  /** An environment could not be made: one request that waits for it is refused. */
  failed(error: unknown): void;
}

/** The execution environments of one function: started for requests that wait, kept warm, ended when they are idle. */
export class EnvironmentPool implements EnvironmentOwner {
  private readonly idle: { environment: ExecutionEnvironment; reaper: NodeJS.Timeout | undefined }[] = [];
  private readonly environments = new Set<ExecutionEnvironment>();
  private readonly queue: Waiting[] = [];
  /** Environments that are there or on their way. */
  private total = 0;
  /** Of these, the ones that have not loaded the code yet. */
  private starting = 0;
  /** Milliseconds: when there was none that had loaded the code, and then one. Nobody waits for a further one before. */
  private readySince = 0;
  private scaleTimer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly source: EnvironmentSource) {}

  /** Requests that run or wait. */
  get busy(): number {
    return [...this.environments].reduce((sum, { load }) => sum + load, this.queue.length);
  }

  /**
   * Ahead to an environment that runs a quick handler, since an idle one has to be woken; else into the queue, and to an
   * idle one from there. Refused once the pool is closed.
   */
  dispatch(waiting: Waiting): void {
    if (this.closed) {
      waiting.settle({ kind: "refused" });
      return;
    }
    for (const environment of this.environments) {
      if (environment.hasRoom) {
        environment.take(waiting);
        this.watch(waiting);
        return;
      }
    }
    this.queue.push(waiting);
    this.scale();
  }

  /** Gives those that wait to the environments that are idle. */
  private wake(): void {
    for (let next = this.queue[0]; next !== undefined; next = this.queue[0]) {
      const warm = this.idle.pop();
      if (warm === undefined) {
        return;
      }
      this.queue.shift();
      clearTimeout(warm.reaper);
      warm.environment.take(next);
    }
  }

  released(environment: ExecutionEnvironment): void {
    for (let next = this.queue[0]; next !== undefined; next = this.queue[0]) {
      if (environment.load > 0 && !environment.hasRoom) {
        return;
      }
      this.queue.shift();
      environment.take(next);
    }
    if (environment.load === 0) {
      this.idle.push({ environment, reaper: this.total > 1 ? this.reap(environment) : undefined });
    }
  }

  lost(environment: ExecutionEnvironment, waiting: Waiting[]): void {
    const index = this.idle.findIndex((entry) => entry.environment === environment);
    if (index >= 0) {
      clearTimeout(this.idle.splice(index, 1)[0]?.reaper);
    }
    this.drop(environment);
    this.queue.unshift(...waiting);
    this.scale();
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

  private drop(environment: ExecutionEnvironment): void {
    this.environments.delete(environment);
    this.total--;
  }

  private reap(environment: ExecutionEnvironment): NodeJS.Timeout {
    return setTimeout(() => {
      const index = this.idle.findIndex((entry) => entry.environment === environment);
      if (index >= 0 && this.environments.size > 1) {
        this.idle.splice(index, 1);
        this.drop(environment);
        void environment.close();
      }
    }, IDLE_MS).unref();
  }

  /**
   * For requests that wait: wakes what is idle, and starts an environment, the first at once, further ones when they wait
   * though it is ready.
   */
  private scale(): void {
    this.wake();
    const [oldest] = this.queue;
    if (oldest === undefined || this.closed || this.total >= MAX_ENVIRONMENTS) {
      return;
    }
    if (this.total === 0) {
      void this.start();
    } else if (this.isReady) {
      this.watch(oldest);
    }
  }

  /** Returns whether an environment has loaded the code. */
  private get isReady(): boolean {
    return this.starting < this.total;
  }

  /** Looks after a request that waits: late ones are taken back from behind a slow one and get an environment. */
  private watch({ since }: Pick<Waiting, "since">): void {
    const waited = performance.now() - Math.max(since, this.readySince);
    this.scaleTimer ??= setTimeout(
      () => {
        this.scaleTimer = undefined;
        for (const environment of this.environments) {
          this.queue.unshift(...environment.takeBack(SCALE_OUT_AFTER_MS));
        }
        this.wake();
        this.scaleOut();
        this.scale();
        const ahead = [...this.environments].some(({ load }) => load > 1);
        if (ahead) {
          this.watch({ since: performance.now() });
        }
      },
      Math.max(1, SCALE_OUT_AFTER_MS - waited),
    );
  }

  /** One more environment for each request that has waited long enough and has none on its way. */
  private scaleOut(): void {
    const longest = performance.now() - SCALE_OUT_AFTER_MS;
    const late = this.queue.filter(({ since }) => Math.max(since, this.readySince) <= longest).length;
    while (this.isReady && this.starting < late && this.total < MAX_ENVIRONMENTS) {
      void this.start();
    }
  }

  private async start(): Promise<void> {
    this.starting++;
    this.total++;
    let environment: ExecutionEnvironment;
    try {
      environment = this.create(await this.source.prepare());
    } catch (error) {
      this.starting--;
      this.total--;
      this.source.failed(error);
      this.queue.shift()?.settle({ kind: "refused" });
      this.scale();
      return;
    }
    this.environments.add(environment);
    const error = await environment.ready;
    if (!this.isReady) {
      this.readySince = performance.now();
    }
    this.starting--;
    if (error === undefined) {
      this.released(environment);
    } else {
      this.drop(environment);
      // where none has loaded the code or is about to, another try would only keep those who wait for this one
      this.queue.splice(0, this.total === 0 ? Infinity : 1).forEach(({ settle }) => settle({ kind: "error", error }));
    }
    this.scale();
  }

  private create(taskRoot: string): ExecutionEnvironment {
    if (this.closed) {
      throw new Error("the gateway is closing");
    }
    return this.source.create(taskRoot, this);
  }
}
