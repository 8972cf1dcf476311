import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { BinaryWriter } from "google-protobuf";
import { type ResourceNode, type ResourceNodeOptions } from "../engine/graph/graph";
import type { PropertyValue } from "../engine/graph/value";
import { structField } from "../language/struct-bytes";
import { wireValue } from "./properties";

/** Encodes one resource before it is deployed, with its inputs. */
export function encodeAnalyzeRequest(
  node: ResourceNode,
  inputs: Record<string, PropertyValue>,
  provider: ResourceNode | undefined,
  { keepInternal }: { keepInternal: boolean },
): Buffer {
  const request = new AnalyzeRequest();
  describe(request, node);
  request.setOptions(optionsOf(node));
  return Buffer.concat([request.serializeBinary(), propertiesField(inputs, keepInternal), providerField(provider)]);
}

/** Encodes one resource of the finished stack, with its outputs and what it depends on. */
export function encodeStackResource(node: ResourceNode, provider: ResourceNode | undefined): Uint8Array {
  const resource = new AnalyzerResource();
  describe(resource, node);
  resource.setOptions(optionsOf(node));
  resource.setParent(node.parent ?? "");
  resource.setDependenciesList(node.dependencies);
  for (const [property, urns] of Object.entries(node.propertyDependencies)) {
    if (urns.length > 0) {
      const list = new AnalyzerPropertyDependencies();
      list.setUrnsList(urns);
      resource.getPropertydependenciesMap().set(property, list);
    }
  }
  return Buffer.concat([resource.serializeBinary(), propertiesField(withId(node), false), providerField(provider)]);
}

/** The AWS provider has a resource's id among the outputs once it is known: a preview of a new resource has none. */
function withId({ custom, type, id, outputs }: ResourceNode): Record<string, PropertyValue> {
  const isAdded = custom && type.startsWith("aws:") && outputs.id === undefined && id !== undefined && id !== "";
  return isAdded ? { ...outputs, id } : outputs;
}

/** `AnalyzeStackRequest.resources`: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto */
const RESOURCES_FIELD = 1;

/** Returns the request for a finished stack of encoded resources: a repeated message is one entry of bytes after the other. */
export function encodeStackRequest(resources: Uint8Array[]): Buffer {
  const writer = new BinaryWriter();
  for (const resource of resources) {
    writer.writeBytes(RESOURCES_FIELD, resource);
  }
  return Buffer.from(writer.getResultBuffer());
}

function describe(
  message: AnalyzeRequest | AnalyzerResource | AnalyzerProviderResource,
  { type, urn, name }: ResourceNode,
): void {
  message.setType(type);
  message.setUrn(urn);
  message.setName(name);
}

/** Of `AnalyzeRequest`, `AnalyzerResource` and `AnalyzerProviderResource` alike. */
const PROPERTIES_FIELD = 2;
/** Of `AnalyzeRequest` and `AnalyzerResource`. */
const PROVIDER_FIELD = 6;

/** The engine leaves out what providers keep for themselves (`__defaults`), at the top level alone. */
function propertiesField(properties: Record<string, PropertyValue>, keepInternal: boolean): Uint8Array {
  const sent = Object.entries(properties).filter(([name]) => keepInternal || !name.startsWith("__"));
  return structField(PROPERTIES_FIELD, Object.fromEntries(sent.map(([name, value]) => [name, plain(value)])));
}

/** A few providers are sent with thousands of resources. */
const providerFields = new WeakMap<ResourceNode, Uint8Array>();

function providerField(provider: ResourceNode | undefined): Uint8Array {
  if (provider === undefined) {
    return Uint8Array.of();
  }
  const kept = providerFields.get(provider);
  if (kept !== undefined) {
    return kept;
  }
  const message = new AnalyzerProviderResource();
  describe(message, provider);
  const writer = new BinaryWriter();
  writer.writeBytes(
    PROVIDER_FIELD,
    Buffer.concat([message.serializeBinary(), propertiesField(provider.inputs, false)]),
  );
  const field = writer.getResultBuffer();
  providerFields.set(provider, field);
  return field;
}

function optionsOf({ options, parent }: ResourceNode): AnalyzerResourceOptions {
  const message = new AnalyzerResourceOptions();
  message.setProtect(options.protect ?? false);
  message.setIgnorechangesList(options.ignoreChanges ?? []);
  message.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
  message.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
  message.setAdditionalsecretoutputsList(options.additionalSecretOutputs ?? []);
  message.setAliasesList(options.aliases ?? []);
  message.setCustomtimeouts(timeoutsOf(options.customTimeouts ?? {}));
  message.setParent(parent ?? "");
  return message;
}

function timeoutsOf(
  timeouts: NonNullable<ResourceNodeOptions["customTimeouts"]>,
): AnalyzerResourceOptions.CustomTimeouts {
  const message = new AnalyzerResourceOptions.CustomTimeouts();
  message.setCreate(seconds(timeouts.create ?? ""));
  message.setUpdate(seconds(timeouts.update ?? ""));
  message.setDelete(seconds(timeouts.delete ?? ""));
  return message;
}

function plain(value: PropertyValue): PropertyValue {
  const sent = wireValue(value);
  if (Array.isArray(sent)) {
    return sent.map(plain);
  }
  return typeof sent === "object" && sent !== null
    ? Object.fromEntries(Object.entries(sent).map(([name, item]) => [name, plain(item)]))
    : sent;
}

const UNIT_SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 };

/** A duration as `customTimeouts` has it, such as "1h30m". See https://pkg.go.dev/time#ParseDuration */
function seconds(duration: string): number {
  const parts = duration.matchAll(/([\d.]+)(ms|us|ns|h|m|s)/g);
  return [...parts].reduce((total, [, amount, unit]) => total + Number(amount) * (UNIT_SECONDS[unit ?? ""] ?? 0), 0);
}
