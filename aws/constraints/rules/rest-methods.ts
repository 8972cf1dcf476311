import { parsedJson } from "../../../language/parsed-json";
import { REST_API_LIMITS } from "../../quotas";
import { V1, V2 } from "../../resource-types";
import { type Found, patternRule, rangeRule, type Rule, textRule } from "../rule";
import { type Inputs, isAbsent, isPlainObject } from "../violation";

const API = "https://docs.aws.amazon.com/apigateway/latest/api";
const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
/** That of a streamed response; without streaming it is a quota of the account. */
const LONGEST_TIMEOUT = REST_API_LIMITS.streamingTimeout.value;
const WITH_AUTHORIZER = ["CUSTOM", "COGNITO_USER_POOLS", "JWT"];
const PROVIDER =
  "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigateway/validate.go";
/** The methods that a method or an integration may have. */
export const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "ANY"];
/**
 * "The path segment can contain only alphanumeric characters, underscores, hyphens, periods, commas, colons, and curly braces." AWS takes
 * a dollar sign too, as deployed in https://github.com/aws/aws-cdk/pull/27619
 */
export const PATH_PART = /^(\{[^{}/\s]+\}|[\w.,:$-]+)$/;
const METHOD = new RegExp(`^(${METHODS.join("|")})$`);
const METHOD_NAMES = `${METHODS.slice(0, -1).join(", ")} or ${METHODS.at(-1)}`;

/** The rules of the resources, methods and integrations of a REST API, and of what its paths are mapped by. */
export const restMethodRules: readonly Rule[] = [
  // "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end"
  textRule(
    V1.resource,
    "pathPart",
    PATH_PART,
    "one part of a path without slashes, such as orders, {id} or {proxy+}: letters, digits and . _ - : , $",
    `${GUIDE}/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis`,
  ),
  textRule(
    [V1.method, V1.integration, V1.methodResponse, V1.integrationResponse],
    "httpMethod",
    METHOD,
    METHOD_NAMES,
    `${API}/API_PutMethod.html`,
  ),
  // the provider refuses others before AWS does
  textRule(V1.integration, "integrationHttpMethod", METHOD, METHOD_NAMES, PROVIDER),
  textRule(V2.integration, "integrationMethod", METHOD, METHOD_NAMES, PROVIDER),
  // "Specifies the regular expression (regex) pattern used to choose an integration response": https://github.com/jorgebastida/gordon/issues/64
  // has one that begins with * refused
  patternRule(V1.integrationResponse, "selectionPattern", `${API}/API_PutIntegrationResponse.html`),
  patternRule(V1.authorizer, "identityValidationExpression", `${API}/API_CreateAuthorizer.html`),
  textRule(
    V1.method,
    "authorization",
    /^(NONE|AWS_IAM|CUSTOM|COGNITO_USER_POOLS|JWT)$/,
    "NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS or JWT",
    `${API}/API_PutMethod.html`,
  ),
  {
    types: [V1.method],
    page: `${API}/API_PutMethod.html`,
    reads: ["authorization", "authorizerId"],
    check: ({ authorization: type, authorizerId: value }) =>
      typeof type === "string" && WITH_AUTHORIZER.includes(type) && isAbsent(value)
        ? [{ path: "authorizerId", value, expected: `an authorizer's id, which ${type} requires` }]
        : [],
  },
  {
    types: [V1.integration],
    page: `${API}/API_PutIntegration.html`,
    reads: ["type", "uri", "integrationHttpMethod", "connectionType", "connectionId", "credentials"],
    check: integration,
  },
  {
    types: [V1.integration],
    page: `${GUIDE}/response-transfer-mode.html`,
    reads: ["type", "responseTransferMode"],
    check: ({ type, responseTransferMode: value }) =>
      value === "STREAM" && typeof type === "string" && !type.endsWith("_PROXY")
        ? [{ path: "responseTransferMode", value, expected: "BUFFERED, but for AWS_PROXY and HTTP_PROXY" }]
        : [],
  },
  rangeRule(V1.integration, "timeoutMilliseconds", 50, LONGEST_TIMEOUT, `${API}/API_PutIntegration.html`),
  textRule(
    V1.integration,
    "passthroughBehavior",
    /^(WHEN_NO_MATCH|WHEN_NO_TEMPLATES|NEVER)$/,
    "WHEN_NO_MATCH, WHEN_NO_TEMPLATES or NEVER",
    `${API}/API_PutIntegration.html`,
  ),
  textRule(
    V1.methodSettings,
    "methodPath",
    /\/(\*|[A-Z]+)$/,
    "*/* or <path>/<METHOD>, such as ~1orders/GET",
    `${API}/API_Stage.html`,
  ),
  textRule(
    V1.restApi,
    "endpointConfiguration.vpcEndpointIds[]",
    /^(?!(vpc|subnet|sg|eni|rtb|igw)-)/,
    "the id of a VPC endpoint, vpce-...",
    `${GUIDE}/apigateway-private-apis.html`,
  ),
  textRule(V1.restApi, "putRestApiMode", /^(merge|overwrite)$/, "merge or overwrite", `${API}/API_PutRestApi.html`),
  {
    types: [V1.model],
    page: `${API}/API_CreateModel.html`,
    reads: ["schema"],
    check: ({ schema }) => schemaProblems(schema),
  },
  textRule(V1.usagePlanKey, "keyType", /^API_KEY$/, "API_KEY", `${API}/API_CreateUsagePlanKey.html`),
  // "API Gateway V1 doesn't support the slash character (/) in base path mappings"; BasePathOnlyContain of the AWS CDK has the characters
  textRule(
    V1.basePathMapping,
    "basePath",
    /^[A-Za-z0-9$\-_.+!*'()]*$/,
    "one part of a path of letters, digits and $-_.+!*'(), without slashes: an apigatewayv2.ApiMapping takes several",
    `${GUIDE}/rest-api-mappings.html`,
  ),
];

const SCHEMA_TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"];

/**
 * "Model schema must have at least 1 property or array items defined", of no schema and of an empty one, recorded from AWS in
 * https://github.com/localstack/localstack test_model_validation; "Invalid model schema specified", of an unknown type, in
 * https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigateway/pf-apigw-model-schema-type
 */
function schemaProblems(schema: unknown): Found[] {
  const parsed = typeof schema === "string" ? parsedJson(schema) : undefined;
  const type = isPlainObject(parsed) ? parsed.type : undefined;
  return [
    ...(isAbsent(schema) || (typeof schema === "string" && !isPlainObject(parsed))
      ? [{ path: "schema", value: schema, expected: "a JSON Schema as JSON" }]
      : []),
    ...(typeof type === "string" && !SCHEMA_TYPES.includes(type)
      ? [{ path: "schema", value: type, expected: `a type of ${SCHEMA_TYPES.join(", ")}` }]
      : []),
  ];
}

/** An integration calls a URI with a method, except a MOCK; a private one names its link. */
function integration(inputs: Inputs): Found[] {
  const { type, uri, integrationHttpMethod: method, credentials } = inputs;
  const calls = type === "AWS" || type === "AWS_PROXY" || type === "HTTP" || type === "HTTP_PROXY";
  return [
    ...serviceProblems(type, uri),
    ...(typeof uri === "string" && !isAbsent(uri) ? uriProblems(type, uri) : []),
    // "Invalid ARN specified in the request": https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigateway/pf-apigw-integration-credentials-arn
    ...(typeof credentials === "string" && !isAbsent(credentials) && !/^(arn:|.*\$\{stageVariables\.)/.test(credentials)
      ? [{ path: "credentials", value: credentials, expected: "the ARN of a role" }]
      : []),
    ...(calls && isAbsent(uri) ? [{ path: "uri", value: uri, expected: `a URI, which ${type} requires` }] : []),
    ...(calls && isAbsent(method)
      ? [{ path: "integrationHttpMethod", value: method, expected: `a method, which ${type} requires` }]
      : []),
    ...missingLink(inputs),
  ];
}

/** A service is called by an ARN of API Gateway's own; a proxy calls functions alone. A function's ARN is lambda-integration-uri's. */
function serviceProblems(type: unknown, uri: unknown): Found[] {
  const [, service] = typeof uri === "string" ? (/^arn:[^:]+:([^:]+):/.exec(uri) ?? []) : [];
  const subservice = typeof uri === "string" ? /^arn:[^:]+:apigateway:[^:]*:([^:]*):/.exec(uri)?.[1] : undefined;
  if (type === "AWS_PROXY" && subservice !== undefined && !/^(lambda|firehose|.*\$\{.*)$/.test(subservice)) {
    return [{ path: "uri", value: uri, expected: "the invocation of a function: AWS_PROXY has no other service" }];
  }
  return type === "AWS" && service !== undefined && service !== "apigateway" && service !== "lambda"
    ? [{ path: "uri", value: uri, expected: "arn:aws:apigateway:<region>:<service>:<action|path>/<api>" }]
    : [];
}

/** `arn:aws:apigateway:{region}:{subdomain.service|service}:path|action/{service_api}`, where a stage variable may stand for any of it. */
const SERVICE_URI = /^arn:[^:]+:apigateway:[^:]+:[^:]+:(?:path|action)\/./;

/** Returns whether a URI has the form that its kind of integration requires, as far as stage variables let it be known. */
export function isUriOf(kind: "service" | "http", uri: string): boolean {
  return (kind === "service" ? SERVICE_URI : /^https?:\/\/./i).test(uri) || uri.includes("${stageVariables.");
}

/**
 * "Invalid HTTP endpoint specified for URI" and "AWS ARN for integration must contain path or action", recorded from AWS in
 * https://github.com/localstack/localstack test_put_integration_validation. A function's own ARN is lambda-integration-uri's.
 */
function uriProblems(type: unknown, uri: string): Found[] {
  const isHttp = type === "HTTP" || type === "HTTP_PROXY";
  const isService = (type === "AWS" || type === "AWS_PROXY") && /^arn:[^:]+:apigateway:/.test(uri);
  return [
    ...(isHttp && !isUriOf("http", uri) ? [{ path: "uri", value: uri, expected: "an http or https URL" }] : []),
    ...(isService && !isUriOf("service", uri)
      ? [{ path: "uri", value: uri, expected: "arn:aws:apigateway:<region>:<service>:path/... or :action/..." }]
      : []),
  ];
}

/** Returns the connection of a private integration that names no VPC link. */
export function missingLink({ connectionType, connectionId: value }: Inputs): Found[] {
  return connectionType === "VPC_LINK" && isAbsent(value)
    ? [{ path: "connectionId", value, expected: "the id of a VPC link, which VPC_LINK requires" }]
    : [];
}

/** Returns whether a text is an object in JSON. */
export function isJson(text: string): boolean {
  return isPlainObject(parsedJson(text));
}
