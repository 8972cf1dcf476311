import { createRequire } from "node:module";

/** A function of the SDK, or a method of one of its messages. */
export type SdkFunction = (this: unknown, ...args: unknown[]) => unknown;

/** A module of the copy of the policy SDK that serves this pack, or of what that copy loads; undefined where it has none. */
export function sdkModule(name: string): unknown {
  const ours = createRequire(__filename);
  try {
    return createRequire(ours.resolve("@pulumi/policy"))(name);
  } catch {
    return undefined;
  }
}

export function property(of: unknown, name: string): unknown {
  return (typeof of === "object" || typeof of === "function") && of !== null ? Reflect.get(of, name) : undefined;
}

/**
 * Returns a function that computes the value of an object once. It is kept at the object itself, where no enumeration sees it: a WeakMap of
 * all resources slows down each garbage collection.
 */
export function keeping(compute: (of: unknown) => unknown): (of: unknown) => unknown {
  const kept = Symbol("kept");
  return (of) => {
    if (typeof of !== "object" || of === null) {
      return compute(of);
    }
    const before: unknown = Reflect.get(of, kept);
    if (before !== undefined) {
      return before;
    }
    const value = compute(of);
    Object.defineProperty(of, kept, { value });
    return value;
  };
}

/**
 * Replaces a function of the SDK by one that is made from it; returns false where the SDK has no such function.
 * Performance only: callers must be correct, if slower, where the SDK's internals are different.
 */
export function replace(holder: unknown, name: string, make: (original: SdkFunction) => SdkFunction): boolean {
  const original = property(holder, name);
  return (
    (typeof holder === "object" || typeof holder === "function") &&
    holder !== null &&
    typeof original === "function" &&
    Reflect.set(holder, name, make(original as SdkFunction))
  );
}
