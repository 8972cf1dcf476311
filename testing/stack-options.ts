import type { EvaluateOptions } from "../engine";
import { type LocalOptions } from "../cli/shared/local-options";
import { openProject } from "../cli/shared/project";
import { readLocalValues } from "../cli/shared/local-values";
import { defined } from "../language/defined";

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

/** The values that a test gives, as the flags of a command: they win over those of the stack's file. */
export function localOptions(given: Pick<EvaluateOptions, "config" | "environment" | "stackReferences">): LocalOptions {
  const { config: set, environment: env, stackReferences: stackOutput } = given;
  return defined({ set, env, stackOutput });
}

/** @throws Error where there is no project or no such stack */
export function openStack({ directory = process.cwd(), stack, ...given }: StackOptions): OpenedStack {
  const project = openProject(directory);
  const { config, environment, stackReferences, settings } = readLocalValues(project, stack, localOptions(given));
  const evaluation = { ...given, directory: project.directory, stack, config, environment, stackReferences };
  return { evaluation, localSettings: settings };
}
