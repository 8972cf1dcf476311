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
  /** The way the provider names the resource when the program doesn't. */
  autoname?: Autoname;
  /** Specifies what stands where the program says nothing, and is known before the deployment. */
  defaults?: Readonly<Record<string, PropertyValue>>;
  /** Specifies what only the deployment makes known, unless the program says it. */
  computed?: Readonly<Record<string, Formula>>;
  /** Outputs that the AWS provider has before its version 7 alone. */
  before7?: Readonly<Record<string, Formula>>;
  /** Specifies what AWS adds inside of an input that is an object, where it isn't given. */
  nested?: Readonly<Record<string, Readonly<Record<string, Formula>>>>;
  /** Outputs that are always secret. */
  secrets?: readonly string[];
  /** Indicates whether the type has `tags` and so `tagsAll`. */
  tagged?: boolean;
  /** Inputs whose change replaces the resource. A dot reaches into a nested object. */
  replaceOn?: readonly string[];
}

/** The provider's name for a resource without one: the logical name, a separator and seven hex digits. */
export interface Autoname {
  property: string;
  maxLength?: number;
  /** Ends the name, such as `.fifo`; undefined where nothing does. */
  suffix?: (inputs: Readonly<Record<string, PropertyValue>>) => string | undefined;
  /** Indicates whether the name has lower-case letters only. */
  lowerCase?: boolean;
  /** Between the logical name and the digits. @default "-" */
  separator?: string;
  /** Stands before the logical name, such as `alias/`. */
  start?: string;
}

/** The shapes of one AWS service's types, by type token. */
export interface Service {
  /** True for services without regions, whose resources have no `region` output. */
  global?: boolean;
  resources: Readonly<Record<string, ResourceShape>>;
}

/** The usual autoname: `name`, of at most 255 characters. */
export const NAMED: Autoname = { property: "name" };
