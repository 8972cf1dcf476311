import type { Soon } from "../../language/soon";
import type { ProgramTargets } from "./integration-targets";
import type { ServedApis } from "./served-apis";

/** The program that is served now. Work under way on an earlier one keeps what that one calls until it is done. */
export class CurrentApis {
  private served: ServedApis | undefined;
  /** Those that were replaced, while they have requests to finish. */
  private readonly finishing = new Set<ServedApis>();

  /** @param retire Ends what a program that was replaced has alone: nothing of those that are still served or finishing. */
  constructor(private readonly retire: (retired: ProgramTargets, live: readonly ProgramTargets[]) => Promise<void>) {}

  /** Undefined before the first one, and once the gateway has closed. */
  get value(): ServedApis | undefined {
    return this.served;
  }

  replace(served: ServedApis): void {
    const before = this.served;
    this.served = served;
    if (before !== undefined) {
      this.finishing.add(before);
      this.retireWhenIdle(before);
    }
  }

  /** From here on none exists; what ends its functions is the end of the gateway. */
  close(): void {
    this.served = undefined;
    this.finishing.clear();
  }

  /** Keeps what a program calls while the work runs, though another may take its place meanwhile. */
  hold<T>(served: ServedApis, work: () => Promise<T>): Promise<T>;
  hold<T>(served: ServedApis, work: () => Soon<T>): Soon<T>;
  hold<T>(served: ServedApis, work: () => Soon<T>): Soon<T> {
    const release = (): void => {
      served.inFlight--;
      this.retireWhenIdle(served);
    };
    let result: Soon<T>;
    served.inFlight++;
    try {
      result = work();
    } catch (error) {
      release();
      throw error;
    }
    if (!(result instanceof Promise)) {
      release();
      return result;
    }
    return result.then(
      (value) => {
        release();
        return value;
      },
      (error: unknown) => {
        release();
        throw error;
      },
    );
  }

  /** Ends what a program that was replaced has alone, once its last request is answered. */
  private retireWhenIdle(served: ServedApis): void {
    if (served.inFlight === 0 && this.finishing.delete(served)) {
      const live = this.served === undefined ? [] : [this.served];
      void this.retire(served, [...live, ...this.finishing]);
    }
  }
}
