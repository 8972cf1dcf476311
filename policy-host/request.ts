import {
  AnalyzerStackConfigureRequest,
  ConfigureAnalyzerRequest,
  PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type ResourceNode } from "../engine/graph/graph";
import { type ReconciledConfig } from "./config";
import { wireLevel } from "./info";
import { type PolicyStack } from "./policy";

export function stackRequest(stack: PolicyStack): AnalyzerStackConfigureRequest {
  const request = new AnalyzerStackConfigureRequest();
  request.setOrganization(stack.organization ?? "organization");
  request.setProject(stack.project);
  request.setStack(stack.stack);
  request.setDryRun(stack.preview);
  request.setConfigSecretKeysList(stack.configSecretKeys ?? []);
  fill(request.getConfigMap(), stack.config ?? {});
  fill(request.getTagsMap(), stack.tags ?? {});
  return request;
}

export function configureRequest(config: ReconciledConfig): ConfigureAnalyzerRequest {
  const request = new ConfigureAnalyzerRequest();
  for (const [policy, { enforcement, properties }] of Object.entries(config)) {
    const entry = new PolicyConfig();
    entry.setEnforcementlevel(wireLevel(enforcement));
    entry.setProperties(Struct.fromJavaScript(properties));
    request.getPolicyconfigMap().set(policy, entry);
  }
  return request;
}

/** The resource as the engine sees it the first time: of the aliases it sends only one that an older resource answered to. */
export function asNew(node: ResourceNode): ResourceNode {
  return node.options.aliases === undefined ? node : { ...node, options: { ...node.options, aliases: [] } };
}

function fill(map: { set(key: string, value: string): unknown }, values: Record<string, string>): void {
  for (const [key, value] of Object.entries(values)) {
    map.set(key, value);
  }
}
