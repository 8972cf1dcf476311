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
 * Puts a function of ours in the place of one of the SDK's, from which it is made; false where the SDK has no such function.
 * Only for time: whoever calls this must be right, if slower, with an SDK that is built otherwise.
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
