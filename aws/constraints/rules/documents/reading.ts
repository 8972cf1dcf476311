import {
  type DocumentOperation,
  fieldsOf,
  operationsOf as documentOperations,
  parseDocument,
  resolveReference,
  securitySchemesOf,
} from "../../../openapi";
import { ownValue } from "../../../../language/own-value";
import type { Inputs } from "../../violation";

/** One operation of a document. */
export interface Operation extends Pick<DocumentOperation<unknown>, "path" | "item"> {
  /** `body: GET /orders` */
  place: string;
  operation: Inputs;
}

/** Returns the members of an object; none of anything else. */
export function fields(value: unknown): Inputs {
  return fieldsOf(value);
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns the operations of a document in its order. */
export function operationsOf(document: Inputs): Operation[] {
  return documentOperations(document).map(({ path, method, item, fields: operation }) => ({
    place: `body: ${method} ${path}`,
    path,
    operation,
    item,
  }));
}

const PLACES: Readonly<Record<string, string | undefined>> = { path: "path", query: "querystring", header: "header" };

/**
 * Returns the parameters that the method of an operation has, such as `querystring.q`; undefined where a reference refers to what is not in
 * the document.
 */
export function parametersOf(document: Inputs, { operation, item }: Operation): string[] | undefined {
  const found: string[] = [];
  for (const parameter of [...list(operation.parameters), ...list(item.parameters)]) {
    const { in: kind, name } = resolveReference(document, fields(parameter));
    if (typeof kind !== "string" || typeof name !== "string") {
      return undefined;
    }
    const place = ownValue(PLACES, kind);
    if (place !== undefined) {
      found.push(`${place}.${name}`);
    }
  }
  return found;
}

/** Returns the security schemes of a document of either version, by name. */
export function schemesOf(document: Inputs): [string, Inputs][] {
  return Object.entries(securitySchemesOf(document)).map(([name, scheme]) => [name, fieldsOf(scheme)]);
}

/** Reads a body that is JSON; YAML is not judged. */
export function parsedBody(body: unknown): Inputs | undefined {
  try {
    return typeof body === "string" ? parseDocument(body) : undefined;
  } catch {
    return undefined;
  }
}
