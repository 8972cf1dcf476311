import { V1 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import { asNumber, asObject, asText, asTextMap, type GraphIndex } from "../../../engine/graph/graph-index";
import { namedNode, partsOf, referenceId, type RestApiNode } from "./parts";
import type { RestDefinition } from "./definition-model";
import type { MethodSettingsModel, RestDeploymentModel, RestStageModel } from "./stage-model";
import { defined } from "../../../language/defined";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html */
export function readStages(index: GraphIndex, api: RestApiNode, definition: RestDefinition): RestStageModel[] {
  const deployments = partsOf(index, api, V1.deployment);
  const settings = partsOf(index, api, V1.methodSettings);
  return partsOf(index, api, V1.stage).map((node) => {
    const name = index.text(node, "stageName") ?? node.name;
    const ofStage = settings.filter((part) => index.text(part, "stageName") === name || isAfter(index, part, node));
    const deployed = (property: string, from = node): RestDeploymentModel | undefined => {
      const found = namedNode(index, from, property, deployments);
      return found === undefined ? undefined : toDeployment(index, found, definition);
    };
    const variables = asTextMap(index.value(node, "variables"));
    const deployment = deployed("deployment");
    const canary = readCanary(index, node, deployments, definition);
    const accessLog = asObject(index.value(node, "accessLogSettings"));
    const format = asText(accessLog.format);
    if (deployment === undefined) {
      index.problem(node, "warning", "the stage's deployment is not in the program, so nothing is live on it.");
    }
    return {
      urn: node.urn,
      name,
      cacheClusterEnabled: index.value(node, "cacheClusterEnabled") === true,
      methodSettings: ofStage.map((part) => readSettings(index, part)),
      ...defined({
        deployment,
        canary,
        variables: Object.keys(variables).length === 0 ? undefined : variables,
        accessLog:
          format === undefined ? undefined : { destinationArn: asText(accessLog.destinationArn) ?? "", format },
      }),
    };
  });
}

function isAfter(index: GraphIndex, part: ResourceNode, stage: ResourceNode): boolean {
  return index.text(part, "stageName") === undefined && index.sources(part, "stageName").includes(stage.urn);
}

function toDeployment(index: GraphIndex, node: ResourceNode, definition: RestDefinition): RestDeploymentModel {
  // what makes the provider replace the deployment; its description does not
  const replacing = ["restApi", "triggers", "variables"].map((name) => index.value(node, name) ?? null);
  return {
    urn: node.urn,
    id: index.id(node) ?? node.name,
    fingerprint: JSON.stringify(replacing),
    definition,
  };
}

function readCanary(
  index: GraphIndex,
  node: ResourceNode,
  deployments: ResourceNode[],
  definition: RestDefinition,
): RestStageModel["canary"] {
  const settings = asObject(index.value(node, "canarySettings"));
  if (Object.keys(settings).length === 0) {
    return undefined;
  }
  const id = referenceId(settings.deploymentId);
  const found = deployments.find((candidate) =>
    id === undefined
      ? index.sources(node, "canarySettings").includes(candidate.urn)
      : (index.id(candidate) ?? candidate.name) === id,
  );
  return defined({
    deployment: found === undefined ? undefined : toDeployment(index, found, definition),
    percentTraffic: asNumber(settings.percentTraffic) ?? 0,
    stageVariableOverrides: asTextMap(settings.stageVariableOverrides),
    useStageCache: settings.useStageCache === true,
  });
}

function readSettings(index: GraphIndex, node: ResourceNode): MethodSettingsModel {
  const settings = asObject(index.value(node, "settings"));
  const strategy = asText(settings.unauthorizedCacheControlHeaderStrategy);
  const flag = (name: string): boolean | undefined =>
    typeof settings[name] === "boolean" ? settings[name] : undefined;
  return {
    methodPath: (index.text(node, "methodPath") ?? "*/*").replaceAll("~1", "/"),
    // -1 is the provider's word for no limit of its own
    throttle: defined({
      rateLimit: limit(asNumber(settings.throttlingRateLimit)),
      burstLimit: limit(asNumber(settings.throttlingBurstLimit)),
    }),
    ...defined({
      cachingEnabled: flag("cachingEnabled"),
      cacheTtlSeconds: asNumber(settings.cacheTtlInSeconds),
      requireAuthorizationForCacheControl: flag("requireAuthorizationForCacheControl"),
      unauthorizedCacheControlHeaderStrategy: strategy as MethodSettingsModel["unauthorizedCacheControlHeaderStrategy"],
    }),
  };
}

function limit(value: number | undefined): number | undefined {
  return value === undefined || value < 0 ? undefined : value;
}
