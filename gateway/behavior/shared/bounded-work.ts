/**
 * Steps after which a template, a path or a model is given up: they take a few seconds. AWS's own limit is not documented; its
 * integrations end after 30 seconds.
 */
const MAX_STEPS = 10_000_000;

/** Work that was given up: it takes too many steps with this payload. */
export class TooMuchWorkError extends Error {}

/** The work under way, of which there is one: work is synchronous. */
let current: { name: string; steps: number; left: number } | undefined;

/**
 * Does work that a client's payload can make long, as loops in loops through its lists do: nobody else is answered meanwhile.
 * Work inside other work takes its steps from those of the outer one.
 *
 * @param name What the work is of, such as "the mapping template".
 * @throws TooMuchWorkError where the work takes more steps than it may.
 */
export function boundedWork<T>(name: string, work: () => T, steps = MAX_STEPS): T {
  if (current !== undefined) {
    return work();
  }
  current = { name, steps, left: steps };
  try {
    return work();
  } finally {
    current = undefined;
  }
}

/**
 * Counts steps of the work under way.
 *
 * @throws TooMuchWorkError where the work has taken more steps than it may.
 */
export function countSteps(steps: number): void {
  if (current === undefined) {
    return;
  }
  current.left -= steps;
  if (current.left < 0) {
    throw new TooMuchWorkError(
      `${current.name} was given up after ${current.steps} steps: it goes through the payload too often`,
    );
  }
}
