import { ownValue } from "../../../../language/own-value";
import { GATEWAY_RESPONSE_TYPES } from "../../../gateway-response-types";
import { resolveReference } from "../../../openapi";
import {
  REST_PARAMETER_NAME as NAME,
  REST_REQUEST_VALUE,
  REST_REQUEST_VALUES,
  REST_RESPONSE_VALUE,
  REST_RESPONSE_VALUES,
} from "../../../parameter-mapping";
import { REST_API_LIMITS } from "../../../quotas";
import { type Found, numberOf, wrongPattern } from "../../rule";
import { type Inputs, isAbsent } from "../../violation";
import { isUriOf, METHODS } from "../rest-methods";
import { fields, list, type Operation, operationsOf, parametersOf } from "./reading";

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const EXTENSION = `${GUIDE}/api-gateway-swagger-extensions-integration.html`;
const MAPPINGS = `${GUIDE}/rest-api-parameter-mapping.html`;
const STREAMING = `${GUIDE}/response-transfer-mode.html`;
const RESPONSE_TYPES = `${GUIDE}/supported-gateway-response-types.html`;
const PUT_INTEGRATION = "https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html";

/** The values of a member of the extension that has few. */
const CHOICES: Record<string, readonly string[]> = {
  httpMethod: METHODS,
  type: ["aws", "aws_proxy", "http", "http_proxy", "mock"],
  connectionType: ["INTERNET", "VPC_LINK"],
  contentHandling: ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"],
  passthroughBehavior: ["when_no_match", "when_no_templates", "never"],
  responseTransferMode: ["BUFFERED", "STREAM"],
};

/** Returns what AWS refuses of the integrations of a document's operations. */
export function integrations(document: Inputs): Found[] {
  return operationsOf(document).flatMap((operation) => {
    const extension = operation.operation["x-amazon-apigateway-integration"];
    return extension === undefined
      ? []
      : integration(fields(extension), operation, document).map((found) => ({
          ...found,
          path: `${operation.place}, integration ${found.path}`,
        }));
  });
}

function integration(extension: Inputs, operation: Operation, document: Inputs): Found[] {
  const parameters = parametersOf(document, operation);
  return [
    ...choices(extension),
    ...target(extension),
    ...timeout(extension),
    ...mappings(extension),
    ...(parameters === undefined
      ? []
      : [...cacheKeys(extension, parameters), ...mappedParameters(extension, parameters)]),
    ...mappedHeaders(extension, operation, document),
  ];
}

function choices(extension: Inputs): Found[] {
  const { contentHandling = [] } = CHOICES;
  return [
    ...Object.entries(CHOICES).flatMap(([path, allowed]) => choice(path, extension[path], allowed)),
    ...Object.entries(fields(extension.responses)).flatMap(([pattern, response]) =>
      choice(`responses ${pattern}, contentHandling`, fields(response).contentHandling, contentHandling),
    ),
  ];
}

function choice(path: string, value: unknown, allowed: readonly string[]): Found[] {
  const isKnown = typeof value !== "string" || allowed.some((one) => one.toLowerCase() === value.toLowerCase());
  return isKnown ? [] : [{ path, value, expected: `one of ${allowed.join(", ")}`, page: EXTENSION }];
}

/** Returns what is wrong with the place that an integration calls. */
function target({ type, uri, connectionType, connectionId }: Inputs): Found[] {
  const kind = typeof type === "string" ? type.toLowerCase() : "";
  const isService = kind === "aws" || kind === "aws_proxy";
  const isHttp = kind === "http" || kind === "http_proxy";
  const text = typeof uri === "string" ? uri : "";
  const fits = isUriOf(isService ? "service" : "http", text);
  const expected = isService ? "arn:aws:apigateway:<region>:<service>:path/... or :action/..." : "an http or https URL";
  return [
    ...((isService || isHttp) && !fits ? [{ path: "uri", value: uri, expected, page: PUT_INTEGRATION }] : []),
    ...(connectionType === "VPC_LINK" && isAbsent(connectionId)
      ? [{ path: "connectionId", value: connectionId, expected: "the id of the VPC link", page: PUT_INTEGRATION }]
      : []),
  ];
}

/** A streamed response may take 15 minutes; any other more than 29 seconds where AWS raised it. */
function timeout({ timeoutInMillis: value, responseTransferMode: mode, type }: Inputs): Found[] {
  const time = numberOf(value);
  const { integrationTimeoutMin: least, streamingTimeout: most } = REST_API_LIMITS;
  const isProxy = type === "aws_proxy" || type === "http_proxy";
  return [
    ...(time !== undefined && (time < least.value || time > most.value)
      ? [{ path: "timeoutInMillis", value, expected: `a number from ${least.value} to ${most.value}`, page: EXTENSION }]
      : []),
    ...(mode === "STREAM" && typeof type === "string" && !isProxy
      ? [
          {
            path: "responseTransferMode",
            value: mode,
            expected: "BUFFERED, but for aws_proxy and http_proxy",
            page: STREAMING,
          },
        ]
      : []),
  ];
}

function mappings({ requestParameters, responses }: Inputs): Found[] {
  return [
    ...pairs(requestParameters, "requestParameters", {
      key: new RegExp(
        `^integration\\.request\\.(path|querystring|header|multivaluequerystring|multivalueheader)\\.${NAME}$`,
      ),
      keys: "integration.request.<path|querystring|header>.<name>",
      value: REST_REQUEST_VALUE,
      values: REST_REQUEST_VALUES,
    }),
    ...Object.entries(fields(responses)).flatMap(([pattern, response]) => {
      const { statusCode, responseParameters } = fields(response);
      const at = `responses ${pattern}`;
      const wrong = wrongPattern(pattern);
      return [
        ...(wrong === undefined ? [] : [{ path: "responses", ...wrong, page: EXTENSION }]),
        ...((typeof statusCode === "string" || typeof statusCode === "number") &&
        !/^[1-5]\d\d$/.test(String(statusCode))
          ? [{ path: `${at}, statusCode`, value: statusCode, expected: "a status of three digits", page: EXTENSION }]
          : []),
        ...pairs(responseParameters, `${at}, responseParameters`, {
          key: new RegExp(`^method\\.response\\.(header|multivalueheader)\\.${NAME}$`),
          keys: "method.response.header.<name>",
          value: REST_RESPONSE_VALUE,
          values: REST_RESPONSE_VALUES,
        }),
      ];
    }),
  ];
}

/** The two sides of a map of parameters. */
interface Sides {
  key: RegExp;
  keys: string;
  value: RegExp;
  values: string;
}

function pairs(map: unknown, at: string, sides: Sides, page = MAPPINGS): Found[] {
  return Object.entries(fields(map)).flatMap(([key, value]) => [
    ...(sides.key.test(key) ? [] : [{ path: at, value: key, expected: sides.keys, page }]),
    ...(typeof value !== "string" || sides.value.test(value)
      ? []
      : [{ path: `${at} ${key}`, value, expected: sides.values, page }]),
  ]);
}

/** Returns the parameter that an expression reads, such as `querystring.q`, whose several values are mapped as well. */
function parameterIn(expression: unknown): string | undefined {
  return typeof expression === "string"
    ? /^method\.request\.(?:multivalue)?((?:path|querystring|header)\..+)$/.exec(expression)?.[1]
    : undefined;
}

/** A cache key is a parameter of the method: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html */
function cacheKeys({ cacheKeyParameters }: Inputs, parameters: readonly string[]): Found[] {
  return list(cacheKeyParameters)
    .filter((value) => !isDeclared(parameterIn(value), parameters))
    .map((value) => ({
      path: "cacheKeyParameters",
      value,
      expected: "a parameter of the method",
      page: `${GUIDE}/api-gateway-caching.html`,
    }));
}

/** "Invalid mapping expression parameter specified: method.request.header.Authorization": https://github.com/Testlio/lambda-tools/issues/56 */
function mappedParameters({ requestParameters }: Inputs, parameters: readonly string[]): Found[] {
  return Object.entries(fields(requestParameters))
    .filter(([, value]) => !isDeclared(parameterIn(value), parameters))
    .map(([key, value]) => ({
      path: `requestParameters ${key}`,
      value,
      expected: "a parameter that the operation declares",
      page: "https://repost.aws/knowledge-center/api-gateway-proxy-path-parameter-error",
    }));
}

/** The names of headers are the same in any case. */
function isDeclared(parameter: string | undefined, parameters: readonly string[]): boolean {
  return (
    parameter === undefined ||
    parameters.some(
      (one) => one === parameter || (one.startsWith("header.") && one.toLowerCase() === parameter.toLowerCase()),
    )
  );
}

/**
 * "Invalid mapping expression parameter specified: method.response.header.Location",
 * https://github.com/amazon-archives/aws-apigateway-importer/issues/209, and "No method response exists for method" of the status,
 * https://github.com/amazon-archives/aws-apigateway-importer/issues/121
 */
function mappedHeaders({ responses }: Inputs, { operation }: Operation, document: Inputs): Found[] {
  const declared = fields(operation.responses);
  return Object.entries(fields(responses)).flatMap(([pattern, response]) => {
    const { statusCode, responseParameters } = fields(response);
    const headers = Object.keys(fields(responseParameters)).flatMap(
      (key) => /^method\.response\.(?:multivalue)?header\.(.+)$/.exec(key)?.[1] ?? [],
    );
    if (headers.length === 0 || (typeof statusCode !== "string" && typeof statusCode !== "number")) {
      return [];
    }
    const own = ownValue(declared, String(statusCode));
    const at = `responses ${pattern}`;
    if (own === undefined) {
      return Object.keys(declared).some((status) => !/^\d{3}$/.test(status) && !status.startsWith("x-"))
        ? [] // which statuses `default` and `2XX` become is not documented
        : [
            {
              path: `${at}, statusCode`,
              value: statusCode,
              expected: "a status that the operation's responses have, for its headers",
              page: MAPPINGS,
            },
          ];
    }
    const known = resolveReference(document, fields(own));
    const names = Object.keys(fields(known.headers)).map((name) => name.toLowerCase());
    return Object.keys(known).length === 0 && fields(own).$ref !== undefined
      ? []
      : headers
          .filter((header) => !names.includes(header.toLowerCase()))
          .map((header) => ({
            path: `${at}, responseParameters`,
            value: `method.response.header.${header}`,
            expected: `a header that the operation's response ${statusCode} declares`,
            page: MAPPINGS,
          }));
  });
}

/** Returns what AWS refuses of a document's gateway responses. */
export function gatewayResponses(document: Inputs): Found[] {
  const page = `${GUIDE}/api-gateway-gatewayResponse-definition.html`;
  return Object.entries(fields(document["x-amazon-apigateway-gateway-responses"])).flatMap(([type, response]) => {
    const { statusCode, responseParameters } = fields(response);
    const at = `body: gateway response ${type}`;
    return [
      ...(GATEWAY_RESPONSE_TYPES.some((known) => known === type) || type.startsWith("x-")
        ? []
        : [{ path: at, value: type, expected: `one of ${GATEWAY_RESPONSE_TYPES.join(", ")}`, page: RESPONSE_TYPES }]),
      ...((typeof statusCode === "string" || typeof statusCode === "number") && !/^[2-5]\d\d$/.test(`${statusCode}`)
        ? [{ path: `${at}, statusCode`, value: statusCode, expected: "200 to 599", page }]
        : []),
      ...pairs(
        responseParameters,
        at,
        {
          key: new RegExp(`^gatewayresponse\\.(header|querystring|path)\\.${NAME}$`),
          keys: "gatewayresponse.header.<name>",
          value: REST_REQUEST_VALUE,
          values: REST_REQUEST_VALUES,
        },
        page,
      ),
    ];
  });
}
