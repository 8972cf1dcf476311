import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzerStackConfigureRequest,
  ConfigureAnalyzerRequest,
  PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type ResourceNode } from "../graph";
import { type PropertyValue } from "../value";
import { type ReconciledConfig } from "./config";
import { wireLevel } from "./info";
import { type PolicyStack } from "./policy";
import { toStruct } from "./properties";

export function stackRequest(stack: PolicyStack): AnalyzerStackConfigureRequest {
  const request = new AnalyzerStackConfigureRequest();
  request.setOrganization(stack.organization ?? "organization");
  request.setProject(stack.project);
  request.setStack(stack.stage);
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

/** The resource as the engine sees it the first time: of the aliases it tells only one that an older resource answered to. */
export function asNew(node: ResourceNode): ResourceNode {
  return node.options.aliases === undefined ? node : { ...node, options: { ...node.options, aliases: [] } };
}

/** One resource before it is deployed: its inputs. */
export function resourceRequest(
  node: ResourceNode,
  inputs: Record<string, PropertyValue>,
  provider: ResourceNode | undefined,
  options: { keepInternal: boolean },
): AnalyzeRequest {
  const request = new AnalyzeRequest();
  request.setUrn(node.urn);
  request.setType(node.type);
  request.setName(node.name);
  request.setProperties(toStruct(inputs, options));
  request.setOptions(resourceOptions(node));
  request.setProvider(provider && providerResource(provider));
  return request;
}

/** One resource of the finished stack: its outputs and what it depends on. */
export function stackResource(node: ResourceNode, provider: ResourceNode | undefined): AnalyzerResource {
  const resource = new AnalyzerResource();
  resource.setUrn(node.urn);
  resource.setType(node.type);
  resource.setName(node.name);
  resource.setProperties(toStruct(node.outputs, { keepInternal: false }));
  resource.setOptions(resourceOptions(node));
  resource.setProvider(provider && providerResource(provider));
  resource.setParent(node.parent ?? "");
  resource.setDependenciesList(node.dependencies);
  for (const [property, urns] of Object.entries(node.propertyDependencies)) {
    if (urns.length > 0) {
      const dependencies = new AnalyzerPropertyDependencies();
      dependencies.setUrnsList(urns);
      resource.getPropertydependenciesMap().set(property, dependencies);
    }
  }
  return resource;
}

function providerResource(node: ResourceNode): AnalyzerProviderResource {
  const provider = new AnalyzerProviderResource();
  provider.setUrn(node.urn);
  provider.setType(node.type);
  provider.setName(node.name);
  provider.setProperties(toStruct(node.inputs, { keepInternal: false }));
  return provider;
}

function resourceOptions(node: ResourceNode): AnalyzerResourceOptions {
  const { protect, ignoreChanges, deleteBeforeReplace, additionalSecretOutputs, aliases, customTimeouts } =
    node.options;
  const options = new AnalyzerResourceOptions();
  options.setProtect(protect ?? false);
  options.setIgnorechangesList(ignoreChanges ?? []);
  options.setDeletebeforereplace(deleteBeforeReplace ?? false);
  options.setDeletebeforereplacedefined(deleteBeforeReplace !== undefined);
  options.setAdditionalsecretoutputsList(additionalSecretOutputs ?? []);
  options.setAliasesList(aliases ?? []);
  options.setParent(node.parent ?? "");
  const timeouts = new AnalyzerResourceOptions.CustomTimeouts();
  timeouts.setCreate(seconds(customTimeouts?.create));
  timeouts.setUpdate(seconds(customTimeouts?.update));
  timeouts.setDelete(seconds(customTimeouts?.delete));
  options.setCustomtimeouts(timeouts);
  return options;
}

const UNIT_SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 };

/** A duration as `customTimeouts` has it, such as "1h30m". See https://pkg.go.dev/time#ParseDuration */
function seconds(duration: string | undefined): number {
  const parts = (duration ?? "").matchAll(/([\d.]+)(ms|us|ns|h|m|s)/g);
  return [...parts].reduce((total, [, amount, unit]) => total + Number(amount) * (UNIT_SECONDS[unit ?? ""] ?? 0), 0);
}

function fill(map: { set(key: string, value: string): unknown }, values: Record<string, string>): void {
  for (const [key, value] of Object.entries(values)) {
    map.set(key, value);
  }
}
