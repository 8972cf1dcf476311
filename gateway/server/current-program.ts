import type { FunctionTable } from "./lambda/function-registry";
import type { Program } from "./program";

/** The program that is served now. Work under way on an earlier one keeps that one's functions until it is done. */
export class CurrentProgram {
  private program: Program | undefined;

  /** @param retire Ends the functions of a program that was replaced, but for those that the current one has too. */
  constructor(private readonly retire: (functions: FunctionTable) => Promise<void>) {}

  /** Undefined before the first one, and once the gateway has closed. */
  get value(): Program | undefined {
    return this.program;
  }

  replace(program: Program): void {
    const before = this.program;
    this.program = program;
    if (before !== undefined) {
      this.retireWhenIdle(before);
    }
  }

  /** From here on there is none; what ends its functions is the end of the gateway. */
  close(): void {
    this.program = undefined;
  }

  /** Keeps the functions of a program while the work runs, though another may take its place meanwhile. */
  async hold<T>(program: Program, work: () => Promise<T>): Promise<T> {
    program.inFlight++;
    try {
      return await work();
    } finally {
      program.inFlight--;
      this.retireWhenIdle(program);
    }
  }

  /** Ends the functions of a program that was replaced, once its last request is answered. */
  private retireWhenIdle(program: Program): void {
    if (program !== this.program && program.inFlight === 0) {
      void this.retire(program.functions);
    }
  }
}
