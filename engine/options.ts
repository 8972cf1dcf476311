import { type Diagnostic } from "./evaluation-error";
import { type ResourceGraph, type ResourceNode } from "./graph/graph";
import { type PropertyValue } from "./graph/value";

/** The program and the stack to evaluate, with values that it gets elsewhere once it is deployed. */
export interface EvaluateOptions {
  /** A folder with Pulumi.yaml, or one below it. */
  directory: string;
  /** The stack: `dev` for Pulumi.dev.yaml. `project/dev` and `organization/project/dev` are understood as well. */
  stack: string;
  /**
   * `deploy` synthesises what AWS would compute, `preview` leaves it unknown as a first `pulumi preview` does.
   * @default "deploy"
   */
  mode?: "deploy" | "preview";
  /** Configuration values that override the stack's, by full key (`aws:region`) or by a key of the project. @default none */
  config?: Record<string, string>;
  /** Environment variables for the program, beside this process's own. `AWS_ACCOUNT_ID` sets the account. @default none */
  environment?: Record<string, string>;
  /**
   * Milliseconds until a program that does not end is stopped.
   * @default 120000
   */
  timeoutMs?: number;
  /** Stops the program: the evaluation then fails with the signal's reason. @default the program runs to its end */
  signal?: AbortSignal;
  /** The outputs of other stacks by their names; a stack reference that is not here has unknown outputs. @default none */
  stackReferences?: Record<string, Record<string, PropertyValue>>;
  /** Sees every resource before its outputs are synthesised. @default none */
  analyzer?: EngineAnalyzer;
}

/** The result of an evaluation. */
export interface Evaluation {
  graph: ResourceGraph;
  /** The stack's configuration as the program got it, by full key, without what is secret; objects and lists are JSON. */
  config: Record<string, string>;
  diagnostics: Diagnostic[];
  /** Absolute paths of the project's own files and asset folders that the result depends on: what to watch. */
  sources: string[];
}

/** A resource as an analyzer sees it: registered, with nothing synthesised yet. */
export interface AnalyzedResource {
  urn: string;
  type: string;
  name: string;
  inputs: Record<string, PropertyValue>;
  /** The node so far: its `outputs` are still empty. */
  node: ResourceNode;
  /** The provider of a custom resource. */
  providerNode?: ResourceNode;
}

/** Looks at the resources one at a time, in the order of registration, and may change their inputs. */
export interface EngineAnalyzer {
  /** @returns the inputs to go on with: the same, or remediated */
  analyze(resource: AnalyzedResource): Promise<{ inputs: Record<string, PropertyValue> }>;
}
