import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { isRecord } from "../../language/is-record";
import { isSecret, isUnknown, secret, SIGNATURE_KEY, UNKNOWN, type PropertyValue } from "../graph/value";

export type Properties = Record<string, PropertyValue>;

/** Marks a value that carries its own dependencies on the wire; a graph never holds one. */
const OUTPUT_VALUE_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Reads a wire struct. The marks of secrets, assets and unknowns are the same there as in a graph. */
export function readProperties(struct: Struct | undefined): Properties {
  const properties: Properties = {};
  struct?.getFieldsMap().forEach((value, key) => {
    properties[key] = readValue(value);
  });
  return properties;
}

export function readValue(value: Value): PropertyValue {
  switch (value.getKindCase()) {
    case Value.KindCase.NUMBER_VALUE:
      return value.getNumberValue();
    case Value.KindCase.STRING_VALUE:
      return value.getStringValue();
    case Value.KindCase.BOOL_VALUE:
      return value.getBoolValue();
    case Value.KindCase.STRUCT_VALUE:
      return readProperties(value.getStructValue());
    case Value.KindCase.LIST_VALUE:
      return value.getListValue()?.getValuesList().map(readValue) ?? [];
    default:
      return null;
  }
}

export function writeProperties(properties: Properties): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [key, value] of Object.entries(properties)) {
    fields.set(key, writeValue(value));
  }
  return struct;
}

function writeValue(value: PropertyValue): Value {
  const written = new Value();
  if (value === null) {
    return written.setNullValue(NullValue.NULL_VALUE);
  }
  if (Array.isArray(value)) {
    const list = new ListValue();
    list.setValuesList(value.map(writeValue));
    return written.setListValue(list);
  }
  switch (typeof value) {
    case "string":
      return written.setStringValue(value);
    case "number":
      return written.setNumberValue(value);
    case "boolean":
      return written.setBoolValue(value);
    default:
      return written.setStructValue(writeProperties(value));
  }
}

/** Takes output values off: they become plain values, secrets or unknowns, and their dependencies are added to the set. */
export function unwrapOutputValues(value: PropertyValue, dependencies: Set<string>): PropertyValue {
  if (value === null || typeof value !== "object") {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => unwrapOutputValues(item, dependencies));
  }
  if (!isOutputValue(value)) {
    const members = mapValues(value, (item) => unwrapOutputValues(item, dependencies));
    return isSecret(members) ? secretOnce(members.value ?? null) : members;
  }
  dependenciesOf(value).forEach((urn) => dependencies.add(urn));
  const plain = value.value === undefined ? UNKNOWN : unwrapOutputValues(value.value, dependencies);
  return value.secret === true ? secretOnce(plain) : plain;
}

/** A secret of a secret is one, as in the real engine. */
function secretOnce(value: PropertyValue): PropertyValue {
  return isSecret(value) ? value : secret(value);
}

/**
 * Returns the property as a transform gets it: secrets and unknowns are output values wherever they stand, and the property itself is one
 * that tells what it depends on. A mark that is no output value would be rolled up to the whole property, or seen by the program.
 */
export function asOutputs(value: PropertyValue, dependencies: string[]): PropertyValue {
  const upgraded = upgrade(value);
  if (dependencies.length === 0) {
    return upgraded;
  }
  return isOutputValue(upgraded)
    ? { ...upgraded, dependencies: [...new Set([...dependenciesOf(upgraded), ...dependencies])] }
    : { [SIGNATURE_KEY]: OUTPUT_VALUE_SIGNATURE, value: upgraded, dependencies };
}

function upgrade(value: PropertyValue): PropertyValue {
  if (isUnknown(value)) {
    return { [SIGNATURE_KEY]: OUTPUT_VALUE_SIGNATURE };
  }
  if (isSecret(value)) {
    const inner = upgrade(value.value ?? null);
    return isOutputValue(inner)
      ? { ...inner, secret: true }
      : { [SIGNATURE_KEY]: OUTPUT_VALUE_SIGNATURE, value: inner, secret: true };
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  return Array.isArray(value) ? value.map(upgrade) : mapValues(value, upgrade);
}

function isOutputValue(value: PropertyValue): value is Properties {
  return isRecord(value) && value[SIGNATURE_KEY] === OUTPUT_VALUE_SIGNATURE;
}

function dependenciesOf(output: Properties): string[] {
  const urns: PropertyValue[] = Array.isArray(output.dependencies) ? output.dependencies : [];
  return urns.filter((urn) => typeof urn === "string");
}

export function mapValues(
  values: Properties,
  change: (value: PropertyValue, key: string) => PropertyValue,
): Properties {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));
}
