import assert from "node:assert/strict";
import { type Context, type Inputs, UNKNOWN, type Violation, violations } from "../../aws/constraints";
import { V2 } from "../../aws/resource-types";
import type { ResourceGraph, ResourceNode } from "../../engine/graph/graph";
import { type PropertyValue, reveal, SIGNATURE_KEY, UNKNOWN as UNKNOWN_VALUE } from "../../engine/graph/value";
import { defined } from "../../language/defined";

type Protocol = NonNullable<Context["protocol"]>;

/** Returns each input of a graph that AWS refuses, as one line. */
export function refusedInputs({ resources }: Pick<ResourceGraph, "resources">): string[] {
  const protocols = apiProtocols(resources);
  return resources
    .filter(({ custom, external }) => custom && !external)
    .flatMap((node) => {
      const protocol = protocols.of(node);
      const context: Context = defined({ logicalName: node.name, protocol });
      return violations(node.type, plain(node.inputs) as Inputs, context).map((found) => line(node, found));
    });
}

/** Fails where AWS would refuse an input. */
export function assertAccepted(graph: Pick<ResourceGraph, "resources">): void {
  const refused = refusedInputs(graph);
  assert.equal(
    refused.length,
    0,
    `AWS refuses what this test declares. Fix it, or set planted: true where it is meant:\n${refused.join("\n")}`,
  );
}

function line({ type, name }: ResourceNode, { path, value, expected, page }: Violation): string {
  return `${type} ${name}: ${path} is ${JSON.stringify(value)}, expected ${expected}: ${page}`;
}

/** Finds the kind of the API that a resource belongs to: by its id, or by what its `apiId` depends on. */
function apiProtocols(resources: readonly ResourceNode[]): { of(node: ResourceNode): Protocol | undefined } {
  const known = new Map<string, Protocol>();
  for (const { type, id, urn, inputs } of resources) {
    const protocol = inputs.protocolType;
    if (type === V2.api && (protocol === "HTTP" || protocol === "WEBSOCKET")) {
      known.set(urn, protocol);
      known.set(id ?? urn, protocol);
    }
  }
  return {
    of: ({ urn, type, inputs, propertyDependencies }) =>
      [...(type === V2.api ? [urn] : []), inputs.apiId, ...(propertyDependencies.apiId ?? [])]
        .map((key) => (typeof key === "string" ? known.get(key) : undefined))
        .find((protocol) => protocol !== undefined),
  };
}

function plain(value: PropertyValue): unknown {
  const known = reveal(value);
  if (known === UNKNOWN_VALUE) {
    return UNKNOWN;
  }
  if (Array.isArray(known)) {
    return known.map(plain);
  }
  if (typeof known !== "object" || known === null) {
    return known;
  }
  return SIGNATURE_KEY in known
    ? UNKNOWN
    : Object.fromEntries(Object.entries(known).map(([key, item]) => [key, plain(item)]));
}
