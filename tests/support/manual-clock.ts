import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";

type Callback = (...args: unknown[]) => void;

const REAL = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
};
/** Turns of the event loop that `until` waits for, a millisecond each. */
const MOST_TURNS = 60_000;

/**
 * Time that passes only where a test lets it: `setTimeout`, `setInterval` and `performance.now` of all code in this process from
 * `install` to `restore`. The tests' own `until` and `waitFor` go on in real time, and so do Node.js's own timers.
 */
export class ManualClock {
  private now = performance.now();
  private readonly timers = new Set<ManualTimer>();

  private constructor() {}

  static install(): ManualClock {
    const clock = new ManualClock();
    const clear = (timer: unknown): void => {
      if (timer instanceof ManualTimer) {
        clock.timers.delete(timer);
      } else {
        REAL.clearTimeout(timer as NodeJS.Timeout);
      }
    };
    const start =
      (isRepeated: boolean) =>
      (callback: Callback, milliseconds = 1, ...args: unknown[]): ManualTimer => {
        const timer = new ManualTimer(
          () => callback(...args),
          Math.max(1, milliseconds),
          isRepeated,
          () => clock.now,
        );
        clock.timers.add(timer);
        return timer;
      };
    Object.assign(globalThis, {
      setTimeout: start(false),
      setInterval: start(true),
      clearTimeout: clear,
      clearInterval: clear,
    });
    Object.defineProperty(performance, "now", { value: () => clock.now, configurable: true });
    return clock;
  }

  /** Gives real time back, wherever the test ended. */
  static restore(): void {
    Object.assign(globalThis, REAL);
    Reflect.deleteProperty(performance, "now");
  }

  /** Lets time pass, and runs what is due in the order in which it becomes due. */
  advance(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (let next = this.dueBy(end); next !== undefined; next = this.dueBy(end)) {
      this.now = Math.max(this.now, next.due);
      if (next.isRepeated) {
        next.refresh();
      } else {
        this.timers.delete(next);
      }
      next.run();
    }
    this.now = end;
  }

  /** Lets a millisecond pass with each turn of the event loop until the condition holds. */
  async until(condition: () => boolean, expected: () => string): Promise<void> {
    for (let turn = 0; !condition(); turn++) {
      assert.ok(turn < MOST_TURNS, `there was no ${expected()}`);
      await nextTurn();
      this.advance(1);
    }
  }

  private dueBy(end: number): ManualTimer | undefined {
    const [first] = [...this.timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
    return first;
  }
}

/** A timer of `setTimeout` or `setInterval`, as far as the code under test uses it. */
class ManualTimer {
  due: number;

  constructor(
    readonly run: () => void,
    private readonly milliseconds: number,
    readonly isRepeated: boolean,
    private readonly now: () => number,
  ) {
    this.due = now() + milliseconds;
  }

  refresh(): this {
    this.due = this.now() + this.milliseconds;
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
