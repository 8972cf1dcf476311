import { noteMessage } from "./secret-marks";
import { replace, type SdkFunction, sdkModule } from "./sdk";

/**
 * Keeps what was unpacked for as long as its message lives. The SDK's server unpacks every resource from its message again for each
 * policy, which is nearly all of the time that the pack takes on a large stack. Validations only read; remediations, which write, still get a
 * copy of their own. What was unpacked is noted with its message, which alone has the marks of secrets.
 */
export function unpackOnce(): void {
  if (replace(sdkModule("@pulumi/policy/deserialize"), "deserializeProperties", remembering)) {
    replace(sdkModule("@pulumi/policy/proxy"), "unknownCheckingProxy", wrappingOnce);
  }
}

/** One proxy for each unpacked resource, by which the pack also knows that two lists hold the same resources. */
export function wrappingOnce(wrap: SdkFunction): SdkFunction {
  const wrapped = Symbol("wrapped");
  return (unpacked) => once(wrapped, unpacked, () => wrap(unpacked));
}

export function remembering(unpack: SdkFunction): SdkFunction {
  const unpacked = Symbol("unpacked");
  return (properties, forRemediation) =>
    forRemediation === true
      ? unpack(properties, forRemediation)
      : once(unpacked, properties, () => {
          const made = unpack(properties, forRemediation);
          noteMessage(made, properties);
          return made;
        });
}

/** Kept at the object itself, where no enumeration sees it: a WeakMap of all resources slows down each garbage collection. */
function once(key: symbol, of: unknown, make: () => unknown): unknown {
  if (typeof of !== "object" || of === null) {
    return make();
  }
  const holder = of as { [key]?: unknown };
  const before = holder[key];
  if (before !== undefined) {
    return before;
  }
  const value = make();
  Object.defineProperty(of, key, { value });
  return value;
}
