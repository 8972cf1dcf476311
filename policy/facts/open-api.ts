import { parse as parseYaml } from "yaml";
import {
  type DocumentOperation,
  operationsOf,
  parseDocument,
  requirementsOf,
  resolveReference,
  routeKeyOf,
  securitySchemesOf,
} from "../../aws/openapi";
import { functionArnOfUri } from "../../aws/lambda-arn";
import { V1 } from "../../aws/resource-types";
import { type PolicyResource } from "../graph/resource";
import { Undecided } from "../graph/unknown";
import { type Fields, fieldsAt } from "../graph/value";

/** One operation of an OpenAPI body. */
export interface Operation extends DocumentOperation<unknown> {
  integration: Fields | undefined;
}

export interface ApiBody {
  document: Fields;
  operations: Operation[];
}

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
  const document = documentOf(text);
  const operations = operationsOf(document).map((operation) => ({
    ...operation,
    integration: integrationOf(document, operation.fields),
  }));
  return { document, operations };
}

function documentOf(text: string): Fields {
  let document: Fields | undefined;
  try {
    document = parseDocument(text, parseYaml);
  } catch {
    throw new Undecided("the OpenAPI body is neither JSON nor YAML");
  }
  if (document === undefined) {
    throw new Undecided("the OpenAPI body is not an object");
  }
  return document;
}

/** An operation's integration; the exports of HTTP APIs have references to those of the components. */
function integrationOf(document: Fields, operation: Fields): Fields | undefined {
  const own = fieldsAt(operation, "x-amazon-apigateway-integration");
  return own === undefined ? undefined : resolveReference(document, own);
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
  const operations = body.operations.flatMap((operation): BodyInvoker[] => {
    const { method, path, integration } = operation;
    const uri = textAt(integration, "uri");
    const what = api.type === V1.restApi ? `${method} ${path}` : routeKeyOf(operation);
    return integration && isFunctionUri(uri) ? [{ what, isAuthorizer: false, uri, fields: integration }] : [];
  });
  const authorizers = Object.entries(securitySchemesOf(body.document)).flatMap(([name, scheme]): BodyInvoker[] => {
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

/**
 * Returns whether an operation of an HTTP API names an authorizer, or asks for signed requests.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html
 */
export function hasAuthorization(body: ApiBody, operation: Operation): boolean {
  const signed = textAt(fieldsAt(operation.fields, "x-amazon-apigateway-auth"), "type").toUpperCase() === "AWS_IAM";
  return signed || securityOf(body, operation).length > 0;
}

/** Returns the names of the security schemes that an operation requires; its own list goes before the document's. */
export function securityOf(body: ApiBody, operation: Operation): string[] {
  return requirementsOf(body.document, operation.fields).flatMap((requirement) => Object.keys(requirement));
}

/** The issuer of a JWT authorizer in a body, with its audiences. */
export interface BodyIssuer {
  scheme: string;
  issuer: unknown;
  audiences: unknown;
}

/**
 * Returns the issuers of the JWT authorizers in a body: HTTP APIs have one in each, and REST APIs a list.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer-create.html
 */
export function bodyIssuers(api: PolicyResource): BodyIssuer[] {
  const body = apiBody(api);
  return Object.entries(body ? securitySchemesOf(body.document) : {}).flatMap(([scheme, definition]) => {
    const jwt = fieldsAt(definition, "x-amazon-apigateway-authorizer", "jwtConfiguration");
    if (jwt === undefined || api.type !== V1.restApi) {
      return jwt === undefined ? [] : [{ scheme, issuer: jwt.issuer, audiences: jwt.audience }];
    }
    const list: unknown[] = Array.isArray(jwt.issuers) && jwt.issuers.length > 0 ? jwt.issuers : [{}];
    return list.map((one) => fieldsAt(one) ?? {}).map(({ issuer, audiences }) => ({ scheme, issuer, audiences }));
  });
}
