import type { EvaluateOptions } from "../engine";
import { openProject } from "../cli/shared/project";
import { readLocalValues } from "../cli/shared/local-values";

/** The stack of a program that a test is about. */
export interface StackOptions extends Pick<
  EvaluateOptions,
  "config" | "environment" | "stackReferences" | "mode" | "timeoutMs" | "signal"
> {
  /** The folder with Pulumi.yaml, or one below it. @default the working directory */
  directory?: string;
  /** The stack: `dev` for Pulumi.dev.yaml. */
  stack: string;
}

/** The stack with the local values of its file, under those that the test gives. */
export interface OpenedStack {
  evaluation: EvaluateOptions;
  /** `gatewright:local` as JSON. */
  localSettings: string;
}

/** @throws Error where there is no project or no such stack */
export function openStack({ directory = process.cwd(), stack, ...given }: StackOptions): OpenedStack {
  const project = openProject(directory);
  const local = readLocalValues(project, stack);
  const evaluation = {
    ...given,
    directory: project.directory,
    stack,
    config: { ...local.config, ...given.config },
    environment: { ...local.environment, ...given.environment },
    stackReferences: { ...local.stackReferences, ...given.stackReferences },
  };
  return { evaluation, localSettings: local.settings };
}
