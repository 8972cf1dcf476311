import type Util from "node:util";
import type { Sdk } from "./sdk";

type Handler = (this: void, error: unknown, ...rest: unknown[]) => void;
interface Emitter {
  on: (this: unknown, event: string, handler: Handler) => unknown;
}

/**
 * A program may throw anything, and the SDK's handlers take it for an `Error`: of `{ a: 1 }` they say `[object Object]`, and at
 * `undefined` they fail themselves. They get an `Error` that says what was thrown; handlers of the program get what it threw.
 */
export function nameThrown({ load }: Sdk): void {
  const { inspect } = load("node:util") as typeof Util;
  const emitter: Emitter = process;
  const { on } = emitter;
  const named = new Map<unknown, Error>();
  // the runner's own for each of the two events, and one more of each for the time of the program
  let expected = 4;
  emitter.on = function (event, handler) {
    if (event !== "uncaughtException" && event !== "unhandledRejection") {
      return on.call(this, event, handler);
    }
    expected -= 1;
    if (expected === 0) {
      emitter.on = on;
    }
    return on.call(this, event, (error, ...rest) => handler(namedError(error), ...rest));
  };

  function namedError(thrown: unknown): unknown {
    // an error of another realm has a stack, too
    if (typeof thrown === "object" && thrown !== null && typeof (thrown as Partial<Error>).stack === "string") {
      return thrown;
    }
    const known = named.get(thrown);
    if (known !== undefined) {
      return known;
    }
    const text = inspect(thrown, { breakLength: 100, maxStringLength: 200, maxArrayLength: 20, colors: false });
    const error = new Error(`The program threw ${text}, which is no Error and does not know its place.`);
    error.stack = undefined; // its frames are none of the program's
    named.set(thrown, error);
    return error;
  }
}
