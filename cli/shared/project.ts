import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Project, readProject, stacksOf } from "../../engine/project/project";

/** What `--stack` means where it is not given, in the words of the help. */
export const DEFAULT_STACK_TEXT = 'else the project\'s only stack, else "local"';
const FALLBACK_STACK = "local";

/**
 * The project of a folder, which may be below the project's own.
 *
 * @throws Error where there is no such folder, or no project at or above it.
 */
export function openProject(directory: string): Project {
  // a folder that is not there must not be taken for one below the project that the command is run in
  if (statSync(resolve(directory), { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(`There is no folder "${directory}": name the folder of a Pulumi project.`);
  }
  return readProject(directory);
}

/** Where the local gateway and the commands about it keep the issuer's key, the counts and the inbox. */
export function stateDirectoryOf(project: Project): string {
  return join(project.directory, ".gatewright");
}

/** The stack to evaluate; one that is not there is refused by the evaluation, which names those that are. */
export function chosenStack(project: Project, given: string | undefined): string {
  const [first, ...others] = stacksOf(project);
  return given ?? (first !== undefined && others.length === 0 ? first : FALLBACK_STACK);
}

/**
 * The stacks to evaluate: those that are named, each once, else every one of the project.
 *
 * @throws Error where there is none
 */
export function chosenStacks(project: Project, given: string[]): string[] {
  const stacks = given.length > 0 ? [...new Set(given)] : stacksOf(project);
  if (stacks.length === 0) {
    throw new Error(
      `${project.stackConfigDirectory} has no Pulumi.<stack>.yaml. Write one, or name a stack with --stack.`,
    );
  }
  return stacks;
}
