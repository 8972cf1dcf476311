import { type GraphDiff } from "../graph-diff";
import { type StackResult } from "../result";
import { type UseReport } from "./api-use";
import { githubReport } from "./github";
import { jsonReport } from "./json";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import { sarifReport } from "./sarif";
import { type TextStyle, textReport } from "./text";

/** @param style Of the terminal that the report goes to. */
type Report = (results: StackResult[], diffs: Map<string, GraphDiff>, use?: UseReport, style?: TextStyle) => string;

export type ReportFormat = "text" | "md" | "json" | "sarif" | "junit" | "github";

export const REPORTS: Record<ReportFormat, Report> = {
  text: (results, _diffs, _use, style) => textReport(results, style),
  md: markdownReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
};

export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(REPORTS, name);
}
