import type { PropertyValue } from "../graph/value";

/** The deployment that is synthesised: project, stack, account and region. */
export interface SynthesisContext {
  project: string;
  stack: string;
  /** Twelve digits. */
  account: string;
  region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, ... */
  partition: string;
  /** The tags that the provider gives every resource, which its own go before. @default none */
  defaultTags?: Record<string, PropertyValue>;
  /** The major version of the provider, where it is known: older ones have other outputs. */
  providerMajor?: number;
  /** The outputs of a resource by type and id, where it is known: a few outputs copy another resource's. */
  find?: (type: string, id: string) => Record<string, PropertyValue> | undefined;
}

/** A resource as the program registers it. */
export interface SynthesisResource {
  type: string;
  name: string;
  urn: string;
  inputs: Record<string, PropertyValue>;
  dependencies: string[];
  /** The id of a resource that stands already, such as one that is read; without it an id is made up from the URN. */
  id?: string;
}
