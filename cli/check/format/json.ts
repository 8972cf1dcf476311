import { placeIn } from "../place";
import { type Finding, type StageResult, type Undecided } from "../result";
import { rulePage } from "../rule-page";

/** The form for scripts: fields may be added in a later version, none is renamed or removed. */
export function jsonReport(results: StageResult[]): string {
  const stages = results.map((result) => ({
    stage: result.stage,
    findings: result.findings.map((finding) => {
      const { rule, severity, enforcement, urn, message, fix } = finding;
      return {
        rule: rule.name,
        severity,
        enforcement,
        urn,
        message,
        fix,
        docs: rule.docs,
        ...whereToLook(result, finding),
      };
    }),
    undecided: result.undecided.map((note) => {
      const { rule, urn, message } = note;
      return { rule: rule.name, urn, message, docs: rule.docs, ...whereToLook(result, note) };
    }),
  }));
  return JSON.stringify({ version: 1, stages }, null, 2);
}

/** The place in the program, and the page about the rule; what is not known is left out. */
function whereToLook(
  result: StageResult,
  { rule, source }: Finding | Undecided,
): { file?: string; line?: number; rulePage?: string } {
  const place = placeIn(result, source);
  return { file: place?.file, line: place?.line, rulePage: rulePage(rule) };
}
