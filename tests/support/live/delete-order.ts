import type { StateResource } from "./stack-state";

/**
 * Returns the rounds in which the engine deletes resources of a state, the first to delete first: each is of what nothing else that
 * is to be deleted depends on. What is in one round is deleted at the same time. A component that goes takes a round of its own
 * after its children.
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_generator.go (ScheduleDeletes)
 */
export function deleteRounds(
  condemned: readonly StateResource[],
  state: readonly StateResource[],
  isGone: (component: string) => boolean,
): StateResource[][] {
  const index = new Map(state.map((resource, position) => [resource, position]));
  const place = (resource: StateResource): number => index.get(resource) ?? 0;
  const left = new Set(condemned);
  const parents = condemned.map(({ parents: chain }) => chain);
  const components = new Map(
    parents.flatMap((chain) =>
      chain.map((urn, depth) => [urn, chain[depth + 1]] as const).filter(([urn]) => isGone(urn)),
    ),
  );
  const rounds: StateResource[][] = [];
  while (left.size > 0) {
    const round = [...left].filter((resource) => {
      const hasParent = components.has(resource.parents[0] ?? "");
      return (
        !hasParent &&
        ![...left].some((other) => place(other) < place(resource) && resource.dependencies.includes(other.urn))
      );
    });
    const ended = [...components].filter(([, parent]) => !components.has(parent ?? "")).map(([urn]) => urn);
    round.forEach((resource) => left.delete(resource));
    ended.forEach((urn) => components.delete(urn));
    rounds.unshift(round.reverse());
  }
  return rounds;
}
