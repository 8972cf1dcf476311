import type { Sdk } from "./sdk";

/** The mark of an answer whose resource has further outputs, of which nothing is known offline. */
export const REST_IS_UNKNOWN = { __gatewrightRestIsUnknown: true };

type Resolver = (value: unknown, isKnown: boolean, isSecret: boolean, deps?: unknown[], error?: Error) => void;
interface Rpc {
  resolveProperties?: (
    resource: unknown,
    resolvers: Record<string, Resolver>,
    type: string,
    name: string,
    properties: Record<string, unknown>,
    ...rest: unknown[]
  ) => void;
}

/**
 * Leaves the outputs of a resource unknown where only AWS, or a provider that is not run, could tell them. The SDK takes an output that
 * the engine does not send for `undefined`, and runs the program's `apply` with it.
 */
export function leaveUnknown({ part }: Sdk): void {
  const mark = "__gatewrightRestIsUnknown";
  const rpc = part("runtime/rpc") as Rpc;
  const { unknown } = part("output") as { unknown?: unknown };
  const { resolveProperties } = rpc;
  if (typeof resolveProperties !== "function" || unknown === undefined) {
    return;
  }
  rpc.resolveProperties = (resource, resolvers, type, name, properties, ...rest) => {
    if (!(mark in properties)) {
      resolveProperties(resource, resolvers, type, name, properties, ...rest);
      return;
    }
    const known = Object.fromEntries(Object.entries(properties).filter(([key]) => key !== mark));
    for (const key of Object.keys(resolvers)) {
      if (!(key in known)) {
        known[key] = unknown;
      }
    }
    resolveProperties(resource, resolvers, type, name, known, ...rest);
  };
}
