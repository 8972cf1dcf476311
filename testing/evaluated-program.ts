import type { Unwrap } from "@pulumi/pulumi";
import { type Diagnostic, evaluate as evaluateProgram, type ResourceGraph, type ResourceNode } from "../engine";
import { logicalName } from "../engine/graph/named-resource";
import { openStack, type StackOptions } from "./stack-options";

/** A class of resources of a Pulumi package, such as `aws.apigatewayv2.Route`. */
export interface ResourceClass {
  /** Pulumi's type, such as `aws:apigatewayv2/route:Route`. */
  readonly __pulumiType?: string;
  readonly name: string;
}

/** The inputs of a class of resources with the values of their Outputs. */
export type InputsOf<Class> = Class extends abstract new (name: string, args: infer Args, ...more: never[]) => unknown
  ? Unwrap<NonNullable<Args>>
  : Record<string, unknown>;

/** A resource that the program declares. */
export interface FoundResource<Inputs = Record<string, unknown>> {
  urn: string;
  type: string;
  /** The logical name. */
  name: string;
  inputs: Inputs;
  outputs: Record<string, unknown>;
  /** The resource as the engine has it: options, dependencies, place in the source. */
  node: ResourceNode;
}

/** A program as one stack of it declares it. */
export class EvaluatedProgram {
  constructor(
    readonly graph: ResourceGraph,
    /** The warnings of the program and its configuration. */
    readonly diagnostics: Diagnostic[],
  ) {}

  /** The stack's outputs. */
  get outputs(): Record<string, unknown> {
    return this.graph.outputs;
  }

  /**
   * Returns the resources of a class or type, in the order in which the program declares them.
   *
   * @example
   * ```ts
   * program.findAll(aws.apigatewayv2.Route).map(({ inputs }) => inputs.routeKey);
   * ```
   */
  findAll<Class extends ResourceClass | string>(type: Class): FoundResource<InputsOf<Class>>[] {
    const wanted = typeof type === "string" ? type : type.__pulumiType;
    if (wanted === undefined) {
      throw new Error(
        `${nameOf(type)} is no class of custom resources. Use its type, such as "gatewright:index:HttpApi".`,
      );
    }
    return this.graph.resources.flatMap((node) => (node.type === wanted ? [found<InputsOf<Class>>(node)] : []));
  }

  /**
   * Returns the only resource of a class or type, or the one with the logical name.
   *
   * @throws Error that lists those of the type, where none or several are meant
   *
   * @example
   * ```ts
   * const { inputs } = program.find(aws.apigatewayv2.Api, "orders");
   * ```
   */
  find<Class extends ResourceClass | string>(type: Class, name?: string): FoundResource<InputsOf<Class>> {
    const all = this.findAll(type);
    const [first, ...others] = all.filter((resource) => name === undefined || resource.name === name);
    if (first !== undefined && others.length === 0) {
      return first;
    }
    const known = all.map((resource) => resource.name).join(", ");
    const wanted = name === undefined ? nameOf(type) : `${nameOf(type)} named "${name}"`;
    throw new Error(`Expected one ${wanted} in stack ${this.graph.stack}, found ${known === "" ? "none" : known}.`);
  }
}

/**
 * Evaluates a program for one stack.
 *
 * @throws EvaluationError for everything that is wrong with the project, its configuration or its program
 *
 * @example
 * ```ts
 * const program = await evaluate({ stack: "prod" });
 * assert.equal(program.find(aws.apigatewayv2.Api).inputs.protocolType, "HTTP");
 * ```
 */
export async function evaluate(options: StackOptions): Promise<EvaluatedProgram> {
  const { graph, diagnostics } = await evaluateProgram(openStack(options).evaluation);
  return new EvaluatedProgram(graph, diagnostics);
}

function found<Inputs>(node: ResourceNode): FoundResource<Inputs> {
  const { urn, type, inputs, outputs } = node;
  return { urn, type, name: logicalName(urn), inputs: inputs as Inputs, outputs, node };
}

function nameOf(type: ResourceClass | string): string {
  return typeof type === "string" ? type : type.name;
}
