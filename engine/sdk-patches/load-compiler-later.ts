import type Path from "node:path";
import type { Sdk } from "./sdk";

/** Loads TypeScript, which the SDK has at hand to serialise functions, when a function is serialised, which few programs do. */
export function loadCompilerLater({ load, directory, replacements }: Sdk): void {
  const path = load("node:path") as typeof Path;
  const serialiser = path.join(directory, "runtime", "closure") + path.sep;
  replacements.push((request, from, original) =>
    /[\\/]typescript-shim$/.test(request) && from.startsWith(serialiser) ? later(original as () => object) : undefined,
  );

  function later(get: () => object): object {
    return new Proxy(
      {},
      { get: (_target, key): unknown => Reflect.get(get(), key), has: (_target, key) => key in get() },
    );
  }
}
