import { HTTP_API_LIMITS, WEBSOCKET_API_LIMITS } from "../../quotas";
import { V2 } from "../../resource-types";
import { type Found, numberOf, type Rule } from "../rule";
import { type Inputs, isAbsent, isPlainObject, type Surroundings, valuesAt } from "../violation";

const REFERENCE = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference";
const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";

type Kind = NonNullable<Surroundings["protocol"]>;

const NAMES: Record<Kind, string> = { HTTP: "HTTP", WEBSOCKET: "WebSocket" };

/** The inputs that one kind of API supports, by type; the value that the provider sends for one that is not set is let pass. */
const SUPPORTED: readonly { type: string; page: string; kind: Kind; inputs: Readonly<Record<string, unknown>> }[] = [
  {
    type: V2.api,
    page: `${REFERENCE}/apis.html`,
    kind: "HTTP",
    inputs: { corsConfiguration: undefined, credentialsArn: undefined, routeKey: undefined, target: undefined },
  },
  { type: V2.api, page: `${REFERENCE}/apis.html`, kind: "HTTP", inputs: { body: undefined } },
  {
    type: V2.integration,
    page: `${REFERENCE}/apis-apiid-integrations.html`,
    kind: "HTTP",
    inputs: { integrationSubtype: undefined, responseParameters: undefined, tlsConfig: undefined },
  },
  {
    type: V2.integration,
    page: `${REFERENCE}/apis-apiid-integrations.html`,
    kind: "WEBSOCKET",
    inputs: {
      contentHandlingStrategy: undefined,
      passthroughBehavior: "WHEN_NO_MATCH",
      requestTemplates: undefined,
      templateSelectionExpression: undefined,
    },
  },
  {
    type: V2.route,
    page: `${REFERENCE}/apis-apiid-routes.html`,
    kind: "WEBSOCKET",
    inputs: {
      apiKeyRequired: false,
      modelSelectionExpression: undefined,
      requestModels: undefined,
      requestParameters: undefined,
      routeResponseSelectionExpression: undefined,
    },
  },
  {
    type: V2.route,
    page: `${REFERENCE}/apis-apiid-routes.html`,
    kind: "HTTP",
    inputs: { authorizationScopes: undefined },
  },
  {
    type: V2.authorizer,
    page: `${REFERENCE}/apis-apiid-authorizers.html`,
    kind: "HTTP",
    inputs: { enableSimpleResponses: false, jwtConfiguration: undefined },
  },
  // "Currently, Models are not permitted for APIs with a protocol type of HTTP", and the same of responses, measured in
  // https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigatewayv2
  { type: V2.model, page: `${REFERENCE}/apis-apiid-models.html`, kind: "WEBSOCKET", inputs: { name: undefined } },
  {
    type: V2.integrationResponse,
    page: `${REFERENCE}/apis-apiid-integrations-integrationid-integrationresponses.html`,
    kind: "WEBSOCKET",
    inputs: { integrationResponseKey: undefined },
  },
  {
    type: V2.routeResponse,
    page: `${REFERENCE}/apis-apiid-routes-routeid-routeresponses.html`,
    kind: "WEBSOCKET",
    inputs: { routeResponseKey: undefined },
  },
  {
    type: V2.stage,
    page: `${REFERENCE}/apis-apiid-stages.html`,
    kind: "WEBSOCKET",
    inputs: { clientCertificateId: undefined },
  },
];

/** The rules of settings that one kind of API alone has, or that each has in a way of its own. */
export const apiKindRules: readonly Rule[] = [
  ...SUPPORTED.map(({ type, page, kind, inputs }): Rule => ({
    types: [type],
    page,
    reads: Object.keys(inputs),
    check: (given, { protocol }) =>
      protocol === undefined || protocol === kind
        ? []
        : Object.entries(inputs)
            .filter(([input, unset]) => !isUnset(given[input]) && given[input] !== unset)
            .map(([path]) => ({
              path,
              value: given[path],
              expected: `nothing: it is supported on ${NAMES[kind]} APIs only`,
            })),
  })),
  {
    types: [V2.integration],
    page: `${REFERENCE}/apis-apiid-integrations.html`,
    reads: ["timeoutMilliseconds"],
    check: ({ timeoutMilliseconds: value }, { protocol }) => {
      const { value: most } = WEBSOCKET_API_LIMITS.integrationTimeout;
      const time = numberOf(value);
      return protocol === "WEBSOCKET" &&
        time !== undefined &&
        time > most &&
        time <= HTTP_API_LIMITS.integrationTimeout.value
        ? [{ path: "timeoutMilliseconds", value, expected: `a whole number from 50 to ${most} on a WebSocket API` }]
        : [];
    },
  },
  {
    types: [V2.integration],
    page: `${REFERENCE}/apis-apiid-integrations.html`,
    reads: ["integrationType", "integrationSubtype", "payloadFormatVersion"],
    check: integrationForm,
  },
  {
    types: [V2.route],
    page: `${GUIDE}/apigateway-websocket-api-control-access.html`,
    reads: ["routeKey", "authorizationType"],
    check: connectAlone,
  },
  {
    types: [V2.authorizer],
    page: `${GUIDE}/http-api-lambda-authorizer.html`,
    reads: ["authorizerType", "authorizerPayloadFormatVersion", "enableSimpleResponses"],
    check: authorizerFormat,
  },
  {
    types: [V2.stage],
    page: `${GUIDE}/websocket-api-stages.html`,
    reads: ["name"],
    check: ({ name }, { protocol }) =>
      protocol === "WEBSOCKET" && name === "$default"
        ? [{ path: "name", value: name, expected: "letters, digits, hyphens and underscores on a WebSocket API" }]
        : [],
  },
  {
    types: [V2.stage],
    page: `${GUIDE}/http-api-logging.html`,
    reads: ["defaultRouteSettings"],
    check: (inputs, { protocol }) =>
      protocol === "HTTP"
        ? ["defaultRouteSettings.loggingLevel", "defaultRouteSettings.dataTraceEnabled"]
            .flatMap((path) => valuesAt(inputs, path))
            .filter(({ value }) => !isUnset(value) && value !== "OFF" && value !== false)
            .map(({ path, value }) => ({ path, value, expected: "nothing: it is supported on WebSocket APIs only" }))
        : [],
  },
  {
    types: [V2.api],
    page: `${REFERENCE}/apis.html`,
    reads: ["protocolType", "routeSelectionExpression"],
    check: ({ protocolType, routeSelectionExpression: value }) =>
      protocolType === "WEBSOCKET" && isAbsent(value)
        ? [{ path: "routeSelectionExpression", value, expected: "an expression such as $request.body.action" }]
        : [],
  },
];

/** The provider sends nothing for an empty list or map; a value that is not known may be nothing too. */
function isUnset(value: unknown): boolean {
  if (isAbsent(value) || typeof value === "symbol") {
    return true;
  }
  const isPlain = Array.isArray(value) || isPlainObject(value);
  return typeof value === "object" && (!isPlain || Object.keys(value as object).length === 0);
}

/** An HTTP API has proxies alone; its payload format is 2.0 for functions only, and a WebSocket API has one format. */
function integrationForm(inputs: Inputs, { protocol }: Surroundings): Found[] {
  const { integrationType: type, integrationSubtype: subtype, payloadFormatVersion: version } = inputs;
  const isProxy = type === "AWS_PROXY" || type === "HTTP_PROXY";
  const ofFunction = type === "AWS_PROXY" && isAbsent(subtype);
  return [
    ...(protocol === "HTTP" && typeof type === "string" && !isProxy
      ? [{ path: "integrationType", value: type, expected: "AWS_PROXY or HTTP_PROXY on an HTTP API" }]
      : []),
    ...(typeof version === "string" &&
    version !== "1.0" &&
    !(ofFunction && version === "2.0" && protocol !== "WEBSOCKET")
      ? [
          {
            path: "payloadFormatVersion",
            value: version,
            expected:
              ofFunction && protocol !== "WEBSOCKET"
                ? "1.0 or 2.0"
                : "1.0, the only format but for functions of HTTP APIs",
          },
        ]
      : []),
  ];
}

/** A WebSocket API authorizes a client once, as it connects. */
function connectAlone({ routeKey, authorizationType: type }: Inputs, { protocol }: Surroundings): Found[] {
  if (protocol !== "WEBSOCKET" || typeof routeKey !== "string" || typeof type !== "string") {
    return [];
  }
  const types = routeKey === "$connect" ? ["NONE", "AWS_IAM", "CUSTOM"] : ["NONE"];
  const expected =
    routeKey === "$connect"
      ? `one of ${types.join(", ")} on a WebSocket API`
      : "NONE: $connect is the only route with authorization";
  return types.includes(type) ? [] : [{ path: "authorizationType", value: type, expected }];
}

function authorizerFormat(inputs: Inputs, { protocol }: Surroundings): Found[] {
  const { authorizerType, authorizerPayloadFormatVersion: version, enableSimpleResponses: simple } = inputs;
  if (protocol !== "HTTP" || authorizerType !== "REQUEST") {
    return protocol === "WEBSOCKET" && authorizerType === "JWT"
      ? [{ path: "authorizerType", value: "JWT", expected: "REQUEST: JWT is supported on HTTP APIs only" }]
      : [];
  }
  return [
    ...(isAbsent(version)
      ? [{ path: "authorizerPayloadFormatVersion", value: version, expected: "1.0 or 2.0, which HTTP APIs require" }]
      : []),
    ...(simple === true && version === "1.0"
      ? [{ path: "enableSimpleResponses", value: true, expected: "false with the payload format 1.0" }]
      : []),
  ];
}
