/** Calls of one after another that changes may stop: a call that was stopped twice in a row gets this time to end, in milliseconds. */
const GRACE_MS = 15_000;
const STOPS_IN_A_ROW = 2;

/**
 * Runs a task again and again, never twice at once. A request during a run brings one more, and may stop the one under way by its
 * signal: it may never end. Requests that keep coming do not stop all of them, so that the task is done at times.
 */
export class Runs {
  private running: { controller: AbortController; since: number } | undefined;
  private again = false;
  private stops = 0;
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly task: (signal: AbortSignal) => Promise<void>,
    private readonly graceMs = GRACE_MS,
  ) {}

  /** @param stop Whether the run under way is out of date. */
  request(stop: boolean): void {
    this.again = !this.ended;
    if (this.running === undefined) {
      this.last = this.loop();
    } else if (stop) {
      this.stop(this.running);
    }
  }

  /** Stops the run under way, and begins no other. Resolves once it has ended. */
  async end(): Promise<void> {
    this.ended = true;
    this.again = false;
    this.running?.controller.abort();
    await this.last;
  }

  private stop({ controller, since }: { controller: AbortController; since: number }): void {
    const left = this.stops < STOPS_IN_A_ROW ? 0 : since + this.graceMs - performance.now();
    clearTimeout(this.timer);
    if (left > 0) {
      this.timer = setTimeout(() => controller.abort(), left);
    } else {
      controller.abort();
    }
  }

  /** The task reports its own errors. */
  private async loop(): Promise<void> {
    while (this.again) {
      this.again = false;
      const controller = new AbortController();
      this.running = { controller, since: performance.now() };
      await this.task(controller.signal).catch(() => undefined);
      clearTimeout(this.timer);
      this.stops = controller.signal.aborted ? this.stops + 1 : 0;
    }
    this.running = undefined;
  }
}
