import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Project, readProject, stagesOf } from "../../engine/project/project";

/** What `--stage` means where it is not given, in the words of the help. */
export const DEFAULT_STAGE_TEXT = 'else the project\'s only stage, else "local"';
const DEFAULT_STAGE = "local";

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

/** The stage to evaluate; one that is not there is refused by the evaluation, which names those that are. */
export function chosenStage(project: Project, given: string | undefined): string {
  const [first, ...others] = stagesOf(project);
  return given ?? (first !== undefined && others.length === 0 ? first : DEFAULT_STAGE);
}

/**
 * The stages to evaluate: those that are named, each once, else every one of the project.
 *
 * @throws Error where there is none
 */
export function chosenStages(project: Project, given: string[]): string[] {
  const stages = given.length > 0 ? [...new Set(given)] : stagesOf(project);
  if (stages.length === 0) {
    throw new Error(
      `${project.stackConfigDirectory} has no Pulumi.<stage>.yaml. Write one, or name a stage with --stage.`,
    );
  }
  return stages;
}
