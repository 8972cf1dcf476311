import { defined } from "../../../language/defined";
import type { ResourceNode } from "../../../engine/graph/graph";
import { functionArnOfUri } from "../../../aws/lambda-arn";
import { findFunction, type LambdaFunctionModel } from "../shared/lambda-function";
import type { GraphIndex } from "../../../engine/graph/graph-index";
import { readLambdaTarget } from "../shared/lambda-function-reader";
import { HTTP_API_LIMITS } from "../../../aws/quotas";
import { parseRouteKey, routeKeyProblem } from "../../../aws/route-key";
import type { HttpApiModel, HttpIntegrationModel } from "./model";

/**
 * Quick create: an API with a `target` gets one integration, one route (`$default` unless `routeKey` says otherwise) and a
 * `$default` stage that deploys itself.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html#CreateApi
 */
export function readQuickCreate(
  index: GraphIndex,
  node: ResourceNode,
  api: HttpApiModel,
  functions: LambdaFunctionModel[],
): void {
  if (index.text(node, "target") === undefined && !index.isPending(node, "target")) {
    return;
  }
  const routeKey = index.text(node, "routeKey") ?? "$default";
  const problem = routeKeyProblem(routeKey);
  if (problem !== undefined) {
    index.problem(node, "error", `routeKey ${JSON.stringify(routeKey)}: ${problem}`);
    return;
  }
  const integration = quickIntegration(index, node, functions);
  api.integrations.push(integration);
  api.routes.push({
    urn: node.urn,
    routeKey,
    key: parseRouteKey(routeKey),
    authorizationType: "NONE",
    authorizationScopes: [],
    integration,
    invokePermission: "unknown",
    stagesWithoutPermission: [],
  });
  api.stages.push({
    urn: node.urn,
    name: "$default",
    autoDeploy: true,
    deployed: true,
    defaultThrottle: {},
    routeThrottles: {},
  });
}

function quickIntegration(
  index: GraphIndex,
  node: ResourceNode,
  functions: LambdaFunctionModel[],
): HttpIntegrationModel {
  const uri = index.text(node, "target");
  const credentialsArn = index.text(node, "credentialsArn");
  const functionArn = uri === undefined ? undefined : functionArnOfUri(uri);
  const shared: Omit<HttpIntegrationModel, "type" | "payloadFormatVersion"> = defined({
    urn: node.urn,
    id: "quick-create",
    timeoutMs: HTTP_API_LIMITS.integrationTimeout.value,
    requestParameters: {},
    responseParameters: [],
    connectionType: "INTERNET",
    uri,
    credentialsArn,
  });
  if (uri !== undefined && functionArn === undefined) {
    return { ...shared, type: "HTTP_PROXY", method: "ANY", payloadFormatVersion: "1.0" };
  }
  const lambda =
    functionArn === undefined
      ? readLambdaTarget(index, node, "target", functions)
      : findFunction(functions, functionArn);
  return { ...shared, type: "AWS_PROXY", payloadFormatVersion: "2.0", lambda };
}
