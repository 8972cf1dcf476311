import type { Report } from "../report";
import { reportHtml } from "./html";
import { reportMarkdown } from "./markdown";
import { reportText } from "./text";

/** The forms of a report. */
export const FORMATS = {
  text: reportText,
  md: reportMarkdown,
  html: reportHtml,
  json: (report) => JSON.stringify(report, null, 2),
} as const satisfies Record<string, (report: Report) => string>;

export type ReportFormat = keyof typeof FORMATS;
