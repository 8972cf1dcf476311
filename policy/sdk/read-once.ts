import { keeping, property, replace, type SdkFunction, sdkModule } from "./sdk";

const RESOURCE = ["getUrn", "getName", "getType", "getProperties", "getOptions", "getProvider"];

/** The getters that the SDK's server calls of each message for every policy, by the message's name in the Analyzer protocol. */
const GETTERS: Readonly<Record<string, readonly string[]>> = {
  AnalyzeRequest: RESOURCE,
  AnalyzerResource: [...RESOURCE, "getParent", "getDependenciesList", "getPropertydependenciesMap"],
  AnalyzerResourceOptions: [
    "getProtect",
    "getIgnorechangesList",
    "getAliasesList",
    "getCustomtimeouts",
    "getAdditionalsecretoutputsList",
    "getDeletebeforereplacedefined",
    "getDeletebeforereplace",
    "getParent",
  ],
  AnalyzerPropertyDependencies: ["getUrnsList"],
};

/**
 * Keeps what the getters of a resource's message return. The SDK's server reads every resource of a stack again for each policy,
 * and each of these getters searches and converts the fields of its message.
 */
export function readOnce(): void {
  const messages = sdkModule("@pulumi/pulumi/proto/analyzer_pb");
  for (const [message, getters] of Object.entries(GETTERS)) {
    const prototype = property(property(messages, message), "prototype");
    for (const getter of getters) {
      replace(prototype, getter, readingOnce);
    }
  }
}

/** Returns the getter of a message that reads it once. */
export function readingOnce(get: SdkFunction): SdkFunction {
  const read = keeping((message) => get.call(message));
  return function (this: unknown) {
    return read(this);
  };
}
