import { isUnknown, RESOURCE_REFERENCE_SIGNATURE, SIGNATURE_KEY, type PropertyValue } from "../graph/value";
import { Identifiers } from "./identifier";
import type { SynthesisResource } from "./context";
import { autoNameOf } from "../../aws/auto-names";
import { AUTO_NAME_SUFFIX_LENGTH } from "../../aws/names";

/**
 * The inputs with a name: the provider gives a resource that has none its logical name and seven hex digits, or, after a
 * `namePrefix`, digits to make it unique.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/
 */
export function fillName(resource: SynthesisResource): Record<string, PropertyValue> {
  const inputs = Object.fromEntries(
    Object.entries(resource.inputs)
      .filter(([, value]) => value !== null)
      .map(([property, value]) => [property, withoutReferences(value)]),
  );
  const autoname = autoNameOf(resource.type);
  if (autoname === undefined || inputs[autoname.property] !== undefined) {
    return inputs;
  }
  const identifiers = new Identifiers(resource.urn);
  const prefix = inputs[`${autoname.property}Prefix`];
  const suffix = autoname.suffix(inputs);
  if (prefix === undefined) {
    const { start, separator, lowerCase } = autoname;
    const stem = lowerCase ? resource.name.toLowerCase() : resource.name;
    const digits = identifiers.hex(AUTO_NAME_SUFFIX_LENGTH - "-".length, "name");
    inputs[autoname.property] = `${start}${stem}${separator}${digits}${suffix}`;
  } else if (typeof prefix === "string" && !isUnknown(prefix)) {
    inputs[autoname.property] = `${prefix}${identifiers.digits(26, "name")}${suffix}`;
  }
  return inputs;
}

/** A resource given where its id is expected (`restApi: api`) reaches the provider as its id. Other values are kept, not copied. */
function withoutReferences(value: PropertyValue): PropertyValue {
  if (value === null || typeof value !== "object") {
    return value;
  }
  if (Array.isArray(value)) {
    const items = value.map(withoutReferences);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (value[SIGNATURE_KEY] === RESOURCE_REFERENCE_SIGNATURE) {
    return value.id ?? value.urn ?? null;
  }
  const members = Object.entries(value).map(([key, item]) => [key, withoutReferences(item)] as const);
  return members.every(([key, item]) => item === value[key]) ? value : Object.fromEntries(members);
}
