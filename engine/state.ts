import { EvaluationError } from "./evaluation-error";
import { type ResourceGraph } from "./graph";
import { isRecord } from "./project/yaml-file";
import { graphOf, jsonOf } from "./recorded-state";

const COMMAND = "pulumi stack export";

/**
 * The graph of a deployed stack, from `pulumi stack export`. Secrets are closed unless it was exported with `--show-secrets`.
 *
 * @param source the JSON, or the path of a file with it
 * @throws EvaluationError for anything else, and for a stack without resources
 */
export function readStackExport(source: unknown): ResourceGraph {
  const exported = jsonOf(source, COMMAND);
  const deployment = isRecord(exported) ? exported.deployment : undefined;
  if (!isRecord(exported) || !isRecord(deployment)) {
    throw new EvaluationError(`Not the output of \`${COMMAND}\`: there is no "deployment" in it.`);
  }
  if (exported.version !== 3 && exported.version !== 4) {
    throw new EvaluationError(`The deployment has the version ${String(exported.version)}: only 3 and 4 can be read.`);
  }
  const states = Array.isArray(deployment.resources) ? deployment.resources : [];
  return graphOf(
    states.filter((state) => !isRecord(state) || state.delete !== true), // what waits to be deleted has been replaced
    "deploy",
    COMMAND,
  );
}
