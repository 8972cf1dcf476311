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
  const wrapped = new WeakMap<object, unknown>();
  return (unpacked) => once(wrapped, unpacked, () => wrap(unpacked));
}

export function remembering(unpack: SdkFunction): SdkFunction {
  const unpacked = new WeakMap<object, unknown>();
  return (properties, forRemediation) =>
    forRemediation === true
      ? unpack(properties, forRemediation)
      : once(unpacked, properties, () => {
          const made = unpack(properties, forRemediation);
          noteMessage(made, properties);
          return made;
        });
}

function once(known: WeakMap<object, unknown>, of: unknown, make: () => unknown): unknown {
  if (typeof of !== "object" || of === null) {
    return make();
  }
  const before = known.get(of);
  if (before !== undefined) {
    return before;
  }
  const made = make();
  known.set(of, made);
  return made;
}
