/** Lets so many tasks go on at a time, in the order in which they come. */
export class Slots {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(count: number) {
    this.free = count;
  }

  /** Runs a task as soon as a slot is free. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    const done = await this.take();
    try {
      return await task();
    } finally {
      done();
    }
  }

  /** Resolves as soon as a slot is free, with what gives it back. */
  async take(): Promise<() => void> {
    if (this.free > 0) {
      this.free -= 1;
    } else {
      await new Promise<void>((begin) => this.waiting.push(begin));
    }
    return () => {
      const next = this.waiting.shift();
      if (next === undefined) {
        this.free += 1;
      } else {
        next();
      }
    };
  }
}
