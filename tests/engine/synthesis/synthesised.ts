import assert from "node:assert/strict";
import { synthesise, type SynthesisContext } from "../../../engine/synthesis";
import type { PropertyValue } from "../../../engine/graph/value";

export const IRELAND: SynthesisContext = {
  project: "orders",
  stack: "dev",
  account: "123456789012",
  region: "eu-west-1",
  partition: "aws",
};

/** A resource named `orders` with these inputs, as it stands after its deployment. */
export function synthesised(
  type: string,
  inputs: Record<string, PropertyValue> = {},
  context: SynthesisContext = IRELAND,
): { id: string; outputs: Record<string, PropertyValue> } {
  const urn = `urn:pulumi:dev::orders::${type}::orders`;
  return synthesise({ type, name: "orders", urn, inputs, dependencies: [] }, context);
}

/** Some of its outputs. */
export function outputs(
  type: string,
  inputs: Record<string, PropertyValue>,
  properties: readonly string[],
  context: SynthesisContext = IRELAND,
): Record<string, PropertyValue | undefined> {
  const all = synthesised(type, inputs, context).outputs;
  return Object.fromEntries(properties.map((property) => [property, all[property]]));
}

/** The value, which must be a text. */
export function text(value: PropertyValue | undefined): string {
  assert.equal(typeof value, "string");
  return typeof value === "string" ? value : "";
}
