import { type EvaluateOptions, type Evaluation, evaluate } from "../../engine";
import { type Project } from "../../engine/project/project";
import { reportDiagnostics } from "./diagnostics";
import { hideSecrets } from "./terminal";

/** A stack of a project, and how to evaluate it. */
export interface EvaluatedStack extends Omit<EvaluateOptions, "directory" | "stage"> {
  project: Project;
  stack: string;
}

/**
 * Evaluates a program for a command: prints its warnings and output to stderr, and from then on hides its secrets on the
 * terminal. The error of a program that fails carries what it printed: `reportProblem` shows it.
 */
export async function evaluateProgram({ project, stack, ...options }: EvaluatedStack): Promise<Evaluation> {
  const evaluation = await evaluate({ ...options, directory: project.directory, stack });
  hideSecrets(evaluation.graph);
  reportDiagnostics(evaluation.diagnostics);
  return evaluation;
}
