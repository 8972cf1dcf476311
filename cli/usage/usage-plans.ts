import { type Project } from "../../engine/project/project";
import type { UsagePlanModel } from "../../gateway/model/api-model";
import { readSnapshot } from "../../gateway/model/snapshot";
import { logicalName, meantName } from "../../engine/graph/named-resource";
import { evaluateProgram } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";

/**
 * A usage plan of the program, by its name in AWS or by its resource's name in the program.
 *
 * @throws Error where the program declares no such plan
 */
export async function declaredPlan(
  project: Project,
  { stack, plan }: { stack: string; plan: string },
  options: LocalOptions,
): Promise<UsagePlanModel> {
  const { graph } = await evaluateProgram({ project, stack, options });
  const { usagePlans } = readSnapshot(graph).model;
  const meant = meantName(
    usagePlans.map(({ urn }) => logicalName(urn)),
    plan,
  );
  const found = usagePlans.find((candidate) => candidate.name === plan || logicalName(candidate.urn) === meant);
  if (found === undefined) {
    const names = [...new Set(usagePlans.map(({ urn }) => logicalName(urn)))].sort();
    const known = names.length === 0 ? "It declares none." : `The plans are ${names.join(", ")}.`;
    throw new Error(`${graph.project} has no usage plan "${plan}" in stack "${stack}". ${known}`);
  }
  return found;
}

/** Returns why a plan of the program has no counts. */
export function uncountedText(plan: UsagePlanModel): string {
  return plan.quota === undefined
    ? `The usage plan ${logicalName(plan.urn)} has no quota, so its requests are not counted.`
    : `No usage yet: no request has used an API key of the usage plan ${logicalName(plan.urn)}.`;
}
