import { isDeepStrictEqual } from "node:util";
import { autoNameOf } from "../../../aws/auto-names";
import { checkedInputs, previewOutputs, synthesise, type SynthesisContext } from "../../../engine/synthesis";
import type { PropertyValue } from "../../../engine/graph/value";
import { difference, type Difference } from "./difference";

type Properties = Record<string, PropertyValue>;

/** A resource as the engine names it. */
export interface Subject {
  urn: string;
  type: string;
  name: string;
}

/** The effect of one run of the provider on resources. The engine keeps the state; this only remembers what it has seen. */
export class Resources {
  private readonly seen = new Map<string, Properties>();
  /** Specifies what a resource's ids and names are made from, for those that replace another: the URN alone would give the same. */
  private readonly seeds = new Map<string, string>();

  /** The inputs with the provider's names filled in, and what is wrong with them. */
  check(
    subject: Subject,
    before: Properties | undefined,
    after: Properties,
  ): { inputs: Properties; failures: string[] } {
    const autoname = autoNameOf(subject.type);
    const inputs = checkedInputs({ ...this.resource(subject), inputs: after });
    const property = autoname?.property ?? "";
    const kept = before?.[property];
    if (autoname !== undefined && after[property] === undefined && kept !== undefined) {
      inputs[property] = kept;
    }
    const name = inputs[property];
    const limit = autoname?.maxLength ?? Infinity;
    if (typeof name === "string" && name.length > limit) {
      const advice = after[property] === undefined ? "Shorten the resource's name" : `Shorten ${property}`;
      return {
        inputs,
        failures: [`${property} "${name}" has ${name.length} characters, at most ${limit} are allowed. ${advice}.`],
      };
    }
    return { inputs, failures: [] };
  }

  diff(subject: Subject, id: string, outputs: Properties, before: Properties, after: Properties): Difference {
    this.remember(subject.type, id, outputs);
    const found = difference(subject.type, before, after);
    if (found.replacing.length > 0) {
      this.seeds.set(subject.urn, `${subject.urn}#${id}`);
    }
    return found;
  }

  create(subject: Subject, inputs: Properties, context: SynthesisContext): { id: string; outputs: Properties } {
    const created = synthesise({ ...this.resource(subject), inputs }, this.within(context));
    this.remember(subject.type, created.id, created.outputs);
    return created;
  }

  preview(subject: Subject, inputs: Properties, context: SynthesisContext): Properties {
    return previewOutputs({ ...this.resource(subject), inputs }, this.within(context));
  }

  /** The outputs after a change: what doesn't follow from a changed input stays as it is. */
  update(
    subject: Subject,
    id: string,
    outputs: Properties,
    inputs: { before: Properties; after: Properties },
    context: SynthesisContext,
  ): Properties {
    const given = { ...this.resource(subject), id };
    const before = synthesise({ ...given, inputs: inputs.before }, this.within(context)).outputs;
    const after = synthesise({ ...given, inputs: inputs.after }, this.within(context)).outputs;
    const updated = Object.fromEntries(
      Object.entries(after).map(([property, value]) => {
        const old = outputs[property];
        return [property, old !== undefined && isDeepStrictEqual(before[property], value) ? old : value] as const;
      }),
    );
    const published = { ...updated, ...newVersion(subject.type, outputs, inputs) };
    this.remember(subject.type, id, published);
    return published;
  }

  /** A resource that isn't managed here, by its id and what the program says of it. */
  read(subject: Subject, id: string, hints: Properties, context: SynthesisContext): Properties {
    const { outputs } = synthesise({ ...this.resource(subject), inputs: hints, id }, this.within(context));
    this.remember(subject.type, id, outputs);
    return outputs;
  }

  /** Returns whether the resource was made or read here. */
  knows(type: string, id: string): boolean {
    return this.seen.has(`${type}#${id}`);
  }

  private resource({ urn, type, name }: Subject): Subject & { dependencies: string[] } {
    return { urn: this.seeds.get(urn) ?? urn, type, name, dependencies: [] };
  }

  private within(context: SynthesisContext): SynthesisContext {
    return { ...context, find: (type, id) => this.seen.get(`${type}#${id}`) };
  }

  private remember(type: string, id: string, outputs: Properties): void {
    this.seen.set(`${type}#${id}`, outputs);
  }
}

/** Changed code of a function that is published is a version more: https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html */
function newVersion(type: string, outputs: Properties, inputs: { before: Properties; after: Properties }): Properties {
  const isPublished =
    type === "aws:lambda/function:Function" &&
    inputs.after.publish === true &&
    !isDeepStrictEqual(inputs.before.code, inputs.after.code);
  return isPublished ? { version: String(Number(outputs.version) + 1) } : {};
}
