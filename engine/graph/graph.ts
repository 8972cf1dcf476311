import type { PropertyValue } from "./value";

/**
 * The resources that a Pulumi program declares, as plain data: the one shape that every reader (serve, check, graph, report,
 * doctor) takes, whether it was evaluated by the embedded engine, exported from a deployed stack or previewed.
 */
export interface ResourceGraph {
  version: 1;
  /** The project's name, from Pulumi.yaml. */
  project: string;
  /** The stack's short name: `dev` of `organization/project/dev`. */
  stack: string;
  /** In `preview` what AWS computes is unknown; in `deploy` it is synthesised the way AWS forms it. */
  mode: "deploy" | "preview";
  /** Absolute path of the folder with Pulumi.yaml, or undefined where the graph came from a state file. */
  projectDirectory?: string;
  /** Absolute path that the program ran in: relative asset and archive paths start here. */
  workingDirectory?: string;
  /** In the order of registration; a parent stands before its children. The stack itself is the first. */
  resources: ResourceNode[];
  /** The stack's outputs. */
  outputs: Record<string, PropertyValue>;
  /** The stack's decrypted secrets, which no printed form may show: `printableGraph` and `messageScrubber` see to it. */
  secretTexts?: string[];
}

/** One registered (or read) resource. */
export interface ResourceNode {
  urn: string;
  /** The type token, such as `aws:apigatewayv2/api:Api`. */
  type: string;
  name: string;
  /** URN of the parent; undefined for the stack alone. */
  parent?: string;
  /** False for components, whose outputs are what they passed to `registerOutputs`. */
  custom: boolean;
  /** True for a resource that was read (`Foo.get`) and is not managed by the program. */
  external: boolean;
  /** True for a component that a plugin builds. Its children are in the graph where the engine knows them from its inputs. */
  remote?: true;
  /** The provider-assigned id; undefined for components and while unknown. */
  id?: string;
  inputs: Record<string, PropertyValue>;
  outputs: Record<string, PropertyValue>;
  /** URNs of all resources that this one depends on, sorted. */
  dependencies: string[];
  /** URNs of the resources whose outputs flow into each input. */
  propertyDependencies: Record<string, string[]>;
  /** URN of the provider resource, for custom resources. */
  provider?: string;
  options: ResourceNodeOptions;
  /** The place where the program made the resource: the first frame outside node_modules. */
  source?: SourceLocation;
}

/** The resource options that policies and readers look at; absent where the program did not set them. */
export interface ResourceNodeOptions {
  protect?: boolean;
  aliases?: string[];
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  additionalSecretOutputs?: string[];
  deleteBeforeReplace?: boolean;
  retainOnDelete?: boolean;
  deletedWith?: string;
  import?: string;
  version?: string;
  customTimeouts?: { create?: string; update?: string; delete?: string };
}

/** A place in the user's program. */
export interface SourceLocation {
  /** Absolute path. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
}
