import { type Snapshot } from "../../gateway/model/snapshot";
import { updateEffects } from "../../report/update/effects";
import { UPDATE_EFFECTS, type UpdateEffectKind } from "../../report/update/update-effect";
import { environmentOf } from "../../language/environment";
import { type CheckedRule, type Finding } from "./result";

type Severity = CheckedRule["severity"];

/** The title and severity of each effect, and the environments where it stops a deployment. */
const RULES: Record<UpdateEffectKind, { title: string; severity: Severity; stops: readonly string[] }> = {
  [UPDATE_EFFECTS.deletes]: { title: "Deletes what lasts", severity: "high", stops: ["prod"] },
  [UPDATE_EFFECTS.replaces]: { title: "Replaces what lasts", severity: "high", stops: ["prod"] },
  [UPDATE_EFFECTS.renames]: { title: "Renames a resource", severity: "low", stops: [] },
  [UPDATE_EFFECTS.removesRoute]: { title: "Removes a route", severity: "medium", stops: [] },
  [UPDATE_EFFECTS.opensRoute]: { title: "Opens a route", severity: "critical", stops: ["prod", "staging"] },
  [UPDATE_EFFECTS.changesAuthorizer]: { title: "Changes an authorizer", severity: "medium", stops: [] },
  [UPDATE_EFFECTS.skipsRelease]: { title: "Skips a release", severity: "high", stops: ["prod", "staging"] },
};

const PACK = "gatewright";

/**
 * Returns the findings on what an update from the base does, with levels by the stack's environment. What `accepted` names, by the
 * resource's name in the program, is meant: it stops nothing.
 */
export function updateFindings(before: Snapshot, after: Snapshot, accepted: readonly string[]): Finding[] {
  const environment = environmentOf(after.graph.stack) ?? "";
  return updateEffects(before, after).map(({ kind, node, message, fix }) => {
    const { title, severity, stops } = RULES[kind];
    const isStopped = stops.includes(environment) && !accepted.includes(node.name);
    return {
      rule: { name: kind, pack: PACK, title, description: `${title} of the base.`, severity, fix, docs: "" },
      enforcement: isStopped ? "mandatory" : "advisory",
      severity,
      urn: node.urn,
      resource: { type: node.type, name: node.name },
      message,
      fix: isStopped ? `${fix} If it is meant: --accept ${node.name}` : fix,
      source: node.source,
    };
  });
}

/** Returns whether a finding is on what the update does, and not on the program as it is. */
export function isUpdateFinding({ rule }: Pick<Finding, "rule">): boolean {
  const names: readonly string[] = Object.values(UPDATE_EFFECTS);
  return rule.pack === PACK && names.includes(rule.name);
}
