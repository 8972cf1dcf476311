import { EvaluationError } from "../evaluation-error";
import { type ResourceGraph } from "../graph/graph";
import { type RecordedResource, shownValue } from "./recorded-problems";
import { graphOf, type RecordingCommand, recordingOf } from "./recorded-state";
import { isRecord } from "../../language/is-record";

const COMMAND: RecordingCommand = {
  line: "pulumi preview --json",
  toFile: (file) => `pulumi preview --stack <stack> --json > ${file}`,
};
const REMOVALS = /^(delete|discard|remove-pending|read-discard)/;

/**
 * Returns the graph that a stack is going to have, from `pulumi preview --json`. The preview masks every secret as "[secret]", and has
 * no outputs of the stack or of resources that are still to be made.
 *
 * @param source the JSON, or the path of a file with it
 * @example
 * ```ts
 * const graph = readPreview("preview.json");
 * ```
 * @throws EvaluationError for anything else, and for a preview without resources
 */
export function readPreview(source: unknown): ResourceGraph {
  const { json: preview, origin } = recordingOf(source, COMMAND);
  if (!isRecord(preview) || !Array.isArray(preview.steps)) {
    throw new EvaluationError(`${origin} is not the output of \`${COMMAND.line}\`: there are no "steps" in it.`);
  }
  const recorded = new Map<unknown, RecordedResource>();
  for (const [index, step] of preview.steps.entries()) {
    const at = `steps[${index}]`;
    if (!isRecord(step) || typeof step.op !== "string") {
      const [name, value] = isRecord(step) ? [`${at}.op`, step.op] : [at, step as unknown];
      const wanted = isRecord(step) ? 'an operation, such as "create"' : "an object";
      throw new EvaluationError(
        `${origin} is not what \`${COMMAND.line}\` writes: ${name} is ${shownValue(value)}, expected ${wanted}`,
      );
    }
    const { op, urn, newState } = step;
    // what turned out to be gone has no new state
    if (!REMOVALS.test(op) && newState !== undefined && newState !== null) {
      recorded.set(urn, { at: `${at}.newState`, state: newState }); // the last of a replacement's steps says how it ends
    }
  }
  return graphOf([...recorded.values()], "preview", origin, COMMAND);
}
