import type { BuiltBundle } from "../../language/built-bundles";
import type { Project } from "../project/project";
import type { ExitReport } from "../sdk-patches/report-exit";

/** The files of a program by what a change of them asks for. */
export interface ProgramBuild {
  /** Those that it loaded or read itself, and its configuration: it has to be evaluated again. */
  own: ReadonlySet<string>;
  /** The time of the evaluation's start, in milliseconds since 1970. */
  since: number;
  /** The handlers that it bundled: it is enough to make the bundle again. */
  bundles: BuiltBundle[];
}

/** Returns the build of a program that has ended. */
export function buildOf(
  project: Project,
  report: ExitReport | undefined,
  programFiles: readonly string[],
  since: number,
): ProgramBuild {
  const { files = [], read = [], bundles = [] } = report ?? {};
  // Node does not say which ES modules it has loaded, so that each file may be one
  const loaded = files.filter((file) => !/[\\/]node_modules[\\/]/.test(file));
  const isKnown = loaded.some((file) => file.startsWith(project.directory));
  return { own: new Set([...programFiles, ...loaded, ...read]), since, bundles: isKnown ? bundles : [] };
}
