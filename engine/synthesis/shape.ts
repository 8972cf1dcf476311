import type { PropertyValue } from "../graph/value";
import type { ResourceView } from "./view";

/** A property that AWS computes. Reading an unknown input makes the result unknown, reading a secret makes it secret. */
export type Formula = (resource: ResourceView) => PropertyValue | undefined;

/** The defaults that the AWS provider adds to the inputs of one resource type. */
export interface ResourceShape {
  /** The provider-assigned id, in the form that the provider documents under "Import". */
  id: (resource: ResourceView) => string;
  /** The input that is the id, where it isn't the autonamed one. */
  idInput?: string;
  /** The inputs of a program that sets none, known before the deployment. */
  defaults?: Readonly<Record<string, PropertyValue>>;
  /** The properties that only the deployment makes known, unless the program sets them. */
  computed?: Readonly<Record<string, Formula>>;
  /** Outputs that the AWS provider has before its version 7 alone. */
  before7?: Readonly<Record<string, Formula>>;
  /** The members that AWS adds to an input that is an object, unless they are set. */
  nested?: Readonly<Record<string, Readonly<Record<string, Formula>>>>;
  /** Outputs that are always secret. */
  secrets?: readonly string[];
  /** Indicates whether the type has `tags` and so `tagsAll`. */
  tagged?: boolean;
}

/** The shapes of one AWS service's types, by type token. */
export interface Service {
  /** True for services without regions, whose resources have no `region` output. */
  global?: boolean;
  resources: Readonly<Record<string, ResourceShape>>;
}
