import { isAbsolute, relative, sep } from "node:path";
import { type SourceLocation } from "../../engine/graph/graph";
import { type StackResult } from "./result";

/** A place in the repository. */
export interface Place {
  /** From the repository's root with forward slashes, or absolute outside it. */
  file: string;
  line: number;
  column: number;
}

/** The folder that CI systems resolve paths from. */
export function repositoryRoot(): string {
  return process.env.GITHUB_WORKSPACE ?? process.env.CI_PROJECT_DIR ?? process.cwd();
}

export function placeOf(source: SourceLocation, root = repositoryRoot()): Place {
  const path = relative(root, source.file);
  const inside = path !== "" && !path.startsWith("..") && !isAbsolute(path);
  return { file: inside ? path.split(sep).join("/") : source.file, line: source.line, column: source.column };
}

/** Returns where the finding is: the program's line, otherwise the project's own file, otherwise nowhere. */
export function placeIn(result: StackResult, source: SourceLocation | undefined): Place | undefined {
  const { projectDirectory } = result.graph;
  if (source !== undefined) {
    return placeOf(source);
  }
  return projectDirectory === undefined
    ? undefined
    : placeOf({ file: `${projectDirectory}${sep}Pulumi.yaml`, line: 1, column: 1 });
}

export function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
