export const STACK_TYPE = "pulumi:pulumi:Stack";
export const PROVIDER_PREFIX = "pulumi:providers:";
export const STACK_REFERENCE_TYPE = "pulumi:pulumi:StackReference";

/** The parts of `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`. */
export interface UrnParts {
  stack: string;
  project: string;
  /** The types of all parents and the resource itself, joined by `$`; the stack is left out. */
  qualifiedType: string;
  type: string;
  name: string;
}

/** See https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
export function makeUrn(stack: string, project: string, parentType: string, type: string, name: string): string {
  const qualified = parentType === "" || parentType === STACK_TYPE ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

export function parseUrn(urn: string): UrnParts {
  const [prefix = "", project = "", qualifiedType = "", ...name] = urn.split("::");
  return {
    stack: prefix.replace(/^urn:pulumi:/, ""),
    project,
    qualifiedType,
    type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1),
    name: name.join("::"), // only a name may hold a double colon
  };
}

/** The package of a type or function token: `aws` of `aws:s3/bucket:Bucket`. */
export function packageOf(token: string): string {
  return token.slice(0, token.indexOf(":"));
}

/** The URN in a provider reference, which is `<urn>::<id>`. */
export function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}
