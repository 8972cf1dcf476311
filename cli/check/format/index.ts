import { type GraphDiff } from "../graph-diff";
import { type StackResult, type UncheckedStack } from "../result";
import { type UseReport } from "./api-use";
import { githubReport } from "./github";
import { jsonReport } from "./json";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import { sarifReport } from "./sarif";
import { type TextStyle, textReport } from "./text";

/** The parts of a report beside the results of the stacks that were checked. */
export interface ReportParts {
  /** The project's name. */
  project: string;
  diffs: Map<string, GraphDiff>;
  unchecked: readonly UncheckedStack[];
  use?: UseReport;
  /** Of the terminal that the report goes to. */
  style?: TextStyle;
}

type Report = (results: StackResult[], parts: ReportParts) => string;

export type ReportFormat = "text" | "md" | "json" | "sarif" | "junit" | "github";

export const REPORTS: Record<ReportFormat, Report> = {
  text: (results, { style, unchecked }) => textReport(results, style, unchecked),
  md: (results, { project, diffs, use, unchecked }) => markdownReport(results, diffs, use, unchecked, project),
  json: (results, { unchecked }) => jsonReport(results, unchecked),
  sarif: (results, { project, unchecked }) => sarifReport(results, project, unchecked),
  junit: (results, { unchecked }) => junitReport(results, unchecked),
  github: (results, { unchecked }) => githubReport(results, unchecked),
};

export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(REPORTS, name);
}
