import type { ModelProblem } from "../../../engine/graph/model-problem";
import { logicalName } from "../../../engine/graph/named-resource";
import type { RestApiModel } from "./model";

/** Returns what AWS would reject in an API, or answer with an error. */
export function checkRestApi(api: RestApiModel): ModelProblem[] {
  const { urn, executionArn } = api;
  const missing = api.definition.methods.filter(({ invokePermission }) => invokePermission === "missing");
  return missing.map(({ routeKey, integration }) => {
    const name = integration?.lambda?.function?.name ?? "";
    const fix = `add an aws.lambda.Permission with function "${name}", principal "apigateway.amazonaws.com" and sourceArn "${executionArn}/*"`;
    const text = `"${routeKey}": API Gateway may not invoke ${name}, so AWS answers 500; ${fix}.`;
    return { severity: "error", name: logicalName(urn), urn, text };
  });
}
