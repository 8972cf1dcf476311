/** The end of a work's time. */
export interface Deadline {
  /** By the clock of `performance.now()`. */
  readonly at: number;
  readonly expire: () => void;
}

/**
 * Calls back for works that take longer than they may, all equally long. Nearly every work ends in time, so one timer serves
 * all of them: a work costs an entry in a set, and no timer is started or stopped for it.
 */
export class Deadlines {
  private static readonly byLength = new Map<number, Deadlines>();
  /** In the order in which they run out. */
  private readonly open = new Set<Deadline>();
  private timer: NodeJS.Timeout | undefined;

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
    // what came in time goes first, where this process was busy until after it; what is waited for keeps the process alive
    return setTimeout(() => setImmediate(() => this.expire()), milliseconds).unref();
  }

  private expire(): void {
    this.timer = undefined;
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
}
