import { defined } from "../../../language/defined";
import { placeIn } from "../place";
import { type Finding, type StackResult, type UncheckedStack, type Undecided } from "../result";
import { unseenApis } from "../unseen";
import { rulePage } from "../rule-page";

/** The form for scripts: fields may be added in a later version, none is renamed or removed. */
export function jsonReport(results: StackResult[], unchecked: readonly UncheckedStack[] = []): string {
  const stacks = results.map((result) => ({
    stack: result.stack,
    unseen: named(unseenApis(result.graph, result.allowedUnseen)),
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
  return JSON.stringify(
    { version: 1, stacks, ...defined({ unchecked: unchecked.length === 0 ? undefined : unchecked }) },
    null,
    2,
  );
}

/** Leaves the member out where there is nothing to name. */
function named(names: string[]): string[] | undefined {
  return names.length === 0 ? undefined : names;
}

/** The place in the program, and the page about the rule; what is not known is left out. */
function whereToLook(
  result: StackResult,
  { rule, source }: Finding | Undecided,
): { file?: string; line?: number; rulePage?: string } {
  const place = placeIn(result, source);
  return { file: place?.file, line: place?.line, rulePage: rulePage(rule) };
}
