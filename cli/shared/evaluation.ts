import { existsSync } from "node:fs";
import { type EvaluateOptions, type Evaluation, EvaluationError } from "../../engine";
import { evaluateBuild } from "../../engine/evaluate";
import { graphSecrets } from "../../engine/graph/scrubber";
import { type ProgramBuild } from "../../engine/program/build";
import { type Project } from "../../engine/project/project";
import { reportDiagnostics } from "./diagnostics";
import { type LocalOptions } from "./local-options";
import { type LocalValues, readLocalValues } from "./local-values";
import { hideSecrets } from "./terminal";

/** A stack of a project, and how to evaluate it. */
export interface EvaluatedStack extends Pick<EvaluateOptions, "mode" | "signal"> {
  project: Project;
  stack: string;
  /** The options of the command, with the values that are given for this run. */
  options: LocalOptions;
}

/** The result of an evaluation for a command. */
export interface EvaluatedProgram extends Pick<Evaluation, "graph" | "diagnostics"> {
  local: LocalValues;
  /** Reads every imported file, for what watches them. */
  readonly build: ProgramBuild;
}

/**
 * Evaluates a program for a command: prints its warnings and output to stderr, and from then on hides its secrets on the
 * terminal. The error of a program that fails carries what it printed: `reportProblem` shows it.
 */
export async function evaluateProgram(stack: EvaluatedStack): Promise<EvaluatedProgram> {
  const evaluated = await evaluateQuietly(stack);
  reportDiagnostics(evaluated.diagnostics);
  return evaluated;
}

/** Evaluates a program as `evaluateProgram` does, and prints nothing: several stacks may be evaluated at once. */
export async function evaluateQuietly(stack: EvaluatedStack): Promise<EvaluatedProgram> {
  const { project, stack: name, options, ...how } = stack;
  if (!existsSync(project.file.path)) {
    // the nearest project above is another one
    throw new EvaluationError(`${project.file.path} no longer exists: put it back.`);
  }
  const local = readLocalValues(project, name, options);
  const { config, environment, stackReferences } = local;
  const evaluation = await evaluateBuild({
    ...how,
    directory: project.directory,
    stack: name,
    config,
    environment,
    stackReferences,
  });
  hideSecrets({ secretTexts: graphSecrets(evaluation.graph) });
  const { graph, diagnostics } = evaluation;
  return {
    graph,
    diagnostics,
    local,
    get build() {
      return evaluation.build;
    },
  };
}
