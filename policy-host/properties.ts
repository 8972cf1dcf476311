import { type Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
  isSecret,
  type PropertyValue,
  RESOURCE_REFERENCE_SIGNATURE,
  secret,
  SIGNATURE_KEY,
} from "../engine/graph/value";
import { SECRET_PLACEHOLDER } from "../language/secret-placeholder";

export function fromStruct(struct: Struct): Record<string, PropertyValue> {
  return struct.toJavaScript();
}

/**
 * A value as the Pulumi engine sends it to policies, what it holds not included: unknowns and secrets keep their marks, and
 * a reference to a resource is its id, or its URN where it has none.
 */
export function wireValue(value: PropertyValue): PropertyValue {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    return value;
  }
  if (value[SIGNATURE_KEY] === RESOURCE_REFERENCE_SIGNATURE) {
    return typeof value.id === "string" && value.id !== "" ? value.id : (value.urn ?? null);
  }
  // of a secret that a state file holds encrypted the plain value is unknown: the engine sends the placeholder
  return isSecret(value) ? secret(value.value ?? SECRET_PLACEHOLDER) : value;
}
