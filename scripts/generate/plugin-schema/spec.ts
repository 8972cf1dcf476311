import type ts from "typescript";
import type { Declarations } from "../interfaces";

/** A type as the schema of a Pulumi package has it: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
export interface TypeSpec {
  type?: "boolean" | "number" | "integer" | "string" | "array" | "object";
  $ref?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
  oneOf?: TypeSpec[];
  /** Indicates whether the value must be known before the deployment. */
  plain?: boolean;
}

/** An argument or an output. */
export interface PropertySpec extends TypeSpec {
  description?: string;
  secret?: boolean;
}

/** An object type. */
export interface ObjectSpec {
  description?: string;
  type: "object";
  properties: Record<string, PropertySpec>;
  required: string[];
}

/** The values that a text can have. */
export interface EnumSpec {
  description?: string;
  type: "string";
  enum: { name: string; value: string; description?: string }[];
}

/** A component. */
export interface ComponentSpec extends ObjectSpec {
  isComponent: true;
  inputProperties: Record<string, PropertySpec>;
  requiredInputs: string[];
}

/** The parts of a schema that follow from the components. */
export interface Schema {
  resources: Record<string, ComponentSpec>;
  types: Record<string, ObjectSpec | EnumSpec>;
}

/** The type that takes any value. */
export const ANY: TypeSpec = { $ref: "pulumi.json#/Any" };

/** Returns the token of a component or a type. */
export const tokenOf = (name: string): string => `gatewright:index:${name}`;

/** Reads the types of arguments, and collects those that have a name. */
export interface TypeReader {
  readonly declarations: Declarations;
  readonly all: Record<string, ObjectSpec | EnumSpec>;
  /** Returns a type. @param place the argument, for errors */
  typeOf(node: ts.TypeNode | undefined, place: string): TypeSpec;
}
