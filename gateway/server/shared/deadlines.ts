/** The end of a work's time. */
export class Deadline {
  /** Its neighbours among the open ones; undefined once it is removed. */
  before: Deadline | undefined;
  after: Deadline | undefined;

  /** @param at By the clock of `performance.now()`. */
  constructor(
    public at: number,
    public expire: () => void,
  ) {}
}

/**
 * A timer that is so late, in milliseconds, tells that this process did not run: Ctrl-Z, a debugger, a machine that slept, or other
 * programs that took all of it. Functions did not run in that time either.
 */
const STOPPED_MS = 1_000;

const NOTHING = (): void => undefined;

/**
 * Calls back for works that take longer than they may, all equally long. Nearly every work ends in time, so one timer serves
 * all of them: a work costs an entry in a list, and no timer is started or stopped for it.
 *
 * The list is linked by its entries. A `Set` in its place makes a new table each time it is full of removed entries, and the old
 * table refers to the new one and to what it had: once one of them is old enough for the old generation of V8, all later requests
 * are kept until the next collection of the whole heap, which comes each second then, and takes 25 ms of a machine of two cores.
 */
export class Deadlines {
  private static readonly byLength = new Map<number, Deadlines>();
  /** Ends the ring of the open ones, which follow it in the order in which they run out. */
  private readonly end = new Deadline(Infinity, NOTHING);
  private timer: NodeJS.Timeout | undefined;
  /** When the timer is to fire. */
  private due = 0;

  private constructor(private readonly milliseconds: number) {
    this.end.before = this.end;
    this.end.after = this.end;
  }

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
    const deadline = new Deadline(performance.now() + this.milliseconds, expire);
    const { before: last = this.end } = this.end;
    deadline.before = last;
    deadline.after = this.end;
    last.after = deadline;
    this.end.before = deadline;
    this.timer ??= this.wake(this.milliseconds);
    return deadline;
  }

  /** Ends a work's time. The deadline refers to nothing then, however long it is kept. */
  remove(deadline: Deadline): void {
    const { before, after } = deadline;
    if (before === undefined || after === undefined) {
      return;
    }
    before.after = after;
    after.before = before;
    deadline.before = undefined;
    deadline.after = undefined;
    deadline.expire = NOTHING;
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
    for (let first = this.first; first !== undefined; first = this.first) {
      const left = first.at - performance.now();
      if (left > 0) {
        this.timer ??= this.wake(left);
        return;
      }
      const { expire } = first;
      this.remove(first);
      expire();
    }
  }

  private get first(): Deadline | undefined {
    const { after } = this.end;
    return after === this.end ? undefined : after;
  }

  /** Gives works their whole time again: when the process was stopped is unknown. Their order stays. */
  private beginAnew(): void {
    const at = performance.now() + this.milliseconds;
    for (let { first } = this; first !== undefined && first !== this.end; first = first.after) {
      first.at = at;
    }
  }
}
