import { EvaluationError } from "../evaluation-error";
import { type ResourceGraph } from "../graph/graph";
import { shownValue } from "./recorded-problems";
import { graphOf, type RecordingCommand, recordingOf } from "./recorded-state";
import { isRecord } from "../../language/is-record";

const COMMAND: RecordingCommand = {
  line: "pulumi stack export",
  toFile: (file) => `pulumi stack export --stack <stack> --file ${file}`,
};

/**
 * Returns the graph of a deployed stack, from `pulumi stack export`. Secrets are closed unless it was exported with `--show-secrets`.
 *
 * @param source the JSON, or the path of a file with it
 * @example
 * ```ts
 * const graph = readStackExport("state.json");
 * ```
 * @throws EvaluationError for anything else, and for a stack without resources
 */
export function readStackExport(source: unknown): ResourceGraph {
  const { json: exported, origin } = recordingOf(source, COMMAND);
  const deployment = isRecord(exported) ? exported.deployment : undefined;
  if (!isRecord(exported) || !isRecord(deployment)) {
    throw new EvaluationError(`${origin} is not the output of \`${COMMAND.line}\`: there is no "deployment" in it.`);
  }
  if (exported.version !== 3 && exported.version !== 4) {
    throw new EvaluationError(
      `${origin} is not what \`${COMMAND.line}\` writes: version is ${shownValue(exported.version)}, expected 3 or 4`,
    );
  }
  const states: unknown = deployment.resources ?? [];
  if (!Array.isArray(states)) {
    throw new EvaluationError(
      `${origin} is not what \`${COMMAND.line}\` writes: deployment.resources is ${shownValue(states)}, expected a list`,
    );
  }
  const recorded = states.map((state: unknown, index) => ({ at: `deployment.resources[${index}]`, state }));
  // what waits to be deleted has been replaced
  const kept = recorded.filter(({ state }) => !isRecord(state) || state.delete !== true);
  return graphOf(kept, "deploy", origin, COMMAND);
}
