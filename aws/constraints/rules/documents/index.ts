import { V1 } from "../../../resource-types";
import type { Found, Rule } from "../../rule";
import type { Inputs } from "../../violation";
import { authorizers } from "./authorizers";
import { gatewayResponses, integrations } from "./integrations";
import { paths } from "./paths";
import { fields, list, operationsOf, parsedBody, schemesOf } from "./reading";

/** The problems that the import of a REST API's OpenAPI document refuses; its warnings only where `failOnWarnings` is set. */
export const documentRules: readonly Rule[] = [
  {
    types: [V1.restApi],
    page: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis",
    reads: ["body", "failOnWarnings"],
    check: ({ body, failOnWarnings }) => {
      const document = parsedBody(body);
      const warnings = failOnWarnings === true || failOnWarnings === "true";
      return document === undefined
        ? []
        : [...paths(document), ...(warnings ? [...schemes(document), ...operations(document)] : [])];
    },
  },
  {
    types: [V1.restApi],
    page: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html",
    reads: ["body"],
    check: ({ body }) => {
      const document = parsedBody(body);
      return document === undefined
        ? []
        : [
            ...authorizers(document),
            ...integrations(document),
            ...gatewayResponses(document),
            ...models(document),
            ...settings(document),
          ];
    },
  },
];

/** "Unsupported security definition type 'oauth2' for 'x'. Ignoring." */
function schemes(document: Inputs): Found[] {
  return schemesOf(document)
    .filter(([, { type }]) => type !== "apiKey" && type !== undefined)
    .filter(([, scheme]) => scheme["x-amazon-apigateway-authorizer"] === undefined)
    .map(([name, { type }]) => ({
      path: `body: security scheme ${name}`,
      value: type,
      expected: "apiKey, the only type of security scheme that REST APIs import without a warning",
    }));
}

/** Statuses of three digits, and schemes that the document has. */
function operations(document: Inputs): Found[] {
  const known = new Set(schemesOf(document).map(([name]) => name));
  return operationsOf(document).flatMap(({ place, operation }) => {
    const { responses, security } = operation;
    const statuses = Object.keys(fields(responses)).filter((status) => !/^([1-5]\d\d|default|x-.*)$/.test(status));
    const unknown = list(security)
      .flatMap((entry) => Object.keys(fields(entry)))
      .filter((scheme) => !known.has(scheme));
    return [
      ...statuses.map((status) => ({
        path: `${place}, response`,
        value: status,
        expected: "a status of three digits",
      })),
      ...unknown.map((scheme) => ({
        path: `${place}, security`,
        value: scheme,
        expected: known.size === 0 ? "a scheme of the document, which has none" : `one of ${[...known].join(", ")}`,
      })),
    ];
  });
}

/** A model's name has letters and digits: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html */
function models(document: Inputs): Found[] {
  const schemas = { ...fields(document.definitions), ...fields(fields(document.components).schemas) };
  return Object.keys(schemas)
    .filter((name) => !/^[A-Za-z0-9]+$/.test(name))
    .map((name) => ({ path: "body: model", value: name, expected: "a name of letters and digits" }));
}

const EXTENSIONS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions";

/** The settings of the whole API, and the validators that it names. */
function settings(document: Inputs): Found[] {
  const { "x-amazon-apigateway-api-key-source": source } = document;
  const validators = Object.keys(fields(document["x-amazon-apigateway-request-validators"]));
  const named = [{ place: "body", operation: document }, ...operationsOf(document)];
  return [
    ...(typeof source === "string" && !/^(HEADER|AUTHORIZER)$/i.test(source)
      ? [
          {
            path: "body: api-key-source",
            value: source,
            expected: "HEADER or AUTHORIZER",
            page: `${EXTENSIONS}-api-key-source.html`,
          },
        ]
      : []),
    ...named.flatMap(({ place, operation }) => {
      const name = operation["x-amazon-apigateway-request-validator"];
      return typeof name !== "string" || validators.includes(name)
        ? []
        : [
            {
              path: `${place}, request validator`,
              value: name,
              expected:
                validators.length === 0
                  ? "a validator of the document, which has none"
                  : `one of ${validators.join(", ")}`,
              page: `${EXTENSIONS}-request-validator.html`,
            },
          ];
    }),
  ];
}
