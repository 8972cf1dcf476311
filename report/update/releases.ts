import { V1 } from "../../aws/resource-types";
import type { ResourceGraph, ResourceNode } from "../../engine/graph/graph";
import { UPDATE_EFFECTS, type UpdateEffect } from "./update-effect";

const DEPLOYMENT = V1.deployment;

/**
 * Returns the releases that are kept and were never deployed: the number was raised by more than one, and they are made from the
 * current definition, which is not what ran before.
 */
export function releaseEffects(before: ResourceGraph, after: ResourceGraph): UpdateEffect[] {
  const known = new Set(before.resources.map(({ urn }) => urn));
  const releases = after.resources.flatMap((node) => {
    const [, api, number] = (node.type === DEPLOYMENT ? /^(.*)-deployment-(\d+)$/.exec(node.urn) : null) ?? [];
    return api === undefined ? [] : [{ node, api, number: Number(number) }];
  });
  const isNew = ({ urn, options }: ResourceNode): boolean =>
    ![urn, ...(options.aliases ?? [])].some((one) => known.has(one));
  return releases
    .filter(({ node, api, number }) => {
      const others = releases.filter((other) => other.api === api);
      const wasReleased = others.some((other) => known.has(other.node.urn));
      return isNew(node) && wasReleased && others.some((other) => other.number > number);
    })
    .map(({ node, number }) => ({
      kind: UPDATE_EFFECTS.skipsRelease,
      node,
      message: `release ${number} was never deployed: it is made from the current definition`,
      fix: "Raise release by one.",
    }));
}
