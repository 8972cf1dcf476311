import { createHash } from "node:crypto";
import {
  containsSecret,
  containsUnknown,
  isSecret,
  type PropertyValue,
  RESOURCE_REFERENCE_SIGNATURE,
  reveal,
  secret,
  SIGNATURE_KEY,
  UNKNOWN,
} from "../graph/value";
import { type ResourceNode } from "../graph/graph";
import { type ExpansionHost, type Properties } from "./host";
import { isRecord } from "../../language/is-record";
import { ownValue } from "../../language/own-value";

/** Returns the first eight digits of a text's SHA-1, which the component's names of children end with. */
export function shortHash(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}

/** Returns the resource that a reference names; undefined for any other value. */
export function referenced(host: ExpansionHost, value: PropertyValue | undefined): ResourceNode | undefined {
  const plain = reveal(value);
  return isObject(plain) && plain[SIGNATURE_KEY] === RESOURCE_REFERENCE_SIGNATURE && typeof plain.urn === "string"
    ? host.node(plain.urn)
    : undefined;
}

/** Returns a reference to a resource, as a component's outputs hold it. */
export function referenceTo({ urn, id }: ResourceNode): PropertyValue {
  return { [SIGNATURE_KEY]: RESOURCE_REFERENCE_SIGNATURE, id: id ?? UNKNOWN, packageVersion: "", urn };
}

/** Returns the output of a resource, unknown before it exists. */
export function outputOf(node: ResourceNode, name: string): PropertyValue {
  return ownValue(node.outputs, name) ?? UNKNOWN;
}

/** Returns the URNs of the resources that are referred to anywhere in a value. */
export function dependenciesOf(value: PropertyValue | undefined): string[] {
  const plain = reveal(value);
  if (typeof plain !== "object" || plain === null) {
    return [];
  }
  if (!Array.isArray(plain) && plain[SIGNATURE_KEY] === RESOURCE_REFERENCE_SIGNATURE) {
    return typeof plain.urn === "string" ? [plain.urn] : [];
  }
  return [...new Set(Object.values(plain).flatMap(dependenciesOf))];
}

/** Returns the value as JSON: unknown where any part of it is, secret where any part of it is. */
export function jsonOf(value: PropertyValue): PropertyValue {
  return containsUnknown(value) ? UNKNOWN : marked(value, JSON.stringify(reveal(value)));
}

/** Returns a text that is made of others: unknown where any of them is, secret where any of them is. */
export function textOf(parts: readonly PropertyValue[]): PropertyValue {
  return parts.some(containsUnknown) ? UNKNOWN : marked([...parts], parts.map((part) => plainText(part)).join(""));
}

/** Returns a text or number as text, a secret one too; empty for any other value. */
export function plainText(value: PropertyValue): string {
  const plain = reveal(value);
  return typeof plain === "string" ? plain : typeof plain === "number" ? String(plain) : "";
}

function marked(of: PropertyValue, text: string): PropertyValue {
  return containsSecret(of) ? secret(text) : text;
}

export function isObject(value: PropertyValue | undefined): value is Properties {
  return isRecord(value);
}

export function listOf(value: PropertyValue | undefined): PropertyValue[] {
  const plain = isSecret(value) ? value.value : value;
  return Array.isArray(plain) ? plain : plain === undefined || plain === null ? [] : [plain];
}
