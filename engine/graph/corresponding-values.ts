import type { ResourceNode } from "./graph";
import type { PropertyValue } from "./value";
import { ownValue } from "../../language/own-value";

type Properties = Record<string, PropertyValue>;

/**
 * Turns the values of an evaluated program into those of an earlier deployment or evaluation of it. An evaluation makes the ids and
 * ARNs of a resource up from its URN; one that was deployed, or had another URN, has others, and so have the inputs that they flow
 * into.
 */
export class CorrespondingValues {
  /** By URN, what the evaluation made up and what corresponds to it, the longest first. */
  private readonly pairs = new Map<string, [string, string][]>();

  /** Notes the values that a resource of the program has there. */
  settle(node: ResourceNode, state: Pick<ResourceNode, "id" | "outputs">): void {
    const pairs = new Map<string, string>();
    if (node.id !== undefined && state.id !== undefined && node.id !== state.id) {
      pairs.set(node.id, state.id);
    }
    compare(node.outputs, state.outputs, pairs);
    if (pairs.size > 0) {
      this.pairs.set(
        node.urn,
        [...pairs].sort(([a], [b]) => b.length - a.length),
      );
    }
  }

  /** Returns the inputs of a resource with the values that the resources they come from have there. */
  inputsOf({ inputs, propertyDependencies }: ResourceNode): Properties {
    if (this.pairs.size === 0) {
      return inputs;
    }
    const result: Properties = {};
    for (const [property, value] of Object.entries(inputs)) {
      const pairs = (ownValue(propertyDependencies, property) ?? []).flatMap((urn) => this.pairs.get(urn) ?? []);
      result[property] = pairs.length === 0 ? value : replaced(value, pairs);
    }
    return result;
  }
}

/** A shorter text could be a part of anything. */
const SHORTEST = 4;

function compare(made: PropertyValue | undefined, real: PropertyValue | undefined, pairs: Map<string, string>): void {
  if (typeof made === "string" && typeof real === "string") {
    if (made !== real && made.length >= SHORTEST) {
      pairs.set(made, real);
    }
  } else if (typeof made === "object" && made !== null && typeof real === "object" && real !== null) {
    const [left, right] = [made as Properties, real as Properties];
    Object.keys(left).forEach((key) => compare(left[key], right[key], pairs));
  }
}

function replaced(value: PropertyValue, pairs: readonly [string, string][]): PropertyValue {
  if (typeof value === "string") {
    const exact = pairs.find(([made]) => made === value);
    return exact?.[1] ?? replacedText(value, pairs);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => replaced(item, pairs));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, pairs)]));
}

/** Replaces all at once, so that no replacement is replaced again. */
function replacedText(text: string, pairs: readonly [string, string][]): string {
  const found = pairs.filter(([made]) => text.includes(made));
  return found.length === 0
    ? text
    : found
        .reduce((parts, [made, real]) => parts.flatMap((part) => split(part, made, real)), [{ text, done: false }])
        .map((part) => part.text)
        .join("");
}

interface Part {
  text: string;
  done: boolean;
}

function split(part: Part, made: string, real: string): Part[] {
  return part.done
    ? [part]
    : part.text
        .split(made)
        .flatMap((text, index) => [...(index === 0 ? [] : [{ text: real, done: true }]), { text, done: false }]);
}
