import { property, sdkModule } from "./sdk";

/**
 * The texts that stand for a value of each kind that is not known yet, as the SDK's proxies look for them; undefined where the SDK is
 * built otherwise, so that they cannot be known.
 */
export function unknownValues(): ReadonlySet<unknown> | undefined {
  const proxies = sdkModule("@pulumi/policy/proxy");
  const values = ["Boolean", "Number", "String", "Array", "Asset", "Archive", "Object"].map((kind) =>
    property(proxies, `unknown${kind}Value`),
  );
  return values.every((value) => typeof value === "string") ? new Set(values) : undefined;
}
