import { V1 } from "../../resource-types";
import type { Found, Rule } from "../rule";
import { type Inputs, isPlainObject } from "../violation";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"];

/** The problems that the import of a REST API's OpenAPI document refuses; its warnings only where `failOnWarnings` is set. */
export const documentRules: readonly Rule[] = [
  {
    types: [V1.restApi],
    page: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis",
    check: ({ body, failOnWarnings }) => {
      const document = typeof body === "string" ? parsed(body) : undefined;
      const warnings = failOnWarnings === true || failOnWarnings === "true";
      return document === undefined
        ? []
        : [...siblings(document), ...(warnings ? [...schemes(document), ...operations(document)] : [])];
    },
  },
];

/** "Unsupported security definition type 'oauth2' for 'x'. Ignoring." */
function schemes(document: Inputs): Found[] {
  const components = fields(document.components);
  return Object.entries({ ...fields(document.securityDefinitions), ...fields(components.securitySchemes) })
    .filter(([, scheme]) => isPlainObject(scheme) && scheme.type !== "apiKey")
    .filter(([, scheme]) => fields(scheme)["x-amazon-apigateway-authorizer"] === undefined)
    .map(([name, scheme]) => ({
      path: `body: security scheme ${name}`,
      value: fields(scheme).type,
      expected: "apiKey, the only type of security scheme that REST APIs import without a warning",
    }));
}

/** Names of parameters, and statuses of three digits. */
function operations(document: Inputs): Found[] {
  return Object.entries(fields(document.paths)).flatMap(([path, item]) =>
    Object.entries(fields(item))
      .filter(([method]) => METHODS.includes(method))
      .flatMap(([method, operation]) => {
        const { parameters, responses } = fields(operation);
        const place = `body: ${method.replace("x-amazon-apigateway-any-method", "any").toUpperCase()} ${path}`;
        const names = [...list(parameters), ...list(fields(item).parameters)]
          .map((parameter) => fields(parameter))
          .filter(({ in: kind }) => kind === "query" || kind === "header" || kind === "path")
          .flatMap(({ name }) => (typeof name === "string" && !/^[a-zA-Z0-9._$-]+$/.test(name) ? [name] : []));
        const statuses = Object.keys(fields(responses)).filter((status) => !/^([1-5]\d\d|default|x-.*)$/.test(status));
        return [
          ...names.map((name) => ({
            path: `${place}, parameter`,
            value: name,
            expected: "a name of the characters a-z A-Z 0-9 . _ $ -",
          })),
          ...statuses.map((status) => ({
            path: `${place}, response`,
            value: status,
            expected: "a status of three digits",
          })),
        ];
      }),
  );
}

/** "A sibling ({id}) of this resource already has a variable path part -- only one unique variable path part is allowed" */
function siblings(document: Inputs): Found[] {
  const variables = new Map<string, string>();
  return Object.keys(fields(document.paths)).flatMap((path) => {
    const parts = path.split("/").slice(1);
    return parts.flatMap((part, index) => {
      if (!/^\{.+\}$/.test(part)) {
        return [];
      }
      const parent = `/${parts.slice(0, index).join("/")}`;
      const known = variables.get(parent) ?? part;
      variables.set(parent, known);
      return known === part
        ? []
        : [{ path: `body: ${path}`, value: part, expected: `${known}, the one path variable below ${parent}` }];
    });
  });
}

function fields(value: unknown): Inputs {
  return isPlainObject(value) ? value : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function parsed(body: string): Inputs | undefined {
  try {
    const document: unknown = JSON.parse(body);
    return isPlainObject(document) ? document : undefined;
  } catch {
    return undefined;
  }
}
