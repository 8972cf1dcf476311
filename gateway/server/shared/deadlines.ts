/** The end of a work's time. */
export interface Deadline {
  /** By the clock of `performance.now()`. */
  at: number;
  readonly expire: () => void;
}

/**
 * A timer that is so late, in milliseconds, tells that this process did not run: Ctrl-Z, a debugger, a machine that slept, or other
 * programs that took all of it. Functions did not run in that time either.
 */
const STOPPED_MS = 1_000;

/**
 * Calls back for works that take longer than they may, all equally long. Nearly every work ends in time, so one timer serves
 * all of them: a work costs an entry in a set, and no timer is started or stopped for it.
 */
export class Deadlines {
  private static readonly byLength = new Map<number, Deadlines>();
  /** In the order in which they run out. */
  private readonly open = new Set<Deadline>();
  private timer: NodeJS.Timeout | undefined;
  /** When the timer is to fire. */
  private due = 0;

  private constructor(private readonly milliseconds: number) {}

  /** Returns the deadlines of a length: there are as many lengths as a program has timeouts. */
  static after(milliseconds: number): Deadlines {
    let deadlines = Deadlines.byLength.get(milliseconds);
    if (deadlines === undefined) {
      deadlines = new Deadlines(milliseconds);
      Deadlines.byLength.set(milliseconds, deadlines);
    }
    return deadlines;
  }

  /** Begins the time of a work. `expire` is called at its end, unless it is removed before. */
  add(expire: () => void): Deadline {
    const deadline = { at: performance.now() + this.milliseconds, expire };
    this.open.add(deadline);
    this.timer ??= this.wake(this.milliseconds);
    return deadline;
  }

  remove(deadline: Deadline): void {
    this.open.delete(deadline);
  }

  private wake(milliseconds: number): NodeJS.Timeout {
    this.due = performance.now() + milliseconds;
    // what came in time goes first, where this process was busy until after it; what is waited for keeps the process alive
    return setTimeout(() => setImmediate(() => this.expire()), milliseconds).unref();
  }

  private expire(): void {
    this.timer = undefined;
    if (performance.now() - this.due >= STOPPED_MS) {
      this.beginAnew();
    }
    for (const deadline of this.open) {
      const left = deadline.at - performance.now();
      if (left > 0) {
        this.timer ??= this.wake(left);
        return;
      }
      this.open.delete(deadline);
      deadline.expire();
    }
  }

  /** Gives works their whole time again: when the process was stopped is unknown. Their order stays. */
  private beginAnew(): void {
    const at = performance.now() + this.milliseconds;
    for (const deadline of this.open) {
      deadline.at = at;
    }
  }
}
