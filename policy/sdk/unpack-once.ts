import { noteMessage } from "./secret-marks";
import { keeping, replace, type SdkFunction, sdkModule } from "./sdk";

/**
 * Keeps what was unpacked for as long as its message lives. The SDK's server unpacks every resource from its message again for each
 * policy, which is nearly all of the time that the pack takes on a large stack. Validations only read; remediations, which write, still get a
 * copy of their own. What was unpacked is noted with its message, which alone has the marks of secrets.
 */
export function unpackOnce(): void {
  if (replace(sdkModule("@pulumi/policy/deserialize"), "deserializeProperties", remembering)) {
    // one proxy for each unpacked resource, by which the pack also knows that two lists hold the same resources
    replace(sdkModule("@pulumi/policy/proxy"), "unknownCheckingProxy", keeping);
  }
}

export function remembering(unpack: SdkFunction): SdkFunction {
  const unpackKept = keeping((properties) => {
    const made = unpack(properties, false);
    noteMessage(made, properties);
    return made;
  });
  return (properties, forRemediation) =>
    forRemediation === true ? unpack(properties, forRemediation) : unpackKept(properties);
}
