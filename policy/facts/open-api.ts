import { type PolicyResource } from "../graph/resource";
import { Undecided } from "../graph/unknown";
import { type Fields, fieldsAt, isFields } from "../graph/value";

/** One operation of an OpenAPI body. */
export interface Operation {
  path: string;
  /** Upper case; `ANY` for `x-amazon-apigateway-any-method`. */
  method: string;
  fields: Fields;
  integration: Fields | undefined;
}

export interface ApiBody {
  document: Fields;
  operations: Operation[];
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"];
const bodies = new WeakMap<object, ApiBody>();

/**
 * The OpenAPI body of a REST or HTTP API, undefined where it has none. Throws `Undecided` for a body in YAML, which the pack has no
 * parser for.
 */
export function apiBody(api: PolicyResource): ApiBody | undefined {
  const text = api.text("body");
  if (text === undefined) {
    return undefined;
  }
  const known = bodies.get(api.source);
  if (known) {
    return known;
  }
  const body = read(text);
  bodies.set(api.source, body);
  return body;
}

function read(text: string): ApiBody {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new Undecided("the OpenAPI body is not JSON, and only JSON bodies are read");
  }
  if (!isFields(document)) {
    throw new Undecided("the OpenAPI body is not an object");
  }
  const operations = Object.entries(fieldsAt(document, "paths") ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method): Operation[] => {
      const fields = fieldsAt(item, method);
      if (!fields) {
        return [];
      }
      const name = method.startsWith("x-") ? "ANY" : method.toUpperCase();
      return [{ path, method: name, fields, integration: fieldsAt(fields, "x-amazon-apigateway-integration") }];
    }),
  );
  return { document, operations };
}

/** The names of the security schemes that an operation asks for; its own list goes before the document's. */
export function securityOf(body: ApiBody, operation: Operation): string[] {
  const own = operation.fields.security ?? body.document.security;
  return Array.isArray(own) ? own.filter(isFields).flatMap((requirement) => Object.keys(requirement)) : [];
}

/** The body's security schemes, of OpenAPI 3 or 2. */
export function securitySchemes(body: ApiBody): Fields {
  return (
    fieldsAt(body.document, "components", "securitySchemes") ?? fieldsAt(body.document, "securityDefinitions") ?? {}
  );
}
