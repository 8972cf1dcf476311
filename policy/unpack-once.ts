import { createRequire } from "node:module";

type Unpack = (properties: object, forRemediation: boolean) => object;
type Wrap = (unpacked: object) => object;

/**
 * The SDK's server unpacks every resource from its message anew for each policy, which is nearly all of the time that the pack takes on a large
 * stack. This keeps what was unpacked for as long as the message lives. Validations only read; remediations, which write, still get a
 * copy of their own. Where the SDK is built otherwise, nothing changes but the time.
 */
export function unpackOnce(): void {
  const sdk: unknown = createRequire(__filename)("@pulumi/policy/deserialize");
  const unpack: unknown =
    typeof sdk === "object" && sdk !== null ? Reflect.get(sdk, "deserializeProperties") : undefined;
  if (typeof sdk !== "object" || sdk === null || typeof unpack !== "function") {
    return;
  }
  Reflect.set(sdk, "deserializeProperties", remembering(unpack as Unpack));
  const proxies: unknown = createRequire(__filename)("@pulumi/policy/proxy");
  const proxy: unknown =
    typeof proxies === "object" && proxies !== null ? Reflect.get(proxies, "unknownCheckingProxy") : undefined;
  if (typeof proxies === "object" && proxies !== null && typeof proxy === "function") {
    Reflect.set(proxies, "unknownCheckingProxy", wrappingOnce(proxy as Wrap));
  }
}

/** One proxy for each unpacked resource, by which the pack also knows that two lists hold the same resources. */
export function wrappingOnce(wrap: Wrap): Wrap {
  const wrapped = new WeakMap<object, object>();
  return (unpacked) => {
    const known = wrapped.get(unpacked);
    if (known) {
      return known;
    }
    const fresh = wrap(unpacked);
    wrapped.set(unpacked, fresh);
    return fresh;
  };
}

export function remembering(unpack: Unpack): Unpack {
  const unpacked = new WeakMap<object, object>();
  return (properties, forRemediation) => {
    const known = forRemediation ? undefined : unpacked.get(properties);
    if (known) {
      return known;
    }
    const fresh = unpack(properties, forRemediation);
    if (!forRemediation) {
      unpacked.set(properties, fresh);
    }
    return fresh;
  };
}
