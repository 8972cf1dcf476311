import type { Finding } from "../finding";

/** The subject and everything found there: one object, for machines. */
export interface JsonReport {
  version: 1;
  urls: string[];
  /** The number of findings of each status. */
  totals: Record<Finding["status"], number>;
  findings: Finding[];
}

export function findingsJson(urls: string[], findings: Finding[]): string {
  const totals = { ok: 0, warning: 0, error: 0, skipped: 0 };
  for (const { status } of findings) {
    totals[status]++;
  }
  const report: JsonReport = { version: 1, urls, totals, findings };
  return `${JSON.stringify(report, null, 2)}\n`;
}
