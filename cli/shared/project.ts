import { join, resolve } from "node:path";
import { type Project, readProject, stacksOf } from "../../engine/project/project";
import { selectedStack } from "./selected-stack";
import { statsOf } from "../../language/stats-of";

const FALLBACK_STACK = "local";

/**
 * The project of a folder, which may be below the project's own.
 *
 * @throws Error where there is no such folder, or no project at or above it.
 */
export function openProject(directory: string): Project {
  // a folder that is not there must not be taken for one below the project that the command is run in
  const stats = statsOf(resolve(directory));
  if (stats?.isDirectory() !== true) {
    const problem = stats === undefined ? `The folder "${directory}" does not exist` : `"${directory}" is not a folder`;
    throw new Error(`${problem}: specify the folder of a Pulumi project.`);
  }
  return readProject(directory);
}

/** Returns where the local gateway and the commands about it keep the issuer's key, the counts and the inbox. */
export function stateDirectoryOf(project: Project): string {
  return join(project.directory, ".gatewright");
}

/**
 * Returns the stack to evaluate: the one that is named, that of PULUMI_STACK, the one that `pulumi stack select` chose, the
 * project's only one, or `local`. The evaluation refuses one that does not exist, and names those that do.
 *
 * @throws Error where there are several and none of these is among them
 */
export function chosenStack(project: Project, given: string | undefined): string {
  const named = given ?? namedStack(project);
  const stacks = stacksOf(project);
  if (named !== undefined || stacks.length === 0 || stacks.includes(FALLBACK_STACK)) {
    return named ?? FALLBACK_STACK;
  }
  const [only, ...others] = stacks;
  if (only === undefined || others.length > 0) {
    throw new Error(
      `No stack is selected. Name one with --stack, or select one with \`pulumi stack select\`: ${stacks.join(", ")}.`,
    );
  }
  return only;
}

/** Returns the stack that PULUMI_STACK or `pulumi stack select` names; undefined where neither does. */
export function namedStack(project: Project): string | undefined {
  const selected = selectedStack(project);
  const isKnown = selected !== undefined && stacksOf(project).includes(selected);
  return (process.env.PULUMI_STACK || undefined) ?? (isKnown ? selected : undefined);
}

/**
 * The stacks to evaluate: those that are named, each once, otherwise every one of the project.
 *
 * @throws Error if none exists
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
