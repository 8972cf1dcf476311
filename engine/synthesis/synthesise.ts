import { isSecret, isUnknown, reveal, secret, UNKNOWN, type PropertyValue } from "../graph/value";
import { autoNameOf } from "../../aws/auto-names";
import { fillName } from "./name";
import { services } from "./services";
import type { SynthesisContext, SynthesisResource } from "./context";
import type { Formula, ResourceShape } from "./shape";
import { unlistedShape } from "./unlisted";
import { ResourceView } from "./view";
import { isRecord } from "../../language/is-record";

type Properties = Record<string, PropertyValue>;

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
): { id: string; outputs: Properties } {
  const view = viewOf(resource, context);
  return { id: view.id, outputs: outputsOf(resource.type, view, (formula) => view.evaluate(formula)) };
}

/** The outputs as they stand before the first deployment: what AWS computes is unknown. */
export function previewOutputs(resource: SynthesisResource, context: SynthesisContext): Properties {
  return outputsOf(resource.type, viewOf(resource, context), () => UNKNOWN);
}

/** The outputs that are unknown in a preview unless given as input; undefined for a type that isn't listed. */
export function computedProperties(type: string): string[] | undefined {
  const listed = shapes.get(type);
  return listed === undefined ? undefined : Object.keys(listed.shape.computed ?? {});
}

/** The inputs with the provider's name filled in, as the provider's `Check` gives them. */
export function checkedInputs(resource: SynthesisResource): Properties {
  return fillName(resource);
}

/** Returns what the provider knows of a type. */
export function shapeOf(type: string): { shape: ResourceShape; global: boolean } {
  return shapes.get(type) ?? { shape: unlistedShape(type), global: false };
}

function viewOf(resource: SynthesisResource, context: SynthesisContext): ResourceView {
  const { shape } = shapeOf(resource.type);
  const inputs = { ...shape.defaults, ...fillName(resource) };
  const view = new ResourceView(resource, inputs, context);
  view.id = idOf(shape, view);
  if (resource.id === undefined || resource.id === view.id) {
    return view;
  }
  return existingView({ ...resource, id: resource.id }, view, context);
}

/** A resource that stands already: where its type's id is its name, ARN or URL, those are the given id. */
function existingView(
  resource: SynthesisResource & { id: string },
  madeUp: ResourceView,
  context: SynthesisContext,
): ResourceView {
  const { shape } = shapeOf(resource.type);
  const inputs = { ...madeUp.inputs };
  const name = autoNameOf(resource.type)?.property ?? shape.idInput ?? "";
  if (resource.inputs[name] === undefined && name !== "" && (inputs[name] ?? madeUp.id) === madeUp.id) {
    inputs[name] = resource.id;
  }
  for (const [property, formula] of Object.entries(shape.computed ?? {})) {
    if (inputs[property] === undefined && madeUp.evaluate(formula) === madeUp.id) {
      inputs[property] = resource.id;
    }
  }
  const view = new ResourceView(resource, inputs, context);
  view.id = resource.id;
  return view;
}

function outputsOf(
  type: string,
  view: ResourceView,
  evaluate: (formula: Formula) => PropertyValue | undefined,
): Properties {
  const { shape, global } = shapeOf(type);
  const outputs: Properties = { ...view.inputs };
  for (const [property, formula] of Object.entries(shape.computed ?? {})) {
    fill(outputs, property, () => evaluate(formula));
  }
  for (const [property, formula] of Object.entries(view.isBefore7 ? (shape.before7 ?? {}) : {})) {
    fill(outputs, property, () => evaluate(formula));
  }
  for (const [property, formulas] of Object.entries(shape.nested ?? {})) {
    const given = outputs[property];
    if (isPlainObject(given)) {
      const inner: Properties = { ...given };
      Object.entries(formulas).forEach(([key, formula]) => fill(inner, key, () => evaluate(formula)));
      outputs[property] = inner;
    }
  }
  if (shape.tagged === true) {
    outputs.tagsAll ??= tagsAll(outputs.tags, view.defaultTags);
  }
  if (!global && type.startsWith("aws:")) {
    outputs.region ??= view.region;
  }
  for (const property of shape.secrets ?? []) {
    const value = outputs[property];
    if (value !== undefined && !isSecret(value)) {
      outputs[property] = secret(value);
    }
  }
  return outputs;
}

/** The tags of the provider and the resource's own; unknown with tags that are. */
function tagsAll(tags: PropertyValue | undefined, defaultTags: Properties): PropertyValue {
  const own = tags ?? {};
  const plain = reveal(own);
  if (Object.keys(defaultTags).length === 0 || !isRecord(plain)) {
    return own;
  }
  const all = { ...defaultTags, ...plain };
  return isSecret(own) ? secret(all) : all;
}

function isPlainObject(value: PropertyValue | undefined): value is Properties {
  return isRecord(value) && !isSecret(value);
}

function fill(properties: Properties, property: string, value: () => PropertyValue | undefined): void {
  if (properties[property] === undefined) {
    const filled = value();
    if (filled !== undefined) {
      properties[property] = filled;
    }
  }
}

/** An id is always known and plain: one that is formed from an unknown input is made up instead. */
function idOf(shape: ResourceShape, view: ResourceView): string {
  const id = reveal(view.evaluate(shape.id));
  return typeof id === "string" && id !== "" && !isUnknown(id) ? id : view.identifiers.lower(10);
}
