import { EvaluationError } from "./evaluation-error";
import { type ResourceGraph } from "./graph";
import { isRecord } from "./project/yaml-file";
import { graphOf, jsonOf } from "./recorded-state";

const COMMAND = "pulumi preview --json";
const REMOVALS = /^(delete|discard|remove-pending|read-discard)/;

/**
 * The graph that a stack is going to have, from `pulumi preview --json`. The preview masks every secret as "[secret]", tells no
 * outputs of resources that are still to be made, and none of the stack's.
 *
 * @param source the JSON, or the path of a file with it
 * @throws EvaluationError for anything else, and for a preview without resources
 */
export function readPreview(source: unknown): ResourceGraph {
  const preview = jsonOf(source, COMMAND);
  if (!isRecord(preview) || !Array.isArray(preview.steps)) {
    throw new EvaluationError(`Not the output of \`${COMMAND}\`: there are no "steps" in it.`);
  }
  const states = new Map<unknown, unknown>();
  for (const step of preview.steps.filter(isRecord)) {
    if (typeof step.op === "string" && !REMOVALS.test(step.op)) {
      states.set(step.urn, step.newState); // a replacement has several steps, the last of which says how it ends
    }
  }
  return graphOf([...states.values()], "preview", COMMAND);
}
