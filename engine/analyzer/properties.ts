import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
  isSecret,
  type PropertyValue,
  RESOURCE_REFERENCE_SIGNATURE,
  secret,
  SECRET_PLACEHOLDER,
  SIGNATURE_KEY,
} from "../value";

type Properties = Record<string, PropertyValue>;

/**
 * Properties as the Pulumi engine sends them to policies: unknowns and secrets keep their marks, a reference to a resource
 * is its id or else its URN, and what providers keep for themselves (`__defaults`) is left out at the top level.
 */
export function toStruct(properties: Properties, options: { keepInternal: boolean }): Struct {
  const sent = Object.entries(properties).filter(([key]) => options.keepInternal || !key.startsWith("__"));
  return Struct.fromJavaScript(wireValues(Object.fromEntries(sent)));
}

export function fromStruct(struct: Struct): Properties {
  return struct.toJavaScript();
}

function wireValue(value: PropertyValue): PropertyValue {
  if (value === null || typeof value !== "object") {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(wireValue);
  }
  if (value[SIGNATURE_KEY] === RESOURCE_REFERENCE_SIGNATURE) {
    return typeof value.id === "string" && value.id !== "" ? value.id : (value.urn ?? null);
  }
  if (isSecret(value)) {
    // of a secret that a state file holds encrypted there is no plain value: the engine sends the placeholder
    const plain = value.value;
    return secret(plain === undefined ? SECRET_PLACEHOLDER : wireValue(plain));
  }
  return wireValues(value);
}

function wireValues(values: Properties): Properties {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, wireValue(value)]));
}
