/** Thrown where a rule cannot decide: the message names what is missing. */
export class Undecided extends Error {}

/** Returns the reason why a rule could not decide, or undefined where the error is a real one. */
export function undecidedReason(error: unknown): string | undefined {
  if (error instanceof Undecided) {
    return error.message;
  }
  // The engine's proxies throw this; the SDK does not publish its type.
  if (error instanceof Error && "unknownTypeSentinel" in error) {
    const path = /value at \.(\S*) can't be known/.exec(error.message)?.[1] ?? "a value";
    return `${path} is not known before the deployment`;
  }
  return undefined;
}

/** Returns the value, or undefined where it is not known yet. Other errors pass. */
export function ifKnown<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (undecidedReason(error) === undefined) {
      throw error;
    }
    return undefined;
  }
}

/** Returns true where a read finds an unknown value. */
export function isUnknown(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if (undecidedReason(error) === undefined) {
      throw error;
    }
    return true;
  }
}
