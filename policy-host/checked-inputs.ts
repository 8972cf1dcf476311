import { violations } from "../aws/constraints";
import { type ResourceNode } from "../engine/graph/graph";
import { checkedInputs } from "../engine/synthesis";

/**
 * Returns the resource with the inputs that packs see on the real engine, which asks them after the provider's check: with the name that
 * Pulumi makes where the program gives none. A name that AWS refuses is left out, since the real check fails there.
 */
export function asChecked(node: ResourceNode): ResourceNode {
  if (!node.custom || node.external || !node.type.startsWith("aws:")) {
    return node;
  }
  const { type, name, urn, inputs, dependencies } = node;
  const checked = checkedInputs({ type, name, urn, inputs, dependencies });
  const made = Object.keys(checked).filter((property) => inputs[property] === undefined);
  if (made.length === 0 || violations(type, {}, { logicalName: name }).some(({ path }) => made.includes(path))) {
    return node;
  }
  const filled = made.map((property) => [property, checked[property] ?? null] as const);
  return { ...node, inputs: { ...inputs, ...Object.fromEntries(filled) } };
}
