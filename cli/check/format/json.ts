import { type StageResult } from "../result";

/** The form for scripts: fields may be added in a later version, none is renamed or removed. */
export function jsonReport(results: StageResult[]): string {
  const stages = results.map(({ stage, findings, undecided }) => ({
    stage,
    findings: findings.map(({ rule, severity, enforcement, urn, message }) => ({
      rule: rule.name,
      severity,
      enforcement,
      urn,
      message,
      fix: rule.fix,
      docs: rule.docs,
    })),
    undecided: undecided.map(({ rule, urn, message }) => ({ rule: rule.name, urn, message, docs: rule.docs })),
  }));
  return JSON.stringify({ version: 1, stages }, null, 2);
}
