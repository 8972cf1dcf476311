import { asChecked } from "./checked-inputs";
import { type AnalyzedResource, type PolicyPack } from "./pack";
import { type PolicyDiagnostic, type PolicyRemediation } from "./policy";
import { asNew } from "./request";

/** Calls under way at once: enough to keep a pack busy, few enough to keep memory flat. */
export const CONCURRENT_CALLS = 128;

/** The findings of policies on a stack. */
export interface PolicyReport {
  /** Of resource policies in the order of registration, then of stack policies. */
  diagnostics: PolicyDiagnostic[];
  remediations: PolicyRemediation[];
}

/**
 * - `program`: an evaluated or previewed program, whose remediations were applied while it ran. What it only reads
 *   (`Foo.get`) is not analyzed, as in `pulumi preview`.
 * - `state`: a deployed stack. Remediations are reported and not applied, as in `pulumi policy analyze`. What the program only read
 *   is shown to stack policies, because others refer to it, and nothing is reported on it: it belongs to another stack.
 */
export type AnalyzedAs = "program" | "state";

/** The part of a pack that looks at single resources. */
export type ResourcePolicies = Pick<PolicyPack, "analyze" | "remediate" | "remediates">;

/** Asks the packs' resource policies about a resource. */
export async function analyzeResource(
  packs: ResourcePolicies[],
  { node, provider }: AnalyzedResource,
  as: AnalyzedAs,
): Promise<PolicyReport> {
  const resource = { node: as === "state" ? node : asChecked(asNew(node)), provider };
  const report: PolicyReport = { diagnostics: [], remediations: [] };
  for (const pack of as === "state" ? packs.filter(({ remediates }) => remediates) : []) {
    const { remediations, diagnostics } = await pack.remediate(resource, resource.node.inputs);
    report.remediations.push(...remediations);
    report.diagnostics.push(...diagnostics);
  }
  const verdicts = await Promise.all(packs.map((pack) => pack.analyze(resource)));
  report.diagnostics.push(...verdicts.flat());
  return report;
}
