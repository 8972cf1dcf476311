import { parseArn } from "../../arn";
import { REQUEST_ID } from "../../context-variables";
import { requestMappingProblems, responseMappingProblems } from "../../parameter-mapping";
import { HTTP_API_LIMITS } from "../../quotas";
import { V1, V2 } from "../../resource-types";
import { routeKeyProblem } from "../../route-key";
import { countRule, type Found, numberOf, type Rule, textRule, textsAt } from "../rule";
import { type Inputs, isAbsent, isPlainObject, type Surroundings, valuesAt } from "../violation";

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const REFERENCE = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference";
const AUTHORIZERS = `${REFERENCE}/apis-apiid-authorizers.html`;
const ROUTING_RULES = `${REFERENCE}/domainnames-domainname-routingrules.html`;

export const httpApiRules: readonly Rule[] = [
  textRule(
    V2.stage,
    "name",
    /^(\$default|[a-zA-Z0-9_-]{1,128})$/,
    "$default, or 1 to 128 letters, digits, hyphens and underscores",
    `${REFERENCE}/apis-apiid-stages.html`,
  ),
  textRule(
    V2.stage,
    "stageVariables{key}",
    /^[a-zA-Z0-9_]+$/,
    "letters, digits and underscores",
    `${GUIDE}/http-api-stages.stage-variables.html`,
  ),
  textRule(
    V2.stage,
    "stageVariables{}",
    /^[A-Za-z0-9\-._~:/?#&=, ]+$/,
    "the characters A-Z a-z 0-9 - . _ ~ : / ? # & = , and a space",
    `${REFERENCE}/apis-apiid-stages.html`,
  ),
  // the model has it of the default alone, which is no list
  textRule(
    V2.stage,
    "routeSettings[].loggingLevel",
    /^(ERROR|INFO|OFF)$/,
    "one of ERROR, INFO, OFF",
    `${REFERENCE}/apis-apiid-stages.html`,
  ),
  countRule(
    V2.stage,
    "stageVariables",
    100,
    "stage variables",
    `${GUIDE}/api-gateway-execution-service-limits-table.html`,
  ),
  {
    types: [V2.stage],
    page: `${GUIDE}/http-api-logging.html`,
    reads: ["accessLogSettings"],
    check: (inputs) =>
      textsAt(inputs, "accessLogSettings.destinationArn").flatMap((found) => {
        const arn = parseArn(found.value);
        return arn?.service === "logs" && arn.resource.startsWith("log-group:")
          ? []
          : [{ ...found, expected: "the ARN of a log group" }];
      }),
  },
  // "Access Log format must include either $context.requestId or $context.extendedRequestId", measured in
  // https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigateway/pf-apigw-access-log-format-request-id
  textRule(
    [V1.stage, V2.stage],
    "accessLogSettings.format",
    REQUEST_ID,
    "a format with $context.requestId or $context.extendedRequestId",
    `${GUIDE}/set-up-logging.html`,
  ),
  {
    types: [V2.authorizer],
    page: AUTHORIZERS,
    reads: ["authorizerType", "authorizerResultTtlInSeconds", "authorizerPayloadFormatVersion", "identitySources"],
    check: authorizer,
  },
  textRule(V2.authorizer, "authorizerPayloadFormatVersion", /^(1\.0|2\.0)$/, "1.0 or 2.0", AUTHORIZERS),
  countRule(
    V2.authorizer,
    "jwtConfiguration.audiences",
    HTTP_API_LIMITS.audiencesPerAuthorizer.value,
    "audiences",
    HTTP_API_LIMITS.audiencesPerAuthorizer.source,
  ),
  countRule(
    V2.route,
    "authorizationScopes",
    HTTP_API_LIMITS.scopesPerRoute.value,
    "scopes",
    HTTP_API_LIMITS.scopesPerRoute.source,
  ),
  countRule(
    V2.vpcLink,
    "subnetIds",
    HTTP_API_LIMITS.subnetsPerVpcLink.value,
    "subnets",
    HTTP_API_LIMITS.subnetsPerVpcLink.source,
  ),
  {
    types: [V2.route, V2.api],
    page: `${GUIDE}/http-api-develop-routes.html`,
    reads: ["routeKey", "protocolType"],
    check: ({ routeKey, protocolType }, { protocol }) => {
      const problem =
        (protocol ?? protocolType) === "HTTP" && typeof routeKey === "string" ? routeKeyProblem(routeKey) : undefined;
      return problem === undefined
        ? []
        : [{ path: "routeKey", value: routeKey, expected: `a route key: ${problem.replace(/\.$/, "")}` }];
    },
  },
  {
    types: [V2.integration],
    page: `${GUIDE}/http-api-parameter-mapping.html`,
    reads: ["requestParameters", "integrationSubtype"],
    check: requestParameters,
  },
  {
    types: [V2.integration],
    page: `${GUIDE}/http-api-parameter-mapping.html`,
    reads: ["responseParameters"],
    check: responseParameters,
  },
  textRule(
    V2.integrationResponse,
    "integrationResponseKey",
    /^(\$default|\/.+\/)$/s,
    "$default or an expression between slashes",
    `${GUIDE}/apigateway-websocket-api-integration-responses.html`,
  ),
  {
    types: [V2.routingRule],
    page: ROUTING_RULES,
    reads: ["conditions"],
    check: (inputs) => {
      const headers = "conditions[].matchHeaders.anyOfs[]";
      return [
        ...textsAt(inputs, `${headers}.header`)
          .filter(({ value }) => value.length > 40 || !/^[A-Za-z0-9*?.!#$%&'+^_`|~-]+$/.test(value))
          .map((found) => ({ ...found, expected: "a header's name of 1 to 40 characters" })),
        ...valuesAt(inputs, `${headers}.valueGlob`)
          .filter(
            ({ value }) =>
              (typeof value === "string" && !/^\*?[^*]{0,128}\*?$/s.test(value)) ||
              value === "" ||
              (typeof value === "string" && value.length > 128),
          )
          .map(({ path, value }) => ({
            path,
            value,
            expected: "a value of 1 to 128 characters with * at its start or end alone",
          })),
        ...textsAt(inputs, "conditions[].matchBasePaths.anyOfs[]")
          .filter(({ value }) => value.length > 128)
          .map((found) => ({ ...found, expected: "a base path of at most 128 characters" })),
      ];
    },
  },
];

/** Identity sources, the cache and the payload format depend on the type and on the API's kind. */
function authorizer(inputs: Inputs, { protocol }: Surroundings): Found[] {
  const { authorizerType, authorizerResultTtlInSeconds: ttl, authorizerPayloadFormatVersion: version } = inputs;
  const sources = textsAt(inputs, "identitySources[]");
  const given = Array.isArray(inputs.identitySources) ? inputs.identitySources : undefined;
  const caches = (numberOf(ttl) ?? 0) > 0;
  if (authorizerType === "JWT") {
    return sources
      .filter(({ value }) => !/^\$request\.(header|querystring)\.\S+$/.test(value))
      .map((found) => ({
        ...found,
        expected: "$request.header.<name> or $request.querystring.<name>, the only sources of a token",
        page: `${GUIDE}/http-api-jwt-authorizer.html`,
      }));
  }
  if (protocol === "WEBSOCKET") {
    return [
      ...(caches
        ? [{ path: "authorizerResultTtlInSeconds", value: ttl, expected: "nothing: it is supported on HTTP APIs only" }]
        : []),
      ...(isAbsent(version) || version === "1.0"
        ? []
        : [
            {
              path: "authorizerPayloadFormatVersion",
              value: version,
              expected: "nothing: it is supported on HTTP APIs only",
            },
          ]),
      ...sources
        .filter(({ value }) => !/^(route\.request\.(header|querystring)|context|stageVariables)\.\S+$/.test(value))
        .map((found) => ({
          ...found,
          expected: "route.request.<header|querystring>.<name>, context.<variable> or stageVariables.<name>",
        })),
    ];
  }
  return [
    ...(caches && (isAbsent(inputs.identitySources) || given?.length === 0)
      ? [
          {
            path: "identitySources",
            value: inputs.identitySources,
            expected: "identity sources where results are cached",
          },
        ]
      : []),
    ...(protocol === "HTTP"
      ? sources
          .filter(({ value }) => !/^\$(request\.(header|querystring)|context|stageVariables)\.\S+$/.test(value))
          .map((found) => ({
            ...found,
            expected: "$request.<header|querystring>.<name>, $context.<variable> or $stageVariables.<name>",
          }))
      : []),
  ];
}

/** HTTP APIs map by `append:header.name`, WebSocket APIs by `integration.request.header.name`, services by their parameters. */
function requestParameters(
  { requestParameters: mappings, integrationSubtype }: Inputs,
  { protocol }: Surroundings,
): Found[] {
  if (!isPlainObject(mappings) || !isAbsent(integrationSubtype)) {
    return [];
  }
  if (protocol === "WEBSOCKET") {
    return Object.keys(mappings)
      .filter((key) => !/^integration\.request\.(path|querystring|header)\.\S+$/.test(key))
      .map((key) => ({
        path: `requestParameters["${key}"]`,
        value: key,
        expected: "integration.request.<path|querystring|header>.<name>",
      }));
  }
  const isHttp = protocol === "HTTP" || Object.keys(mappings).some((key) => /^(append|overwrite|remove):/.test(key));
  return isHttp
    ? Object.keys(mappings).flatMap((key) =>
        requestMappingProblems({ [key]: "" }).map((problem) => ({
          path: `requestParameters["${key}"]`,
          value: key,
          expected: problem.replace(/^.*?": /, ""),
        })),
      )
    : [];
}

function responseParameters({ responseParameters: responses }: Inputs): Found[] {
  return (Array.isArray(responses) ? (responses as unknown[]) : []).flatMap((response, index) => {
    const { statusCode, mappings } = isPlainObject(response) ? response : {};
    if ((typeof statusCode !== "string" && typeof statusCode !== "number") || !isPlainObject(mappings)) {
      return [];
    }
    const known = Object.fromEntries(Object.keys(mappings).map((key) => [key, ""]));
    return responseMappingProblems({ statusCode: String(statusCode), mappings: known }).map((problem) => ({
      path: `responseParameters[${index}]`,
      value: response,
      expected: problem.replace(/^responseParameters (of status )?/, ""),
    }));
  });
}
