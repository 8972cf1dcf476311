import { type ResourceNode, type ResourceNodeOptions } from "../engine/graph/graph";
import type { PropertyValue } from "../engine/graph/value";
import { MessageWriter } from "../language/message-writer";
import { wireValue } from "./properties";

/**
 * The fields of `AnalyzeRequest`, `AnalyzerResource` and `AnalyzerProviderResource`, as far as they have them, and of `AnalyzerResourceOptions`:
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
 */
const RESOURCE = {
  type: 1,
  properties: 2,
  urn: 3,
  name: 4,
  options: 5,
  provider: 6,
  parent: 7,
  dependencies: 8,
  propertyDependencies: 9,
};
const OPTIONS = {
  protect: 1,
  ignoreChanges: 2,
  deleteBeforeReplace: 3,
  deleteBeforeReplaceDefined: 4,
  additionalSecretOutputs: 5,
  aliases: 6,
  customTimeouts: 7,
  parent: 8,
};

/** Encodes one resource before it is deployed, with its inputs. */
export function encodeAnalyzeRequest(
  node: ResourceNode,
  inputs: Record<string, PropertyValue>,
  provider: ResourceNode | undefined,
  { keepInternal }: { keepInternal: boolean },
): Buffer {
  const writer = new MessageWriter(wireValue);
  writeResource(writer, node, keepInternal ? inputs : withoutInternal(inputs), provider);
  return writer.bytes();
}

/**
 * Encodes one resource of the finished stack, with its outputs and what it depends on, as an entry of `AnalyzeStackRequest.resources`: the
 * request for a stack is one entry after the other.
 */
export function encodeStackResource(node: ResourceNode, provider: ResourceNode | undefined): Buffer {
  const { parent = "", dependencies, propertyDependencies } = node;
  const writer = new MessageWriter(wireValue);
  writer.message(1, () => {
    writeResource(writer, node, withoutInternal(withId(node)), provider);
    writer.text(RESOURCE.parent, parent).texts(RESOURCE.dependencies, dependencies);
    for (const [property, urns] of Object.entries(propertyDependencies)) {
      if (urns.length > 0) {
        // an entry of a map: https://protobuf.dev/programming-guides/proto3/#maps
        writer.message(RESOURCE.propertyDependencies, () =>
          writer.message(2, () => writer.texts(1, urns)).text(1, property),
        );
      }
    }
  });
  return writer.bytes();
}

function writeResource(
  writer: MessageWriter,
  { type, urn, name, options, parent = "" }: ResourceNode,
  properties: Record<string, PropertyValue>,
  provider: ResourceNode | undefined,
): void {
  if (provider !== undefined) {
    writer.raw(providerField(provider));
  }
  writer
    .message(RESOURCE.options, () => writeOptions(writer, options, parent))
    .text(RESOURCE.name, name)
    .text(RESOURCE.urn, urn)
    .struct(RESOURCE.properties, properties)
    .text(RESOURCE.type, type);
}

/** The AWS provider has a resource's id among the outputs once it is known: a preview of a new resource has none. */
function withId({ custom, type, id, outputs }: ResourceNode): Record<string, PropertyValue> {
  const isAdded = custom && type.startsWith("aws:") && outputs.id === undefined && id !== undefined && id !== "";
  return isAdded ? { ...outputs, id } : outputs;
}

/** The engine leaves out what providers keep for themselves (`__defaults`), at the top level alone. */
function withoutInternal(properties: Record<string, PropertyValue>): Record<string, PropertyValue> {
  const isInternal = (name: string): boolean => name.startsWith("__");
  return Object.keys(properties).some(isInternal)
    ? Object.fromEntries(Object.entries(properties).filter(([name]) => !isInternal(name)))
    : properties;
}

/** A few providers are sent with thousands of resources. */
const providerFields = new WeakMap<ResourceNode, Uint8Array>();

function providerField(provider: ResourceNode): Uint8Array {
  const kept = providerFields.get(provider);
  if (kept !== undefined) {
    return kept;
  }
  const { type, urn, name, inputs } = provider;
  const writer = new MessageWriter(wireValue);
  writer.message(RESOURCE.provider, () =>
    writer
      .text(RESOURCE.name, name)
      .text(RESOURCE.urn, urn)
      .struct(RESOURCE.properties, withoutInternal(inputs))
      .text(RESOURCE.type, type),
  );
  providerFields.set(provider, writer.bytes());
  return writer.bytes();
}

function writeOptions(writer: MessageWriter, options: ResourceNodeOptions, parent: string): void {
  const { create = "", update = "", delete: remove = "" } = options.customTimeouts ?? {};
  writer
    .text(OPTIONS.parent, parent)
    .message(OPTIONS.customTimeouts, () =>
      writer.double(1, seconds(create)).double(2, seconds(update)).double(3, seconds(remove)),
    )
    .texts(OPTIONS.aliases, options.aliases ?? [])
    .texts(OPTIONS.additionalSecretOutputs, options.additionalSecretOutputs ?? [])
    .flag(OPTIONS.deleteBeforeReplaceDefined, options.deleteBeforeReplace !== undefined)
    .flag(OPTIONS.deleteBeforeReplace, options.deleteBeforeReplace ?? false)
    .texts(OPTIONS.ignoreChanges, options.ignoreChanges ?? [])
    .flag(OPTIONS.protect, options.protect ?? false);
}

const UNIT_SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 };

/** A duration as `customTimeouts` has it, such as "1h30m". See https://pkg.go.dev/time#ParseDuration */
function seconds(duration: string): number {
  const parts = duration.matchAll(/([\d.]+)(ms|us|ns|h|m|s)/g);
  return [...parts].reduce((total, [, amount, unit]) => total + Number(amount) * (UNIT_SECONDS[unit ?? ""] ?? 0), 0);
}
