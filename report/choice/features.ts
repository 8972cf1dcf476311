import { isDeepStrictEqual } from "node:util";
import {
  type DocumentOperation,
  type Fields,
  fieldsOf,
  operationsOf,
  parseDocument,
  requirementsOf,
  resolveReference,
  securitySchemesOf,
} from "../../aws/openapi";
import { PULUMI_GATEWAY_RESPONSE, PULUMI_GATEWAY_RESPONSE_TYPES } from "../../aws/gateway-response-types";
import { V1, V2 } from "../../aws/resource-types";
import type { ResourceNode } from "../../engine/graph/graph";
import { asObject, asText, type GraphIndex } from "../../engine/graph/graph-index";
import { type PropertyValue, reveal } from "../../engine/graph/value";
import { parse } from "yaml";
import { apisOf, isOfWebSocketApi } from "./apis";
import { ownValue } from "../../language/own-value";

/** The features that only one of the two kinds of API has. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html */
export const FEATURES = {
  "API keys and usage plans": "REST",
  "request validation": "REST",
  "mapping templates": "REST",
  "integrations without a proxy": "REST",
  "response caching": "REST",
  "AWS WAF": "REST",
  "a resource policy": "REST",
  "a private endpoint": "REST",
  "an edge-optimized endpoint": "REST",
  "gateway responses": "REST",
  "canary releases": "REST",
  "X-Ray tracing": "REST",
  "client certificates for backends": "REST",
  "response streaming": "REST",
  "Cognito user pool authorizers": "EITHER",
  "JWT authorizers": "EITHER",
  "automatic deployments": "HTTP",
  "a default route": "HTTP",
} as const satisfies Record<string, "REST" | "HTTP" | "EITHER">;
export type Feature = keyof typeof FEATURES;

/** A feature that is used, and what uses it. */
export interface FeatureUse {
  feature: Feature;
  /** The names of resources, or JSON pointers. */
  places: string[];
}

type Test = (node: ResourceNode, index: GraphIndex) => boolean;
const always: Test = () => true;
const has =
  (property: string): Test =>
  (node, index) =>
    isGiven(index.value(node, property)) || index.isPending(node, property);
const is =
  (property: string, ...wanted: PropertyValue[]): Test =>
  (node, index) =>
    wanted.includes(index.value(node, property) ?? null);
/** All but a preflight of one's own, which the CORS settings of an HTTP API answer. */
const unlessPreflight =
  (test: Test): Test =>
  (node, index) =>
    (index.text(node, "type") !== "MOCK" || index.text(node, "httpMethod") !== "OPTIONS") && test(node, index);

function isGiven(value: PropertyValue | undefined): boolean {
  return (value ?? "") !== "" && !isDeepStrictEqual(value, {});
}

/**
 * Returns whether a gateway response does what an HTTP API cannot. CORS headers alone it can set, by its CORS settings; and what a library
 * writes where the program says nothing is no need of the program's.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
function isNeeded(type: string | undefined, read: (member: string) => PropertyValue | undefined): boolean {
  const [statusCode, templates] = [read("statusCode"), read("responseTemplates")];
  const names = Object.keys(asObject(read("responseParameters")));
  if (names.length > 0) {
    const isCors = names.every((name) => /^gatewayresponse\.header\.access-control-/i.test(name));
    return !isCors || isGiven(statusCode) || isGiven(templates);
  }
  const own = { statusCode: Number(statusCode), responseTemplates: templates };
  return !PULUMI_GATEWAY_RESPONSE_TYPES.includes(type ?? "") || !isDeepStrictEqual(own, PULUMI_GATEWAY_RESPONSE);
}

const BY_TYPE: [type: string, feature: Feature, test: Test][] = [
  ["apigateway/usagePlan:UsagePlan", "API keys and usage plans", always],
  ["apigateway/apiKey:ApiKey", "API keys and usage plans", always],
  ["apigateway/method:Method", "API keys and usage plans", is("apiKeyRequired", true)],
  ["apigateway/requestValidator:RequestValidator", "request validation", always],
  ["apigateway/integration:Integration", "mapping templates", unlessPreflight(has("requestTemplates"))],
  [
    "apigateway/integration:Integration",
    "integrations without a proxy",
    unlessPreflight(is("type", "AWS", "HTTP", "MOCK")),
  ],
  ["apigateway/integration:Integration", "response streaming", is("responseTransferMode", "STREAM")],
  ["apigateway/stage:Stage", "response caching", is("cacheClusterEnabled", true)],
  ["apigateway/stage:Stage", "canary releases", has("canarySettings")],
  ["apigateway/stage:Stage", "X-Ray tracing", is("xrayTracingEnabled", true)],
  ["apigateway/stage:Stage", "client certificates for backends", has("clientCertificateId")],
  [
    "apigateway/response:Response",
    "gateway responses",
    (node, index) => isNeeded(index.text(node, "responseType"), (member) => index.value(node, member)),
  ],
  ["apigateway/restApiPolicy:RestApiPolicy", "a resource policy", always],
  ["apigateway/authorizer:Authorizer", "Cognito user pool authorizers", is("type", "COGNITO_USER_POOLS")],
  ["wafv2/webAclAssociation:WebAclAssociation", "AWS WAF", (node, index) => isStage(index.text(node, "resourceArn"))],
  ["apigatewayv2/authorizer:Authorizer", "JWT authorizers", is("authorizerType", "JWT")],
  ["apigatewayv2/stage:Stage", "automatic deployments", is("autoDeploy", true)],
  ["apigatewayv2/route:Route", "a default route", is("routeKey", "$default")],
];

/**
 * The features that the HTTP and REST APIs of a graph use, of those that tell the two kinds apart.
 *
 * @param api the one API whose features are asked for
 */
export function graphFeatures(index: GraphIndex, api?: ResourceNode): FeatureUse[] {
  const counts = (node: ResourceNode): boolean =>
    !isOfWebSocketApi(index, node) && (api === undefined || apisOf(index, node).includes(api));
  const uses = BY_TYPE.flatMap(([type, feature, test]) =>
    index
      .ofType(`aws:${type}`)
      .flatMap((node) => (test(node, index) && counts(node) ? [{ feature, place: node.name }] : [])),
  );
  const bodies = [...index.ofType(V1.restApi), ...index.ofType(V2.api)].filter(counts);
  for (const node of bodies) {
    const types = asText(asObject(index.value(node, "endpointConfiguration")).types);
    uses.push(...(types === "PRIVATE" ? [{ feature: "a private endpoint" as const, place: node.name }] : []));
    const isRest = node.type === V1.restApi;
    // the default, which nobody chose, is no need of the program
    const given = asText(asObject(reveal(node.inputs.endpointConfiguration)).types);
    const isEdge = isRest && given === "EDGE";
    uses.push(...(isEdge ? [{ feature: "an edge-optimized endpoint" as const, place: node.name }] : []));
    uses.push(...(index.text(node, "policy") ? [{ feature: "a resource policy" as const, place: node.name }] : []));
    const body = index.text(node, "body");
    uses.push(...(body === undefined ? [] : bodyUses(readBody(body), `${node.name} `)));
  }
  return grouped(uses);
}

/**
 * The features that an OpenAPI document with API Gateway's extensions uses.
 *
 * @throws Error where the text is no OpenAPI document
 */
export function documentFeatures(text: string): FeatureUse[] {
  const document = readBody(text);
  const version = document.openapi ?? document.swagger;
  if (version === undefined || Object.keys(asObject(document.paths)).length === 0) {
    const missing = version === undefined ? '"openapi" or "swagger" with its version' : '"paths" with an operation';
    throw new Error(`it is not an OpenAPI document: ${missing} is missing`);
  }
  return grouped(bodyUses(document, ""));
}

const GATEWAY_RESPONSES = "x-amazon-apigateway-gateway-responses";

interface Use {
  feature: Feature;
  place: string;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html */
function bodyUses(document: Fields<PropertyValue>, where: string): Use[] {
  const extensions: [string, Feature][] = [
    ["x-amazon-apigateway-policy", "a resource policy"],
    ["x-amazon-apigateway-request-validator", "request validation"],
  ];
  return [
    ...extensions.flatMap(([key, feature]) =>
      document[key] === undefined ? [] : [{ feature, place: `${where}/${key}` }],
    ),
    ...responseUses(document[GATEWAY_RESPONSES], where),
    ...schemeUses(document, where),
    ...operationsOf(document).flatMap((operation) =>
      operationUses(operation, document, `${where}${operation.pointer}`),
    ),
  ];
}

function responseUses(responses: PropertyValue | undefined, where: string): Use[] {
  const isUse = Object.entries(asObject(responses)).some(([type, response]) =>
    isNeeded(type, (member) => asObject(response)[member]),
  );
  return isUse ? [{ feature: "gateway responses", place: `${where}/${GATEWAY_RESPONSES}` }] : [];
}

function schemeUses(document: Fields<PropertyValue>, where: string): Use[] {
  return Object.entries(securitySchemesOf(document)).flatMap(([name, scheme]) => {
    const type = asText(asObject(asObject(scheme)["x-amazon-apigateway-authorizer"]).type)?.toLowerCase();
    const place = `${where}securitySchemes/${name}`;
    const feature: Feature | undefined =
      type === "jwt" ? "JWT authorizers" : type === "cognito_user_pools" ? "Cognito user pool authorizers" : undefined;
    return feature === undefined ? [] : [{ feature, place }];
  });
}

function operationUses(
  { member, path, fields: operation }: DocumentOperation<PropertyValue>,
  document: Fields<PropertyValue>,
  place: string,
): Use[] {
  const integration = resolveReference(document, asObject(operation["x-amazon-apigateway-integration"]));
  const type = asText(integration.type)?.toLowerCase();
  const security = requirementsOf(document, operation).flatMap((requirement) => Object.keys(requirement));
  const keys = security.filter((name) => {
    const scheme = asObject(ownValue(securitySchemesOf(document), name));
    return asText(scheme.type) === "apiKey" && asText(scheme.name)?.toLowerCase() === "x-api-key";
  });
  const found: [boolean, Feature][] = [
    [keys.length > 0, "API keys and usage plans"],
    [operation["x-amazon-apigateway-request-validator"] !== undefined, "request validation"],
    [Object.keys(asObject(integration.requestTemplates)).length > 0 && type !== "mock", "mapping templates"],
    [["aws", "http"].includes(type ?? ""), "integrations without a proxy"],
    [type === "mock" && member !== "options", "integrations without a proxy"],
    [asText(integration.responseTransferMode)?.toUpperCase() === "STREAM", "response streaming"],
    [path === "/$default", "a default route"],
  ];
  return found.flatMap(([is, feature]) => (is ? [{ feature, place }] : []));
}

function readBody(text: string): Fields<PropertyValue> {
  return fieldsOf(parseDocument(text, parse) as PropertyValue | undefined);
}

function grouped(uses: Use[]): FeatureUse[] {
  return (Object.keys(FEATURES) as Feature[]).flatMap((feature) => {
    const places = [...new Set(uses.filter((use) => use.feature === feature).map(({ place }) => place))];
    return places.length === 0 ? [] : [{ feature, places }];
  });
}

function isStage(arn: string | undefined): boolean {
  return arn !== undefined && /:apigateway:[^:]*::\/restapis\/[^/]+\/stages\//.test(arn);
}
