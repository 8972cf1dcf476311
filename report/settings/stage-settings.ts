import { LOG_GROUP, V1, V2, WEB_ACL_ASSOCIATION } from "../../aws/resource-types";
import type { ResourceNode } from "../../engine/graph/graph";
import { asNumber, asObject, asText, type GraphIndex } from "../../engine/graph/graph-index";
import { logFields, namesOf, onOrOff, type Settings, settingsOf } from "./settings";

/** Reads the settings of a stage of an HTTP or WebSocket API beside its throttles, which the routes have. */
export function stageSettings(index: GraphIndex, urn: string): Settings {
  const node = index.ofType(V2.stage).find((stage) => stage.urn === urn);
  if (node === undefined) {
    return {};
  }
  const defaults = asObject(index.value(node, "defaultRouteSettings"));
  return settingsOf({
    ...logSettings(index, node),
    "detailed metrics": onOrOff(defaults.detailedMetricsEnabled),
    "execution log": asText(defaults.loggingLevel),
    "data trace": onOrOff(defaults.dataTraceEnabled),
    "deploys by itself": onOrOff(index.value(node, "autoDeploy")),
    "stage variables": namesOf(index.value(node, "stageVariables")),
    "client certificate": index.text(node, "clientCertificateId") === undefined ? undefined : "yes",
    "web ACL": hasWebAcl(index, node),
  });
}

/** Reads the settings of a stage of a REST API beside its throttles, which the routes have. */
export function restStageSettings(index: GraphIndex, urn: string): Settings {
  const node = index.ofType(V1.stage).find((stage) => stage.urn === urn);
  if (node === undefined) {
    return {};
  }
  const percent = asNumber(asObject(index.value(node, "canarySettings")).percentTraffic);
  return settingsOf({
    ...logSettings(index, node),
    ...methodSettings(index, node),
    tracing: onOrOff(index.value(node, "xrayTracingEnabled")),
    canary: percent === undefined ? undefined : `${percent} %`,
    "stage variables": namesOf(index.value(node, "variables")),
    "client certificate": index.text(node, "clientCertificateId") === undefined ? undefined : "yes",
    "web ACL": hasWebAcl(index, node),
  });
}

function logSettings(index: GraphIndex, stage: ResourceNode): Record<string, string | undefined> {
  const settings = index.value(stage, "accessLogSettings");
  const destination = asText(asObject(settings).destinationArn);
  const group = index.ofType(LOG_GROUP).find((node) => {
    const arn = index.text(node, "arn");
    return arn === undefined
      ? index.sources(stage, "accessLogSettings").includes(node.urn)
      : destination?.replace(/:\*$/, "") === arn.replace(/:\*$/, "");
  });
  const days = group === undefined ? undefined : asNumber(index.value(group, "retentionInDays"));
  return {
    "access log fields": logFields(settings),
    "access log retention": days === undefined || days === 0 ? undefined : `${days} days`,
  };
}

/** Reads what is set for all methods; a setting of a single method shows in its route. */
function methodSettings(index: GraphIndex, stage: ResourceNode): Record<string, string | undefined> {
  const own = index.ofType(V1.methodSettings).find((node) => {
    const isSameApi = index.text(node, "restApi") === index.text(stage, "restApi");
    const isSameStage = index.text(node, "stageName") === index.text(stage, "stageName");
    return isSameApi && isSameStage && index.text(node, "methodPath") === "*/*";
  });
  const settings = asObject(own === undefined ? undefined : index.value(own, "settings"));
  const ttl = asNumber(settings.cacheTtlInSeconds);
  return {
    "detailed metrics": onOrOff(settings.metricsEnabled),
    "execution log": asText(settings.loggingLevel),
    "data trace": onOrOff(settings.dataTraceEnabled),
    "cache TTL": ttl === undefined ? undefined : `${ttl} s`,
    "cache encryption": onOrOff(settings.cacheDataEncrypted),
  };
}

function hasWebAcl(index: GraphIndex, stage: ResourceNode): string | undefined {
  const arn = index.text(stage, "arn");
  const isProtected = index.ofType(WEB_ACL_ASSOCIATION).some((node) => {
    const resource = index.text(node, "resourceArn");
    return resource === undefined ? index.sources(node, "resourceArn").includes(stage.urn) : resource === arn;
  });
  return isProtected ? "yes" : undefined;
}
