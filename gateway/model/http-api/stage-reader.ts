import { defined } from "../../../language/defined";
import { V2 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { asList, asNumber, asObject, asText, asTextMap, type GraphIndex } from "../../../engine/graph/graph-index";
import type { HttpApiModel, HttpStageModel, ThrottleModel } from "./model";
import { partsOf } from "./parts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html */
export function readStages(index: GraphIndex, api: HttpApiModel): void {
  api.stages.push(...partsOf(index, api, V2.stage).map((node) => readStage(index, node)));
}

/** One stage; WebSocket APIs have the same resource. */
export function readStage(index: GraphIndex, node: ResourceNode): HttpStageModel {
  warnOfZeroThrottle(index, node);
  const autoDeploy = index.value(node, "autoDeploy") === true;
  const variables = asTextMap(index.value(node, "stageVariables"));
  const accessLog = asObject(index.value(node, "accessLogSettings"));
  const format = asText(accessLog.format);
  return defined({
    urn: node.urn,
    name: index.text(node, "name") ?? node.name,
    autoDeploy,
    deployed: autoDeploy || index.text(node, "deploymentId") !== undefined || index.isPending(node, "deploymentId"),
    variables: Object.keys(variables).length === 0 ? undefined : variables,
    defaultThrottle: readThrottle(index.value(node, "defaultRouteSettings")),
    routeThrottles: Object.fromEntries(
      asList(index.value(node, "routeSettings")).map((item): [string, ThrottleModel] => [
        asText(asObject(item).routeKey) ?? "",
        readThrottle(item),
      ]),
    ),
    accessLog: format === undefined ? undefined : { destinationArn: asText(accessLog.destinationArn) ?? "", format },
  });
}

function readThrottle(value: PropertyValue | undefined): ThrottleModel {
  const settings = asObject(value);
  const rateLimit = asNumber(settings.throttlingRateLimit);
  const burstLimit = asNumber(settings.throttlingBurstLimit);
  return defined({
    rateLimit,
    burstLimit,
  });
}

/**
 * Settings without limits: the provider sends 0 for them, and API Gateway then answers every request with 429.
 * https://github.com/pulumi/pulumi-aws/issues/2363
 */
function warnOfZeroThrottle(index: GraphIndex, node: ResourceNode): void {
  const settings = asObject(node.inputs.defaultRouteSettings);
  const missing = ["throttlingRateLimit", "throttlingBurstLimit"].filter((name) => settings[name] === undefined);
  if (Object.keys(settings).length > 0 && missing.length > 0) {
    const text = `defaultRouteSettings leave out ${missing.join(" and ")}: the AWS provider then sends 0, and every request is answered 429; set both.`;
    index.problem(node, "warning", text);
  }
}
