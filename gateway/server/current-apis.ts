import type { FunctionTable } from "./lambda/function-registry";
import type { ServedApis } from "./served-apis";

/** The program that is served now. Work under way on an earlier one keeps that one's functions until it is done. */
export class CurrentApis {
  private served: ServedApis | undefined;

  /** @param retire Ends the functions of a program that was replaced, but for those that the current one has too. */
  constructor(private readonly retire: (functions: FunctionTable) => Promise<void>) {}

  /** Undefined before the first one, and once the gateway has closed. */
  get value(): ServedApis | undefined {
    return this.served;
  }

  replace(served: ServedApis): void {
    const before = this.served;
    this.served = served;
    if (before !== undefined) {
      this.retireWhenIdle(before);
    }
  }

  /** From here on none exists; what ends its functions is the end of the gateway. */
  close(): void {
    this.served = undefined;
  }

  /** Keeps the functions of a program while the work runs, though another may take its place meanwhile. */
  async hold<T>(served: ServedApis, work: () => Promise<T>): Promise<T> {
    served.inFlight++;
    try {
      return await work();
    } finally {
      served.inFlight--;
      this.retireWhenIdle(served);
    }
  }

  /** Ends the functions of a program that was replaced, once its last request is answered. */
  private retireWhenIdle(served: ServedApis): void {
    if (served !== this.served && served.inFlight === 0) {
      void this.retire(served.functions);
    }
  }
}
