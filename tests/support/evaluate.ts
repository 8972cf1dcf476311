import { evaluate as evaluateUnchecked, type EvaluateOptions, type Evaluation } from "../../engine";
import { assertLogicalNames } from "../examples/logical-names";
import { assertAccepted } from "./accepted";

/** The options of an evaluation in a test. */
export interface TestedOptions extends EvaluateOptions {
  /** Indicates whether the program has inputs on purpose that AWS refuses. @default false */
  planted?: boolean;
}

/** The time for a program on a busy machine: less than mocha's, so that the error is the engine's. */
const PATIENCE_MS = 110_000;

/** Evaluates a program, and fails where AWS would refuse an input of it. */
export async function evaluate({ planted = false, ...options }: TestedOptions): Promise<Evaluation> {
  const evaluation = await evaluateUnchecked({ timeoutMs: PATIENCE_MS, ...options });
  if (!planted) {
    assertAccepted(evaluation.graph);
  }
  // a config of the test's own may leave resources out
  if (options.config === undefined) {
    assertLogicalNames(options.directory, evaluation.graph);
  }
  return evaluation;
}
