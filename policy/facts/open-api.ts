import { parse as parseYaml } from "yaml";
import { functionArnOfUri } from "../../aws/lambda-arn";
import { V1 } from "../../aws/resource-types";
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

/** Returns the OpenAPI body of a REST or HTTP API, in JSON or YAML; undefined where it has none. Throws `Undecided` for any other text. */
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
  const document = parsed(text);
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
      return [{ path, method: name, fields, integration: integrationOf(document, fields) }];
    }),
  );
  return { document, operations };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // YAML, or neither
  }
  try {
    return parseYaml(text);
  } catch {
    throw new Undecided("the OpenAPI body is neither JSON nor YAML");
  }
}

/** An operation's integration; the exports of HTTP APIs have references to those of the components. */
function integrationOf(document: Fields, operation: Fields): Fields | undefined {
  const own = fieldsAt(operation, "x-amazon-apigateway-integration");
  const reference = own?.$ref;
  return typeof reference === "string" ? fieldsAt(document, ...reference.replace(/^#\//, "").split("/")) : own;
}

/** A place in a body that invokes a function. */
export interface BodyInvoker {
  /** `GET /orders`, or `the security scheme customers`. */
  what: string;
  isAuthorizer: boolean;
  /** The URI that names the function. */
  uri: string;
  /** The integration, or the authorizer. */
  fields: Fields;
}

/** Returns the operations and authorizers of an API's body that invoke a function. */
export function bodyInvokers(api: PolicyResource): BodyInvoker[] {
  const body = apiBody(api);
  if (body === undefined) {
    return [];
  }
  const operations = body.operations.flatMap(({ method, path, integration }): BodyInvoker[] => {
    const uri = textAt(integration, "uri");
    const what = path === "/$default" && api.type !== V1.restApi ? "$default" : `${method} ${path}`;
    return integration && isFunctionUri(uri) ? [{ what, isAuthorizer: false, uri, fields: integration }] : [];
  });
  const authorizers = Object.entries(securitySchemes(body)).flatMap(([name, scheme]): BodyInvoker[] => {
    const fields = fieldsAt(scheme, "x-amazon-apigateway-authorizer");
    const uri = textAt(fields, "authorizerUri");
    return fields && isFunctionUri(uri)
      ? [{ what: `the security scheme ${name}`, isAuthorizer: true, uri, fields }]
      : [];
  });
  return [...operations, ...authorizers];
}

function isFunctionUri(uri: string): boolean {
  return functionArnOfUri(uri) !== undefined;
}

export function textAt(fields: Fields | undefined, name: string): string {
  const value = fields?.[name];
  return typeof value === "string" ? value : "";
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
