import { type ResourceNode } from "../graph/graph";
import { type PropertyValue } from "../graph/value";
import { type SynthesisContext } from "../synthesis";

export type Properties = Record<string, PropertyValue>;

/** A resource that a component of a plugin makes. */
export interface Child {
  type: string;
  name: string;
  inputs: Properties;
  /** URNs of the resources that flow into each input. */
  dependencies?: Readonly<Record<string, string[]>>;
  /** URNs of further resources that must exist before. */
  dependsOn?: string[];
}

/** The engine, as the expansion of a component sees it. */
export interface ExpansionHost {
  readonly component: ResourceNode;
  /** The version of the component's package; empty where the program does not say. */
  readonly version: string;
  readonly context: SynthesisContext;
  /** Absolute path that the component's own paths start at. */
  readonly programDirectory: string;
  node(urn: string): ResourceNode | undefined;
  /** Registers a child of the component, and returns it with its outputs. */
  register(child: Child): Promise<ResourceNode>;
}

/** Registers the children of a component and returns its outputs. @throws DeploymentError as the plugin would */
export type Expansion = (host: ExpansionHost) => Promise<Properties>;
