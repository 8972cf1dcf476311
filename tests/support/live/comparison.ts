import type { Aws } from "./aws";
import { AWS, text } from "./aws-objects";
import { reachable, type Reached } from "./clients";
import { type Deployed, deployed, NOTHING, type Program } from "./deployed";
import type { PlannedUpdate } from "./planner";

/** Compares what clients reach at the end, and that nothing is left over. */
export function converged(result: PlannedUpdate & Deployed, expected: Deployed, isOld: boolean): string[] {
  if (result.error !== undefined) {
    return [`it never ends: ${result.error.message}`];
  }
  const [now, goal] = [answers(result), answers(expected)];
  const same = now.size === goal.size && [...now].every((answer) => goal.has(answer));
  const unlike = [...now].find((answer) => !goal.has(answer)) ?? [...goal].find((answer) => !now.has(answer));
  return [
    ...(same ? [] : [`it ends elsewhere than ${isOld ? "before" : "without the failure"}: ${unlike}`]),
    ...leftovers(result),
  ];
}

/**
 * Compares with a first deployment of the same program: what clients reach follows from the program alone, but for the releases of
 * a REST API, which are what was released.
 */
export function unlikeFirst(after: Deployed, program: Program): string[] {
  if (program.some(({ type, name }) => type === AWS.restDeployment && /-deployment-\d+$/.test(name))) {
    return [];
  }
  const [now, goal] = [answers(after), answers(deployed(NOTHING, program))];
  return [
    ...[...now].filter((answer) => !goal.has(answer)).map((answer) => `the program has no ${answer}`),
    ...[...goal].filter((answer) => !now.has(answer)).map((answer) => `the program has ${answer}, which is not there`),
  ];
}

/** All answers by address without the API's id. */
function answers({ aws }: Deployed): Set<string> {
  const labels = apiLabels(aws);
  return new Set(
    [...reachable(aws).addresses].flatMap(([address, list]) =>
      list.map((answer) => `${withoutId(address, labels)} ${described(answer)}`),
    ),
  );
}

export function unnamedRoutes(all: readonly Aws[]): Map<string, Reached[]> {
  const answers = new Map<string, Reached[]>();
  for (const aws of all) {
    const labels = apiLabels(aws);
    for (const [route, list] of reachable(aws).routes) {
      const unnamed = withoutId(route, labels);
      answers.set(unnamed, [...(answers.get(unnamed) ?? []), ...list]);
    }
  }
  return answers;
}

export function apiLabels(aws: Aws): Map<string, string> {
  return new Map(
    aws
      .all()
      .flatMap(({ type, id, inputs }): [string, string][] =>
        type === AWS.api ? [[id, text(inputs, "protocolType")]] : type === AWS.restApi ? [[id, "REST"]] : [],
      ),
  );
}

export function withoutId(address: string, labels: ReadonlyMap<string, string>): string {
  const id = address.split("/")[0] ?? "";
  return address.replace(id, labels.get(id) ?? id);
}

/** Objects of AWS that the engine does not know. */
export function leftovers({ state, aws }: Deployed): string[] {
  const known = new Set(state.map(({ type, id }) => `${type} ${id}`));
  return aws
    .all()
    .filter(({ type, id }) => !known.has(`${type} ${id}`) && !aws.isAbandoned(type, id))
    .map(({ type, id }) => `${type} ${id} is left over`);
}

export function described({ backend, authorizer }: Reached): string {
  return `${backend} for ${authorizer}`;
}
