import { isUnknown, type PropertyValue } from "../value";
import { Identifiers } from "./identifier";
import type { Autoname, SynthesisResource } from "./shape";

/**
 * The inputs with a name: the provider gives a resource that has none its logical name and seven hex digits, or, after a
 * `namePrefix`, digits to make it unique.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/
 */
export function fillName(resource: SynthesisResource, autoname: Autoname | undefined): Record<string, PropertyValue> {
  const inputs = Object.fromEntries(Object.entries(resource.inputs).filter(([, value]) => value !== null));
  if (autoname === undefined || inputs[autoname.property] !== undefined) {
    return inputs;
  }
  const identifiers = new Identifiers(resource.urn);
  const prefix = inputs[`${autoname.property}Prefix`];
  const suffix = autoname.suffix?.(inputs) ?? "";
  if (prefix === undefined) {
    const stem = autoname.lowerCase === true ? resource.name.toLowerCase() : resource.name;
    inputs[autoname.property] = `${stem}-${identifiers.hex(7, "name")}${suffix}`;
  } else if (typeof prefix === "string" && !isUnknown(prefix)) {
    inputs[autoname.property] = `${prefix}${identifiers.digits(26, "name")}${suffix}`;
  }
  return inputs;
}
