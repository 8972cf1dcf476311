import { resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { outputProblems } from "../shared/output-file";
import { isReportFormat, type ReportFormat, REPORTS } from "./format";

/** One report of a run; without a file it goes to stdout. */
export interface ReportTarget {
  format: ReportFormat;
  /** An absolute path, once the targets are complete. */
  file?: string;
}

/** Takes one `--format <format>` or `--format <format>=<file>`. */
export function reportTarget(text: string, targets: ReportTarget[]): ReportTarget[] {
  const [format = "", ...file] = text.split("=");
  if (!isReportFormat(format)) {
    throw new InvalidArgumentError(`expected one of ${Object.keys(REPORTS).join(", ")}`);
  }
  return [...targets, file.length === 0 ? { format } : { format, file: file.join("=") }];
}

/**
 * Returns where each report goes: text to stdout unless something is said.
 *
 * @throws Error where two go to one place, and for every file that cannot be written, before anything is checked
 */
export function reportTargets(formats: ReportTarget[], output: string | undefined): ReportTarget[] {
  const targets = formats.length === 0 ? [{ format: "text" as const }] : formats;
  const unnamed = targets.filter(({ file }) => file === undefined);
  if (unnamed.length > 1) {
    const names = unnamed.map((target) => target.format).join(" and ");
    throw new Error(
      `--format ${names} would be written to the same place. Specify a file for one of them: --format ${unnamed[1]?.format}=<file>.`,
    );
  }
  const problems = [
    ...formats.flatMap(({ format, file }) =>
      file === undefined ? [] : outputProblems(`--format ${format}=${file}`, file),
    ),
    ...(output === undefined ? [] : outputProblems(`--output ${output}`, output)),
  ];
  if (problems.length > 0) {
    throw new Error(problems.join("\n"));
  }
  return targets.map(({ format, file = output }) => ({ format, file: file === undefined ? undefined : resolve(file) }));
}
