import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult, Provider } from "@pulumi/pulumi/provider";
import { readArguments } from "./arguments";
import { References } from "./references";
import type { Schema } from "./spec";

/** The class of a component, whose constructor checks its arguments. */
type Component = new (
  name: string,
  args: pulumi.Inputs,
  opts: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** Makes components for programs in any language, with the resources, names and checks that they have in a TypeScript program. */
export class ComponentProvider implements Provider {
  private readonly references: References;

  /** @param described returns the schema with its descriptions, which only an SDK needs */
  constructor(
    private readonly schemaOfTypes: Schema,
    readonly version: string,
    private readonly described: () => Schema = () => schemaOfTypes,
  ) {
    this.references = new References(version);
  }

  getSchema(): Promise<string> {
    return Promise.resolve(JSON.stringify({ version: this.version, ...this.described() }));
  }

  async construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<ConstructResult> {
    const short = type.slice(type.lastIndexOf(":") + 1);
    const spec = this.schemaOfTypes.resources[type];
    if (spec === undefined) {
      throw new pulumi.RunError(`gatewright has no component ${type}`);
    }
    const label = `${short} ${JSON.stringify(name)}`;
    const args = await readArguments(label, inputs, spec.inputProperties, this.schemaOfTypes);
    const component = new (componentClass(short))(name, args, options);
    await this.references.add(component);
    const outputs = Object.keys(spec.properties).map((output) => [output, Reflect.get(component, output)] as const);
    return { urn: component.urn, state: Object.fromEntries(outputs.filter(([, value]) => value !== undefined)) };
  }
}

/** Loads a module: of the components each with what it needs, and not all of them at the start. */
const load = createRequire(__filename) as (module: string) => Readonly<Record<string, Component>>;

function componentClass(name: string): Component {
  const Class = load("../components")[name];
  if (Class === undefined) {
    throw new Error(`components/index.ts does not export ${name}`);
  }
  return Class;
}
