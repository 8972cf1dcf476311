import { property, replace, type SdkFunction, sdkModule } from "./sdk";

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
      replace(prototype, getter, keeping);
    }
  }
}

/** Returns a getter that keeps its value at the message itself: it lives as long as the message does. */
export function keeping(get: SdkFunction): SdkFunction {
  const kept = Symbol("kept");
  return function (this: unknown) {
    const message = this as { [kept]?: unknown };
    return (message[kept] ??= get.call(message));
  };
}
