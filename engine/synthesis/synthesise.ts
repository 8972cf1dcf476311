import { isSecret, isUnknown, reveal, secret, type PropertyValue } from "../value";
import { fillName } from "./name";
import { services } from "./services";
import type { ResourceShape, SynthesisContext, SynthesisResource } from "./shape";
import { unlistedShape } from "./unlisted";
import { ResourceView } from "./view";

const shapes = new Map<string, { shape: ResourceShape; global: boolean }>(
  services.flatMap((service) =>
    Object.entries(service.resources).map(
      ([type, shape]) => [type, { shape, global: service.global === true }] as const,
    ),
  ),
);

/** The id and the outputs that the resource would have once deployed. The same URN and inputs always give the same ones. */
export function synthesise(
  resource: SynthesisResource,
  context: SynthesisContext,
): { id: string; outputs: Record<string, PropertyValue> } {
  const { shape, global } = shapeOf(resource.type);
  const inputs = fillInputs(resource, shape);
  const view = new ResourceView(resource, inputs, context);
  view.id = idOf(shape, view);

  const outputs = { ...inputs };
  for (const [property, formula] of Object.entries(shape.computed ?? {})) {
    if (outputs[property] === undefined) {
      set(outputs, property, view.evaluate(formula));
    }
  }
  for (const [property, formula] of Object.entries(shape.completed ?? {})) {
    set(outputs, property, view.evaluate(formula));
  }
  if (shape.tagged === true) {
    outputs.tagsAll ??= inputs.tags ?? {};
  }
  if (!global && resource.type.startsWith("aws:")) {
    outputs.region ??= view.region;
  }
  for (const property of shape.secrets ?? []) {
    const value = outputs[property];
    if (value !== undefined && !isSecret(value) && !isUnknown(value)) {
      outputs[property] = secret(value);
    }
  }
  return { id: view.id, outputs };
}

/** The outputs that are unknown in a preview unless given as input; undefined for a type that isn't listed. */
export function computedProperties(type: string): string[] | undefined {
  const computed = shapes.get(type)?.shape.computed;
  return shapes.has(type) ? Object.keys(computed ?? {}) : undefined;
}

/** The inputs with the provider's names and defaults filled in, as `Check` gives them. */
export function checkedInputs(resource: SynthesisResource): Record<string, PropertyValue> {
  return fillName(resource, shapeOf(resource.type).shape.autoname);
}

/** The inputs whose change replaces a resource of the type. */
export function replacementProperties(type: string): readonly string[] {
  return shapes.get(type)?.shape.replaceOn ?? [];
}

/** Whether the outputs of the type are known exactly. */
export function isListed(type: string): boolean {
  return shapes.has(type);
}

/** Every type whose outputs are known exactly. */
export function listedTypes(): string[] {
  return [...shapes.keys()];
}

function shapeOf(type: string): { shape: ResourceShape; global: boolean } {
  return shapes.get(type) ?? { shape: unlistedShape(type), global: false };
}

function fillInputs(resource: SynthesisResource, shape: ResourceShape): Record<string, PropertyValue> {
  const inputs = fillName(resource, shape.autoname);
  for (const [property, value] of Object.entries(shape.defaults ?? {})) {
    inputs[property] ??= value;
  }
  return inputs;
}

/** An id is always a known, plain string: one that is formed from an unknown or a secret input is made up instead. */
function idOf(shape: ResourceShape, view: ResourceView): string {
  const id = view.evaluate(shape.id);
  const plain = isSecret(id) ? reveal(id) : id;
  return typeof plain === "string" && plain !== "" && !isUnknown(plain) ? plain : view.identifiers.lower(10);
}

function set(outputs: Record<string, PropertyValue>, property: string, value: PropertyValue | undefined): void {
  if (value !== undefined) {
    outputs[property] = value;
  }
}
