import { type GraphDiff } from "../graph-diff";
import { type StackResult } from "../result";
import { type UseReport } from "./api-use";
import { githubReport } from "./github";
import { jsonReport } from "./json";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import { sarifReport } from "./sarif";
import { textReport } from "./text";

type Report = (results: StackResult[], diffs: Map<string, GraphDiff>, use?: UseReport) => string;

export const REPORTS = {
  text: textReport,
  md: markdownReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
} satisfies Record<string, Report>;

export type ReportFormat = keyof typeof REPORTS;

export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(REPORTS, name);
}
