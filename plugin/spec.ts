/** A type in the schema, as far as the provider reads it. */
export interface TypeSpec {
  type?: string;
  $ref?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
  oneOf?: TypeSpec[];
  plain?: boolean;
}

/** An object type. */
export interface ObjectSpec {
  properties?: Record<string, TypeSpec>;
}

/** The schema of the package, as far as the provider reads it. */
export interface Schema {
  resources: Record<string, { inputProperties: Record<string, TypeSpec>; properties: Record<string, TypeSpec> }>;
  types: Record<string, ObjectSpec>;
}

const TYPES = "#/types/";

/** Returns the name of the type that a spec refers to, such as `IntegrationSpec`; undefined for another spec. */
export function typeName({ $ref = "" }: TypeSpec): string | undefined {
  return $ref.startsWith(TYPES) ? $ref.slice($ref.lastIndexOf(":") + 1) : undefined;
}

/** Returns the properties of the object that a spec refers to; undefined for a spec of something else. */
export function propertiesOf({ $ref = "" }: TypeSpec, { types }: Schema): Record<string, TypeSpec> | undefined {
  return $ref.startsWith(TYPES) ? types[$ref.slice(TYPES.length)]?.properties : undefined;
}
