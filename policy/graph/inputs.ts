import { type Inputs, UNKNOWN } from "../../aws/constraints";
import { type PolicyResource } from "./resource";
import { ifKnown } from "./unknown";

/** Returns the properties of a resource as plain data, with `UNKNOWN` for what is not known. The provider's own marks are left out. */
export function plainInputs(resource: PolicyResource): Inputs {
  return Object.fromEntries(
    Object.keys(resource.source.props)
      .filter((name) => !name.startsWith("__"))
      .map((name) => [name, plain(() => resource.value(name))]),
  );
}

function plain(read: () => unknown): unknown {
  const known = ifKnown(() => ({ value: read() }));
  const value = known === undefined ? UNKNOWN : known.value;
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) => plain((): unknown => value[index]));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  // an asset or an archive stays what it is
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    return UNKNOWN;
  }
  const entries = Object.keys(value).filter((name) => name !== "__defaults");
  return Object.fromEntries(entries.map((name) => [name, plain((): unknown => Reflect.get(value, name))]));
}
