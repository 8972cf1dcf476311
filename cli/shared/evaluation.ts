import { type EvaluateOptions, type Evaluation, evaluate } from "../../engine";
import { reportDiagnostics } from "./diagnostics";
import { hideSecrets } from "./terminal";

/**
 * Evaluates a program for a command: what it warned of and printed is shown, and from then on its secrets are hidden on the
 * terminal. What a program said that failed is in its error: `reportProblem` shows it.
 */
export async function evaluateProgram(options: EvaluateOptions): Promise<Evaluation> {
  const evaluation = await evaluate(options);
  hideSecrets(evaluation.graph);
  reportDiagnostics(evaluation.diagnostics);
  return evaluation;
}
