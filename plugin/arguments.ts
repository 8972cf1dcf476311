import * as pulumi from "@pulumi/pulumi";
import { ComponentError, type Problem } from "../components";
import { isRecord } from "../language/is-record";
import { type Known, readOutput } from "./outputs";
import { propertiesOf, type Schema, typeName, type TypeSpec } from "./spec";
import { withTargetName } from "./target-name";
import { setOwn } from "../language/own-value";

/**
 * Returns the arguments of a component as its constructor takes them in TypeScript, where an Output of a plain argument would not
 * compile, and where the same Output stands for the same target.
 *
 * @throws ComponentError with every argument that must be known before the deployment and is not
 */
export async function readArguments(
  component: string,
  inputs: pulumi.Inputs,
  specs: Readonly<Record<string, TypeSpec>>,
  schema: Schema,
): Promise<pulumi.Inputs> {
  const reader = new Reader(schema);
  const args = await reader.object(inputs, specs, "");
  if (reader.problems.length > 0) {
    throw new ComponentError(component, reader.problems);
  }
  return args;
}

class Reader {
  readonly problems: Problem[] = [];
  /** The Outputs of one component by what they hold: each argument of another language has an Output of its own. */
  private readonly outputs = new Map<string, pulumi.Output<unknown>>();

  constructor(private readonly schema: Schema) {}

  async object(value: object, specs: Readonly<Record<string, TypeSpec>>, place: string): Promise<pulumi.Inputs> {
    const read: pulumi.Inputs = {};
    for (const [name, item] of Object.entries(value) as [string, unknown][]) {
      const path = place === "" ? name : `${place}.${name}`;
      // the component itself tells what it has instead of an unknown argument
      const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
      set(read, name, spec === undefined ? item : await this.value(item, spec, path));
    }
    return read;
  }

  private async value(value: unknown, spec: TypeSpec, place: string): Promise<unknown> {
    if (value === undefined || value === null) {
      return undefined;
    }
    if (pulumi.Output.isInstance(value)) {
      return this.output(value, spec, place);
    }
    if (pulumi.Resource.isInstance(value)) {
      return value;
    }
    if (Array.isArray(value)) {
      return this.list(value, branches(spec).find((one) => one.items !== undefined)?.items ?? {}, place);
    }
    return isRecord(value) ? this.record(value, spec, place) : value;
  }

  private async record(value: Record<string, unknown>, spec: TypeSpec, place: string): Promise<unknown> {
    const type = branches(spec).find((one) => propertiesOf(one, this.schema) !== undefined);
    if (type !== undefined) {
      const read = await this.object(value, propertiesOf(type, this.schema) ?? {}, place);
      return KINDS.has(typeName(type) ?? "") ? withTargetName(read) : read;
    }
    const entry = branches(spec).find((one) => one.additionalProperties !== undefined)?.additionalProperties ?? {};
    const read: pulumi.Inputs = {};
    for (const [key, item] of Object.entries(value)) {
      set(read, key, await this.value(item, entry, `${place}[${JSON.stringify(key)}]`));
    }
    return read;
  }

  private async list(items: readonly unknown[], spec: TypeSpec, place: string): Promise<unknown[]> {
    const read: unknown[] = [];
    for (const [index, item] of items.entries()) {
      read.push(await this.value(item, spec, `${place}[${index}]`));
    }
    return read;
  }

  private async output(output: pulumi.Output<unknown>, spec: TypeSpec, place: string): Promise<unknown> {
    const known = await readOutput(output);
    if (spec.plain === true) {
      return this.plain(known, spec, place);
    }
    const identity = known.identity(place.slice(place.lastIndexOf(".") + 1));
    const same = identity === undefined ? undefined : this.outputs.get(identity);
    if (identity !== undefined && same === undefined) {
      this.outputs.set(identity, output);
    }
    return same ?? output;
  }

  /** The engine wraps a whole argument where something in it is a reference to a resource. */
  private async plain(known: Known, spec: TypeSpec, place: string): Promise<unknown> {
    const expected = known.isSecret ? "a value that is no secret" : "a value that is known before the deployment";
    if (known.isSecret || !known.isKnown) {
      this.problems.push({
        argument: place,
        expected,
        fix: "write a literal, or read it from the stack's config",
      });
      return undefined;
    }
    return this.value(known.value, spec, place);
  }
}

/** The types that name their target's resource. */
const KINDS = new Set(["IntegrationSpec", "AuthorizerSpec"]);

/** Some languages write an argument that is left out as null. */
function set(inputs: pulumi.Inputs, name: string, value: unknown): void {
  if (value !== undefined) {
    setOwn(inputs, name, value);
  }
}

function branches(spec: TypeSpec): readonly TypeSpec[] {
  return spec.oneOf ?? [spec];
}
