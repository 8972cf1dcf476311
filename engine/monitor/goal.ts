import {
  type RegisterResourceRequest,
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { type Alias } from "@pulumi/pulumi/proto/alias_pb";
import { type Callback } from "@pulumi/pulumi/proto/callback_pb";
import { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import { defined } from "../../language/defined";
import { type ResourceNode, type ResourceNodeOptions } from "../graph/graph";
import { type Callbacks } from "./callbacks";
import { withHashes } from "./assets";
import {
  asOutputs,
  mapValues,
  type Properties,
  readProperties,
  unwrapOutputValues,
  writeProperties,
} from "./property-codec";
import { type Registration } from "./registration-message";
import { packageOf, parseUrn, PROVIDER_PREFIX } from "./urn";

/** The options of one resource, after inheritance and transforms. */
export interface Goal {
  inputs: Properties;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  options: TransformResourceOptions;
}

/** The order of steps, and what each means, is the real monitor's: pkg/resource/deploy/source_eval.go in pulumi/pulumi. */
export async function goalOf(
  { request, inputs: raw }: Registration,
  inherited: TransformResourceOptions,
  transforms: Callback[],
  callbacks: Callbacks,
  workingDirectory: string,
): Promise<Goal> {
  const settled = (...given: Parameters<typeof settle>): Goal => {
    const goal = settle(...given);
    return { ...goal, inputs: mapValues(goal.inputs, (value) => withHashes(value, workingDirectory)) };
  };
  const dependencies = new Set(request.getDependenciesList());
  const propertyDependencies = requestedDependencies(request, raw);
  if (transforms.length === 0) {
    return settled(raw, dependencies, propertyDependencies, inherited);
  }
  // the dependencies travel with the values, so that what a transform removes is no longer depended on
  const tracked = request.getTransformsList().length > 0;
  let properties = mapValues(raw, (value, key) =>
    asOutputs(value, tracked ? [...(propertyDependencies.get(key) ?? [])] : []),
  );
  let options = inherited;
  for (const transform of transforms) {
    const message = new TransformRequest();
    message.setType(request.getType());
    message.setName(request.getName());
    message.setCustom(request.getCustom());
    message.setParent(request.getParent());
    message.setProperties(writeProperties(properties));
    message.setOptions(options);
    const response = TransformResponse.deserializeBinary(await callbacks.invoke(transform, message.serializeBinary()));
    properties = response.hasProperties() ? readProperties(response.getProperties()) : properties;
    options = response.getOptions() ?? options;
  }
  return tracked
    ? settled(properties, new Set(options.getDependsOnList()), new Map(), options)
    : settled(properties, dependencies, propertyDependencies, options);
}

function settle(
  raw: Properties,
  dependencies: Set<string>,
  propertyDependencies: Map<string, Set<string>>,
  options: TransformResourceOptions,
): Goal {
  const inputs: Properties = {};
  // an input that a transform of the stack took away is still depended on, as in the real engine
  const byProperty = new Map([...propertyDependencies].map(([key, urns]) => [key, new Set(urns)] as const));
  for (const [key, value] of Object.entries(raw)) {
    const urns = byProperty.get(key) ?? new Set<string>();
    inputs[key] = unwrapOutputValues(value, urns);
    byProperty.set(key, urns);
  }
  const filled = [...byProperty].filter(([, urns]) => urns.size > 0);
  filled.forEach(([, urns]) => urns.forEach((urn) => dependencies.add(urn)));
  const sorted = Object.fromEntries(filled.map(([key, urns]) => [key, [...urns].sort()]));
  return { inputs, dependencies: [...dependencies].sort(), propertyDependencies: sorted, options };
}

function requestedDependencies(request: RegisterResourceRequest, inputs: Properties): Map<string, Set<string>> {
  const requested = request.getPropertydependenciesMap();
  if (requested.getLength() === 0 && !request.getRemote()) {
    // an SDK that does not say: every property depends on everything
    return new Map(Object.keys(inputs).map((key) => [key, new Set(request.getDependenciesList())]));
  }
  const dependencies = new Map<string, Set<string>>();
  requested.forEach((urns, key) => dependencies.set(key, new Set(urns.getUrnsList())));
  return dependencies;
}

/** The request's options with what the parent hands down: deletedWith, protect, retainOnDelete and a matching provider. */
export function inheritedOptions(
  request: RegisterResourceRequest,
  parent: ResourceNode | undefined,
): TransformResourceOptions {
  const options = new TransformResourceOptions();
  const aliases: Alias[] = [...request.getAliasurnsList().map(urnAlias), ...request.getAliasesList()];
  options.setAliasesList(aliases);
  options.setImport(request.getImportid());
  options.setDependsOnList(request.getDependenciesList());
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setProvider(request.getProvider());
  request.getProvidersMap().forEach((reference, name) => options.getProvidersMap().set(name, reference));
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setDeletedWith(request.getDeletedwith() || (parent?.options.deletedWith ?? ""));
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  options.setHooks(request.getHooks());
  const protect = request.hasProtect() ? request.getProtect() : parent?.options.protect;
  if (protect !== undefined) {
    options.setProtect(protect);
  }
  const retain = request.hasRetainondelete() ? request.getRetainondelete() : parent?.options.retainOnDelete;
  if (retain !== undefined) {
    options.setRetainOnDelete(retain);
  }
  if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()) {
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  }
  return options;
}

/** Returns whether a child may use its parent's provider: only a resource of the same package may. */
export function sharesProvider(type: string, providerUrn: string | undefined): providerUrn is string {
  return providerUrn !== undefined && parseUrn(providerUrn).type === PROVIDER_PREFIX + packageOf(type);
}

export function nodeOptions(options: TransformResourceOptions, aliases: string[]): ResourceNodeOptions {
  const timeouts = options.getCustomTimeouts();
  return defined({
    protect: options.hasProtect() ? options.getProtect() : undefined,
    aliases: filled(aliases),
    ignoreChanges: filled(options.getIgnoreChangesList()),
    replaceOnChanges: filled(options.getReplaceOnChangesList()),
    additionalSecretOutputs: filled(options.getAdditionalSecretOutputsList()),
    deleteBeforeReplace: options.hasDeleteBeforeReplace() ? options.getDeleteBeforeReplace() : undefined,
    retainOnDelete: options.hasRetainOnDelete() ? options.getRetainOnDelete() : undefined,
    deletedWith: options.getDeletedWith() || undefined,
    import: options.getImport() || undefined,
    version: options.getVersion() || undefined,
    customTimeouts: filledTimeouts({
      create: timeouts?.getCreate() || undefined,
      update: timeouts?.getUpdate() || undefined,
      delete: timeouts?.getDelete() || undefined,
    }),
  });
}

function filled(list: string[]): string[] | undefined {
  return list.length === 0 ? undefined : list;
}

function filledTimeouts(
  timeouts: NonNullable<ResourceNodeOptions["customTimeouts"]>,
): ResourceNodeOptions["customTimeouts"] {
  const given = defined(timeouts);
  return Object.keys(given).length === 0 ? undefined : given;
}

function urnAlias(urn: string): Alias {
  return new AliasMessage().setUrn(urn);
}
