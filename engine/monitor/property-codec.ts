import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { secret, SIGNATURE_KEY, UNKNOWN, type PropertyValue } from "../graph/value";

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
  if (value[SIGNATURE_KEY] !== OUTPUT_VALUE_SIGNATURE) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, unwrapOutputValues(item, dependencies)]),
    );
  }
  const urns: PropertyValue[] = Array.isArray(value.dependencies) ? value.dependencies : [];
  for (const urn of urns) {
    if (typeof urn === "string") {
      dependencies.add(urn);
    }
  }
  const plain = value.value === undefined ? UNKNOWN : unwrapOutputValues(value.value, dependencies);
  return value.secret === true ? secret(plain) : plain;
}

/** The property as an output value, so that a transform's result tells what it still depends on. */
export function withDependencies(value: PropertyValue, dependencies: string[]): PropertyValue {
  if (dependencies.length === 0) {
    return value;
  }
  const marked: Properties = { [SIGNATURE_KEY]: OUTPUT_VALUE_SIGNATURE, dependencies };
  return value === UNKNOWN ? marked : { ...marked, value };
}
