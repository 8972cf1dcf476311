import { property, replace, type SdkFunction, sdkModule } from "./sdk";

/** Finds what a policy made of all resources of a stack by the properties of the first one; undefined where none did. */
export type MadeOf = (firstProperties: unknown) => object | undefined;

/**
 * Hands all resources of a stack to the first policy alone. The SDK's server prepares each resource again for each policy, though the first
 * policy has made a graph of them that all use; to the others it hands the first resource, by which they find that graph.
 */
export function prepareOnce(madeOf: MadeOf): void {
  const request = property(sdkModule("@pulumi/pulumi/proto/analyzer_pb"), "AnalyzeStackRequest");
  replace(property(request, "prototype"), "getResourcesList", (getResources) => handingOutOnce(getResources, madeOf));
}

function handingOutOnce(getResources: SdkFunction, madeOf: MadeOf): SdkFunction {
  return function (this: unknown) {
    const resources = getResources.call(this);
    return Array.isArray(resources) ? handedOutOnce(resources, madeOf) : resources;
  };
}

function handedOutOnce(resources: unknown[], madeOf: MadeOf): unknown[] {
  const all = Array.prototype[Symbol.iterator].bind(resources);
  // kept for as long as the list: without it, the first resource alone would be taken for the stack
  let made: object | undefined;
  return Object.defineProperty(resources, Symbol.iterator, {
    configurable: true,
    value: () => {
      made ??= madeOf(unpackedOf(resources[0]));
      return made === undefined ? all() : resources.slice(0, 1).values();
    },
  });
}

/** The properties as the server hands them to a policy: the same object each time, where `unpackOnce` could have its way. */
function unpackedOf(resource: unknown): unknown {
  const unpack = property(sdkModule("@pulumi/policy/deserialize"), "deserializeProperties");
  const check = property(sdkModule("@pulumi/policy/proxy"), "unknownCheckingProxy");
  const read = property(resource, "getProperties");
  return typeof unpack === "function" && typeof check === "function" && typeof read === "function"
    ? Reflect.apply(check, undefined, [Reflect.apply(unpack, undefined, [Reflect.apply(read, resource, []), false])])
    : undefined;
}
