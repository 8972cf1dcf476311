import assert from "node:assert/strict";
import { join } from "node:path";
import { EvaluationError, type Evaluation } from "../../engine";
import { evaluate, type TestedOptions } from "../support/evaluate";
import { type ResourceGraph, type ResourceNode } from "../../engine/graph/graph";

export function fixture(...path: string[]): string {
  return join(__dirname, "fixtures", ...path);
}

/** Programs at a time: more would only take each other's processors, and their own time limits with them. */
const LANES = 2;
const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
let next = 0;

export function evaluateFixture(name: string, options: Partial<TestedOptions> = {}): Promise<Evaluation> {
  const lane = next++ % LANES;
  const evaluation = (lanes[lane] ?? Promise.resolve()).then(() =>
    evaluate({ directory: fixture(name), stack: "dev", ...options }),
  );
  lanes[lane] = evaluation.catch(() => undefined);
  return evaluation;
}

export function resource(graph: ResourceGraph, name: string): ResourceNode {
  const found = graph.resources.find((node) => node.name === name);
  assert.ok(found, `${name} is not in the graph: ${graph.resources.map((node) => node.name).join(", ")}`);
  return found;
}

/**
 * Returns how a program that never ends was stopped. A busy machine may take longer than the first limits to get to what is looked for.
 */
export async function stopped(
  evaluateFor: (timeoutMs: number) => Promise<EvaluationError>,
  isFarEnough: (error: EvaluationError) => boolean,
): Promise<{ error: EvaluationError; seconds: number }> {
  for (let seconds = 3; ; seconds *= 3) {
    const error = await evaluateFor(seconds * 1000);
    if (isFarEnough(error) || seconds > 60) {
      return { error, seconds };
    }
  }
}

export async function failureOf(evaluation: Promise<unknown>): Promise<EvaluationError> {
  try {
    await evaluation;
  } catch (error) {
    assert.ok(error instanceof EvaluationError, String(error));
    return error;
  }
  return assert.fail("the evaluation did not fail");
}
