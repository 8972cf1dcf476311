import { V1, V2 } from "../../resource-types";
import { type Found, type Rule, textRule, textsAt } from "../rule";
import { type Inputs, isAbsent, isPlainObject, type Surroundings } from "../violation";
import { missingLink } from "./rest-methods";
import { ownValue } from "../../../language/own-value";

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const REFERENCE = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference";
const HTTP_ROUTES = "${request.method} ${request.path}";
const PRIVATE = /^(\$\{|arn:[^:]+:(elasticloadbalancing:[^:]*:\d*:listener|servicediscovery:[^:]*:\d*:service)\/)/;

/**
 * The parameters that each first-class integration requires.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
const SERVICE_PARAMETERS: Readonly<Record<string, readonly string[] | undefined>> = {
  "EventBridge-PutEvents": ["Detail", "DetailType", "Source"],
  "SQS-SendMessage": ["QueueUrl", "MessageBody"],
  "SQS-ReceiveMessage": ["QueueUrl"],
  "SQS-DeleteMessage": ["ReceiptHandle", "QueueUrl"],
  "SQS-PurgeQueue": ["QueueUrl"],
  "AppConfig-GetConfiguration": ["Application", "Environment", "Configuration", "ClientId"],
  "Kinesis-PutRecord": ["StreamName", "Data", "PartitionKey"],
  "StepFunctions-StartExecution": ["StateMachineArn"],
  "StepFunctions-StartSyncExecution": ["StateMachineArn"],
  "StepFunctions-StopExecution": ["ExecutionArn"],
};

/** The rules of what the routes, integrations, authorizers and mappings of an HTTP API must name. */
export const httpPartRules: readonly Rule[] = [
  textRule(
    V2.route,
    "target",
    /^integrations\/\S+$/,
    "integrations/<id of an integration>",
    `${REFERENCE}/apis-apiid-routes.html`,
  ),
  {
    types: [V2.route],
    page: `${REFERENCE}/apis-apiid-routes.html`,
    reads: ["authorizationType", "authorizerId"],
    check: ({ authorizationType: type, authorizerId: value }) =>
      (type === "JWT" || type === "CUSTOM") && isAbsent(value)
        ? [{ path: "authorizerId", value, expected: `an authorizer's id, which ${type} requires` }]
        : [],
  },
  {
    types: [V2.integration],
    page: `${GUIDE}/http-api-develop-integrations-aws-services-reference.html`,
    reads: ["integrationSubtype", "credentialsArn", "requestParameters"],
    check: service,
  },
  {
    types: [V2.integration],
    page: `${REFERENCE}/apis-apiid-integrations.html`,
    reads: [
      "integrationType",
      "integrationSubtype",
      "integrationUri",
      "integrationMethod",
      "connectionType",
      "connectionId",
    ],
    check: backend,
  },
  {
    types: [V2.authorizer],
    page: `${REFERENCE}/apis-apiid-authorizers.html`,
    reads: ["authorizerType", "authorizerUri", "jwtConfiguration", "identitySources"],
    check: authorizer,
  },
  {
    types: [V2.api],
    page: `${REFERENCE}/apis.html`,
    reads: ["protocolType", "routeSelectionExpression"],
    check: ({ protocolType, routeSelectionExpression: value }) =>
      protocolType === "HTTP" && typeof value === "string" && !isAbsent(value) && value !== HTTP_ROUTES
        ? [{ path: "routeSelectionExpression", value, expected: `${HTTP_ROUTES}, the only one of HTTP APIs` }]
        : [],
  },
  {
    types: [V1.domainName, V2.domainName],
    page: `${GUIDE}/rest-api-mutual-tls.html`,
    reads: ["mutualTlsAuthentication"],
    check: (inputs) =>
      textsAt(inputs, "mutualTlsAuthentication.truststoreUri")
        .filter(({ value }) => !/^s3:\/\/[^/]+\/.+$/.test(value))
        .map((found) => ({ ...found, expected: "s3://bucket/key" })),
  },
  // "Domain names cannot contain an underscore character", measured in
  // https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigatewayv2/pf-apigwv2-domain-name-charset; AWS has the name in lower
  // case, and a mapping of the other is refused: "Invalid domain name identifier specified", https://github.com/aws/aws-cdk/issues/8428
  textRule(
    [V1.domainName, V2.domainName],
    "domainName",
    /^[^\sA-Z:/?#@_]+$/,
    "a name such as api.example.com, without a scheme, a port, a path, an underscore or an upper-case letter",
    `${GUIDE}/how-to-custom-domains.html`,
  ),
  {
    types: [V2.vpcLink],
    page: `${REFERENCE}/vpclinks.html`,
    reads: ["subnetIds"],
    check: ({ subnetIds: value }) =>
      Array.isArray(value) && value.length === 0 ? [{ path: "subnetIds", value, expected: "at least one subnet" }] : [],
  },
  // "Currently, only $default is supported as a RouteResponseKey", measured in
  // https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigatewayv2/pf-apigwv2-route-response-key-default
  textRule(
    V2.routeResponse,
    "routeResponseKey",
    /^\$default$/,
    "$default, the only one",
    `${REFERENCE}/apis-apiid-routes-routeid-routeresponses.html`,
  ),
  // "API mapping key should not start with a '/' or have consecutive '/'s."
  textRule(
    V2.apiMapping,
    "apiMappingKey",
    /^(?!\/)(?!.*\/\/)[A-Za-z0-9$\-_.+!*'()/]{1,300}$/,
    "a path of at most 300 letters, digits and $-_.+!*'()/ that neither starts with a slash nor has two in a row",
    `${GUIDE}/rest-api-mappings.html`,
  ),
];

/** A first-class integration names an action, a role and the action's parameters. */
function service({ integrationSubtype: subtype, credentialsArn: role, requestParameters: given }: Inputs): Found[] {
  if (typeof subtype !== "string" || subtype === "") {
    return [];
  }
  const required = ownValue(SERVICE_PARAMETERS, subtype);
  if (required === undefined) {
    const known = Object.keys(SERVICE_PARAMETERS).join(", ");
    return [{ path: "integrationSubtype", value: subtype, expected: `one of ${known}` }];
  }
  const parameters = isAbsent(given) ? {} : given;
  return [
    ...(isAbsent(role)
      ? [{ path: "credentialsArn", value: role, expected: `the ARN of a role, which ${subtype} requires` }]
      : []),
    ...(isPlainObject(parameters)
      ? required
          .filter((name) => isAbsent(parameters[name]))
          .map((name) => ({
            path: `requestParameters.${name}`,
            value: parameters[name],
            expected: `a value, which ${subtype} requires`,
          }))
      : []),
  ];
}

function backend(inputs: Inputs, { protocol }: Surroundings): Found[] {
  const { integrationType: type, integrationUri: uri, integrationMethod: method } = inputs;
  const connection = inputs.connectionType === "INTERNET" ? undefined : inputs.connectionType;
  const isPublic = type === "HTTP_PROXY" && isAbsent(connection);
  const isUrl = typeof uri !== "string" || isAbsent(uri) || /^https?:\/\/|^\$\{/.test(uri);
  const needsUri = typeof type === "string" && type !== "MOCK" && isAbsent(inputs.integrationSubtype);
  const isElsewhere = connection === "VPC_LINK" && protocol === "HTTP" && typeof uri === "string" && !PRIVATE.test(uri);
  return [
    ...(isPublic && !isUrl
      ? [{ path: "integrationUri", value: uri, expected: "a URL that starts with http:// or https://" }]
      : []),
    ...(needsUri && isAbsent(uri)
      ? [{ path: "integrationUri", value: uri, expected: `a URL or an ARN to call, which ${type} requires` }]
      : []),
    // "For VpcLink VPC_LINK, integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN."
    ...(isElsewhere && !isAbsent(uri)
      ? [
          {
            path: "integrationUri",
            value: uri,
            expected:
              "the ARN of a load balancer's listener or of a Cloud Map service, where an HTTP API has a VPC link",
            page: `${GUIDE}/http-api-develop-integrations-private.html`,
          },
        ]
      : []),
    ...(type === "HTTP_PROXY" && protocol === "HTTP" && isAbsent(method)
      ? [{ path: "integrationMethod", value: method, expected: "a method, such as ANY, which HTTP_PROXY requires" }]
      : []),
    ...missingLink(inputs),
  ];
}

function authorizer({
  authorizerType: type,
  authorizerUri: uri,
  jwtConfiguration,
  identitySources: sources,
}: Inputs): Found[] {
  if (type !== "JWT") {
    return type === "REQUEST" && isAbsent(uri)
      ? [{ path: "authorizerUri", value: uri, expected: "a function's URI, which REQUEST requires" }]
      : [];
  }
  const { issuer } = isPlainObject(jwtConfiguration) ? jwtConfiguration : { issuer: jwtConfiguration };
  return [
    ...(isAbsent(issuer) ? [{ path: "jwtConfiguration.issuer", value: issuer, expected: "the issuer of tokens" }] : []),
    ...(isAbsent(sources) || (Array.isArray(sources) && sources.length === 0)
      ? [{ path: "identitySources", value: sources, expected: "the source of the token, which JWT requires" }]
      : []),
  ];
}
