import { Writer } from "protobufjs/minimal";
import { type ResourceNode, type ResourceNodeOptions } from "../engine/graph/graph";
import { type PropertyValue } from "../engine/graph/value";
import { wireValue } from "./properties";

/**
 * The messages that go out once a resource, written straight from the graph: the generated classes of the SDK would build each
 * twice over, which is most of the time that a large stack takes on this side.
 * See https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto and
 * https://protobuf.dev/reference/protobuf/google.protobuf/#struct
 */

/** Field numbers, which `AnalyzeRequest`, `AnalyzerResource` and `AnalyzerProviderResource` share. */
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
} as const;

const OPTIONS = {
  protect: 1,
  ignoreChanges: 2,
  deleteBeforeReplace: 3,
  deleteBeforeReplaceDefined: 4,
  additionalSecretOutputs: 5,
  aliases: 6,
  customTimeouts: 7,
  parent: 8,
} as const;

const VALUE = { null: 1, number: 2, text: 3, boolean: 4, struct: 5, list: 6 } as const;
/** Of an entry of a map. */
const [KEY, ENTRY_VALUE] = [1, 2];
/** Of a `Struct`, a `ListValue`, an `AnalyzerPropertyDependencies` and an `AnalyzeStackRequest`: the one field that each has. */
const ITEMS = 1;

/** An `AnalyzeRequest`: one resource before it is deployed, with its inputs. */
export function encodeAnalyzeRequest(
  node: ResourceNode,
  inputs: Record<string, PropertyValue>,
  provider: ResourceNode | undefined,
  { keepInternal }: { keepInternal: boolean },
): Buffer {
  const writer = Writer.create();
  writeResource(writer, node, inputs, keepInternal);
  nested(writer, RESOURCE.options, () => writeOptions(writer, node));
  writeProvider(writer, provider);
  return finish(writer);
}

/** An `AnalyzerResource`: one resource of the finished stack, with its outputs and what it depends on. */
export function encodeStackResource(node: ResourceNode, provider: ResourceNode | undefined): Buffer {
  const writer = Writer.create();
  writeResource(writer, node, node.outputs, false);
  nested(writer, RESOURCE.options, () => writeOptions(writer, node));
  writeProvider(writer, provider);
  text(writer, RESOURCE.parent, node.parent ?? "");
  texts(writer, RESOURCE.dependencies, node.dependencies);
  for (const [property, urns] of Object.entries(node.propertyDependencies)) {
    if (urns.length > 0) {
      nested(writer, RESOURCE.propertyDependencies, () => {
        text(writer, KEY, property);
        nested(writer, ENTRY_VALUE, () => texts(writer, ITEMS, urns));
      });
    }
  }
  return finish(writer);
}

/** An `AnalyzeStackRequest` of resources that are encoded already. */
export function encodeStackRequest(resources: Uint8Array[]): Buffer {
  const writer = Writer.create();
  for (const resource of resources) {
    writer.uint32(tag(ITEMS, 2)).bytes(resource);
  }
  return finish(writer);
}

function writeResource(
  writer: Writer,
  node: ResourceNode,
  properties: Record<string, PropertyValue>,
  keepInternal: boolean,
): void {
  text(writer, RESOURCE.type, node.type);
  nested(writer, RESOURCE.properties, () => writeStruct(writer, properties, keepInternal));
  text(writer, RESOURCE.urn, node.urn);
  text(writer, RESOURCE.name, node.name);
}

function writeProvider(writer: Writer, provider: ResourceNode | undefined): void {
  if (provider !== undefined) {
    nested(writer, RESOURCE.provider, () => writeResource(writer, provider, provider.inputs, false));
  }
}

function writeOptions(writer: Writer, { options, parent }: ResourceNode): void {
  flag(writer, OPTIONS.protect, options.protect ?? false);
  texts(writer, OPTIONS.ignoreChanges, options.ignoreChanges ?? []);
  flag(writer, OPTIONS.deleteBeforeReplace, options.deleteBeforeReplace ?? false);
  flag(writer, OPTIONS.deleteBeforeReplaceDefined, options.deleteBeforeReplace !== undefined);
  texts(writer, OPTIONS.additionalSecretOutputs, options.additionalSecretOutputs ?? []);
  texts(writer, OPTIONS.aliases, options.aliases ?? []);
  nested(writer, OPTIONS.customTimeouts, () => writeTimeouts(writer, options.customTimeouts ?? {}));
  text(writer, OPTIONS.parent, parent ?? "");
}

function writeTimeouts(writer: Writer, timeouts: NonNullable<ResourceNodeOptions["customTimeouts"]>): void {
  for (const [index, duration] of [timeouts.create, timeouts.update, timeouts.delete].entries()) {
    if (duration !== undefined) {
      writer.uint32(tag(index + 1, 1)).double(seconds(duration));
    }
  }
}

/** The engine omits the internal properties of providers (`__defaults`), at the top level alone. */
function writeStruct(writer: Writer, properties: Record<string, PropertyValue>, keepInternal = true): void {
  for (const [name, value] of Object.entries(properties)) {
    if (keepInternal || !name.startsWith("__")) {
      nested(writer, ITEMS, () => {
        text(writer, KEY, name);
        nested(writer, ENTRY_VALUE, () => writeValue(writer, wireValue(value)));
      });
    }
  }
}

function writeValue(writer: Writer, value: PropertyValue): void {
  if (value === null) {
    writer.uint32(tag(VALUE.null, 0)).int32(0);
  } else if (typeof value === "number") {
    writer.uint32(tag(VALUE.number, 1)).double(value);
  } else if (typeof value === "string") {
    writer.uint32(tag(VALUE.text, 2)).string(value);
  } else if (typeof value === "boolean") {
    writer.uint32(tag(VALUE.boolean, 0)).bool(value);
  } else if (Array.isArray(value)) {
    nested(writer, VALUE.list, () => {
      for (const item of value) {
        nested(writer, ITEMS, () => writeValue(writer, wireValue(item)));
      }
    });
  } else {
    nested(writer, VALUE.struct, () => writeStruct(writer, value));
  }
}

/** The tag that a field starts with. See https://protobuf.dev/programming-guides/encoding/#structure */
function tag(field: number, wireType: 0 | 1 | 2): number {
  return (field << 3) | wireType;
}

function nested(writer: Writer, field: number, write: () => void): void {
  writer.uint32(tag(field, 2)).fork();
  write();
  writer.ldelim();
}

function text(writer: Writer, field: number, value: string): void {
  if (value !== "") {
    writer.uint32(tag(field, 2)).string(value);
  }
}

function texts(writer: Writer, field: number, values: string[]): void {
  for (const value of values) {
    writer.uint32(tag(field, 2)).string(value);
  }
}

function flag(writer: Writer, field: number, value: boolean): void {
  if (value) {
    writer.uint32(tag(field, 0)).bool(true);
  }
}

function finish(writer: Writer): Buffer {
  const bytes = writer.finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const UNIT_SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 };

/** A duration as `customTimeouts` has it, such as "1h30m". See https://pkg.go.dev/time#ParseDuration */
function seconds(duration: string): number {
  const parts = duration.matchAll(/([\d.]+)(ms|us|ns|h|m|s)/g);
  return [...parts].reduce((total, [, amount, unit]) => total + Number(amount) * (UNIT_SECONDS[unit ?? ""] ?? 0), 0);
}
