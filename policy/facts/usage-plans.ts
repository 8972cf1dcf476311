import { V1 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";
import { ifKnown, Undecided } from "../graph/unknown";

/** The usage plans that have the stage. Throws `Undecided` where a plan's stages are not known yet and none of the known ones has it. */
export function plansOf(graph: Graph, stage: PolicyResource): PolicyResource[] {
  const api = graph.find(stage, { path: "restApi", type: V1.restApi });
  const stageName = stage.text("stageName");
  let unsure = false;
  const plans = graph.all(V1.usagePlan).filter((plan) => {
    const stages = ifKnown(() => plan.list("apiStages").length);
    const related = graph.dependencies(plan, "apiStages");
    if (stages === undefined) {
      unsure ||= !related.includes(stage);
      return related.includes(stage);
    }
    return Array.from({ length: stages }, (_, index) => `apiStages.${String(index)}`).some((path) => {
      const id = plan.maybeText(`${path}.apiId`);
      const sameApi = id === undefined ? api !== undefined && related.includes(api) : id === stage.maybeText("restApi");
      const name = plan.maybeText(`${path}.stage`);
      return sameApi && (name === undefined ? related.includes(stage) : name === stageName);
    });
  });
  if (plans.length === 0 && unsure) {
    throw new Undecided("apiStages of a usage plan are not known before the deployment");
  }
  return plans;
}
