import { isRecord } from "../language/is-record";
import { DEFAULT_ROUTE_KEY } from "./route-key";
import { ownValue } from "../language/own-value";

/**
 * OpenAPI 3.0 and Swagger 2.0 documents, as API Gateway imports them: what all rooms read of one. Values have a type of their
 * reader's, such as JSON with Pulumi's marks.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export type Fields<Value = unknown> = { [name: string]: Value };

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-any-method.html */
const ANY_METHOD = "x-amazon-apigateway-any-method";

/** The members of a path item that are operations which API Gateway routes. */
export const OPERATION_MEMBERS: readonly string[] = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  ANY_METHOD,
];

/** The members of a path item beside its operations. https://spec.openapis.org/oas/v3.0.3#path-item-object */
export const PATH_FIELDS: readonly string[] = ["summary", "description", "servers", "parameters", "$ref"];

/** One operation of a document. */
export interface DocumentOperation<Value> {
  path: string;
  /** The member of the path item, such as `get`. */
  member: string;
  /** `GET`, or `ANY` for the extension. */
  method: string;
  /** The path item. */
  item: Fields<Value>;
  fields: Fields<Value>;
  /** The JSON pointer of the operation. */
  pointer: string;
}

/**
 * Returns the document in a text, JSON or YAML; undefined where it is not an object. JSON goes first: it is YAML too, but a YAML parser
 * takes many times as long for it.
 *
 * @param parseYaml the parser of texts that are not JSON; without one they are not read
 * @throws Error where the text is neither
 */
export function parseDocument(text: string, parseYaml?: (text: string) => unknown): Fields | undefined {
  const document = parsed(text, parseYaml);
  return isRecord(document) ? document : undefined;
}

function parsed(text: string, parseYaml: ((text: string) => unknown) | undefined): unknown {
  if (parseYaml !== undefined && !/^\s*\{/.test(text)) {
    return parseYaml(text);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    if (parseYaml === undefined) {
      throw error;
    }
    return parsedYaml(text, parseYaml, error);
  }
}

/** A mapping of YAML may begin with a brace as well; what is neither is reported as JSON. */
function parsedYaml(text: string, parseYaml: (text: string) => unknown, reason: unknown): unknown {
  try {
    return parseYaml(text);
  } catch {
    throw reason;
  }
}

/** Returns the members of a value that is an object, or no members. */
export function fieldsOf<Value>(value: Value | undefined): Fields<Value> {
  // the objects in a value of JSON have members of the same type
  return isRecord(value) ? (value as Fields<Value>) : {};
}

/** Returns the operations of a document in its order. */
export function operationsOf<Value>(document: Fields<Value>): DocumentOperation<Value>[] {
  return Object.entries(fieldsOf(document.paths)).flatMap(([path, value]) => {
    const item = fieldsOf(value);
    return Object.entries(item).flatMap(([member, operation]) =>
      OPERATION_MEMBERS.includes(member)
        ? [
            {
              path,
              member,
              method: methodOf(member),
              item,
              fields: fieldsOf(operation),
              pointer: `/paths/${escapePointer(path)}/${escapePointer(member)}`,
            },
          ]
        : [],
    );
  });
}

/** Returns the method of an operation's member: `GET` of `get`. */
export function methodOf(member: string): string {
  return member === ANY_METHOD ? "ANY" : member.toUpperCase();
}

/** Returns the member of a path item for a method: `get` of `GET`. */
export function memberOf(method: string): string {
  return method === "ANY" ? ANY_METHOD : method.toLowerCase();
}

/**
 * Returns whether an operation is the default route of an HTTP API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
function isDefaultRoute({ path, fields }: Pick<DocumentOperation<unknown>, "path" | "fields">): boolean {
  return path === "/$default" || fields.isDefaultRoute === true;
}

/** Returns the route key that an HTTP API makes of an operation. */
export function routeKeyOf(operation: Pick<DocumentOperation<unknown>, "method" | "path" | "fields">): string {
  return isDefaultRoute(operation) ? DEFAULT_ROUTE_KEY : `${operation.method} ${operation.path}`;
}

/** Returns the security schemes of a document, of OpenAPI 3.0 and of Swagger 2.0. */
export function securitySchemesOf<Value>(document: Fields<Value>): Fields<Value> {
  return { ...fieldsOf(document.securityDefinitions), ...fieldsOf(fieldsOf(document.components).securitySchemes) };
}

/** Returns the requirements of an operation, each with scopes by scheme: its own list, or the document's. */
export function requirementsOf<Value>(document: Fields<Value>, operation: Fields<Value>): Fields<Value>[] {
  const listed = operation.security ?? document.security;
  return Array.isArray(listed) ? (listed as Value[]).map((requirement) => fieldsOf(requirement)) : [];
}

/** Returns what an object's `$ref` refers to in the document; the object itself where it has none. */
export function resolveReference<Value>(document: Fields<Value>, value: Fields<Value>): Fields<Value> {
  const reference = value.$ref;
  return typeof reference === "string"
    ? pointerParts(reference).reduce<Fields<Value>>((fields, part) => fieldsOf(ownValue(fields, part)), document)
    : value;
}

/** Returns the parts of a reference into the same document. https://www.rfc-editor.org/rfc/rfc6901 */
export function pointerParts(reference: string): string[] {
  const parts = reference.replace(/^#?\/?/, "").split("/");
  return parts.map((part) => decoded(part).replace(/~1/g, "/").replace(/~0/g, "~"));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Returns a name as a part of a JSON pointer. https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export function escapePointer(part: string): string {
  return part.replace(/~/g, "~0").replace(/\//g, "~1");
}
