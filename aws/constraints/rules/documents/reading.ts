import { type Inputs, isPlainObject } from "../../violation";

/** The methods that a path of a document has. */
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"];

/** One operation of a document. */
export interface Operation {
  /** `body: GET /orders` */
  place: string;
  path: string;
  operation: Inputs;
  /** The path item that holds it. */
  item: Inputs;
}

/** Returns the members of an object; none of anything else. */
export function fields(value: unknown): Inputs {
  return isPlainObject(value) ? value : {};
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns the operations of a document in its order. */
export function operationsOf(document: Inputs): Operation[] {
  return Object.entries(fields(document.paths)).flatMap(([path, item]) =>
    Object.entries(fields(item))
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => ({
        place: `body: ${method.replace("x-amazon-apigateway-any-method", "any").toUpperCase()} ${path}`,
        path,
        operation: fields(operation),
        item: fields(item),
      })),
  );
}

/** Returns the security schemes of a document of either version, by name. */
export function schemesOf(document: Inputs): [string, Inputs][] {
  const components = fields(document.components);
  return Object.entries({ ...fields(document.securityDefinitions), ...fields(components.securitySchemes) }).map(
    ([name, scheme]) => [name, fields(scheme)],
  );
}

/** Reads a body that is JSON; YAML is not judged. */
export function parsedBody(body: unknown): Inputs | undefined {
  try {
    const document: unknown = typeof body === "string" ? JSON.parse(body) : undefined;
    return isPlainObject(document) ? document : undefined;
  } catch {
    return undefined;
  }
}
