import { isRoleArn, parseArn } from "../../arn";
import { REST_API_LIMITS } from "../../quotas";
import { V1, V2 } from "../../resource-types";
import {
  REST_PARAMETER_CHARACTERS,
  REST_PARAMETER_NAME,
  REST_REQUEST_VALUE,
  REST_REQUEST_VALUES as REQUEST_VALUES,
  REST_RESPONSE_VALUE,
  REST_RESPONSE_VALUES as RESPONSE_VALUES,
  sameNames,
} from "../../parameter-mapping";
import { countRule, numberOf, rangeRule, type Rule, textRule, textsAt } from "../rule";
import { isAbsent, isPlainObject } from "../violation";

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const API = "https://docs.aws.amazon.com/apigateway/latest/api";
const MAPPINGS = `${GUIDE}/rest-api-parameter-mapping.html`;
const VPC_LINK = V1.vpcLink;
const MEDIA_TYPE = /^[^\s/]+\/[^\s/]/;

const NAME = REST_PARAMETER_NAME;
const PARAMETER = `method.request.<path|querystring|header>.<name> with ${REST_PARAMETER_CHARACTERS}`;

/** The offset of a usage plan's quota: the days of its period. */
const QUOTA_OFFSETS: Record<string, number | undefined> = { DAY: 0, WEEK: 6, MONTH: 27 };

export const restApiRules: readonly Rule[] = [
  textRule(
    V1.stage,
    "stageName",
    /^[a-zA-Z0-9_-]{1,128}$/,
    "1 to 128 letters, digits, hyphens and underscores",
    `${API}/API_CreateStage.html`,
  ),
  textRule(
    V1.stage,
    "variables{key}",
    /^[a-zA-Z0-9_]+$/,
    "letters, digits and underscores",
    `${GUIDE}/aws-api-gateway-stage-variables-reference.html`,
  ),
  ...["variables{}", "canarySettings.stageVariableOverrides{}"].map((path) =>
    textRule(
      V1.stage,
      path,
      /^[A-Za-z0-9\-._~:/?#&=, ]+$/,
      "the characters A-Z a-z 0-9 - . _ ~ : / ? # & = , and a space",
      `${API}/API_CreateStage.html`,
    ),
  ),
  countRule(
    V1.stage,
    "variables",
    REST_API_LIMITS.stageVariables.value,
    "stage variables",
    REST_API_LIMITS.stageVariables.source,
  ),
  rangeRule(V1.stage, "canarySettings.percentTraffic", 0, 100, `${API}/API_CanarySettings.html`),
  {
    types: [V1.stage],
    page: `${GUIDE}/apigateway-logging-to-kinesis.html`,
    reads: ["accessLogSettings"],
    check: (inputs) =>
      textsAt(inputs, "accessLogSettings.destinationArn").flatMap((found) => {
        const arn = parseArn(found.value);
        const isStream = arn?.service === "firehose" && arn.resource.startsWith("deliverystream/");
        const isGroup = arn?.service === "logs" && arn.resource.startsWith("log-group:");
        if (isStream && !arn.resource.startsWith("deliverystream/amazon-apigateway-")) {
          return [{ ...found, expected: "a Firehose stream whose name starts with amazon-apigateway-" }];
        }
        return isStream || isGroup ? [] : [{ ...found, expected: "the ARN of a log group or of a Firehose stream" }];
      }),
  },
  // "Location type: API cannot have path, method, statusCode or name defined", measured in
  // https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigateway/pf-apigw-documentation-part-location
  {
    types: [V1.documentationPart],
    page: `${API}/API_DocumentationPartLocation.html`,
    reads: ["location"],
    check: ({ location }) =>
      isPlainObject(location) && location.type === "API"
        ? ["method", "statusCode", "name"]
            .filter((member) => typeof location[member] === "string" && !isAbsent(location[member]))
            .map((member) => ({
              path: `location.${member}`,
              value: location[member],
              expected: "nothing: the type API has none",
            }))
        : [],
  },
  rangeRule(
    V1.methodSettings,
    "settings.cacheTtlInSeconds",
    0,
    REST_API_LIMITS.cacheTtl.value,
    REST_API_LIMITS.cacheTtl.source,
  ),
  textRule(
    V1.methodSettings,
    "settings.loggingLevel",
    /^(OFF|ERROR|INFO)$/,
    "OFF, ERROR or INFO",
    `${API}/API_MethodSetting.html`,
  ),
  rangeRule(
    V1.authorizer,
    "authorizerResultTtlInSeconds",
    0,
    REST_API_LIMITS.authorizerCacheTtl.value,
    REST_API_LIMITS.authorizerCacheTtl.source,
  ),
  textRule(
    V1.authorizer,
    "providerArns[]",
    /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/.+$/,
    "the ARN of a user pool",
    `${API}/API_CreateAuthorizer.html`,
  ),
  // several values are for mappings alone: "Invalid mapping expression specified: method.request.multivaluequerystring.versionId",
  // https://github.com/DianaIonita/serverless-api-gateway-caching/issues/70
  textRule(
    V1.method,
    "requestParameters{key}",
    new RegExp(`^method\\.request\\.(path|querystring|header)\\.${NAME}$`),
    PARAMETER,
    `${API}/API_PutMethod.html`,
  ),
  {
    types: [V1.method],
    page: `${API}/API_PutMethod.html`,
    reads: ["requestParameters"],
    check: ({ requestParameters: given }) =>
      sameNames(
        (isPlainObject(given) ? Object.keys(given) : []).map((key) => key.replace(/^method\.request\./, "")),
      ).map(([first, second]) => ({
        path: "requestParameters",
        value: `method.request.${second}`,
        expected: `another name than that of method.request.${first}`,
      })),
  },
  textRule(
    V1.integration,
    "cacheKeyParameters[]",
    new RegExp(`^(method|integration)\\.request\\.(path|querystring|header|multivalue(querystring|header))\\.${NAME}$`),
    PARAMETER,
    `${API}/API_PutIntegration.html`,
  ),
  textRule(
    V1.integration,
    "requestParameters{key}",
    new RegExp(`^integration\\.request\\.(path|querystring|header)\\.${NAME}$`),
    "integration.request.<path|querystring|header>.<name>",
    MAPPINGS,
  ),
  textRule(V1.integration, "requestParameters{}", REST_REQUEST_VALUE, REQUEST_VALUES, MAPPINGS),
  textRule(
    [V1.methodResponse, V1.integrationResponse],
    "responseParameters{key}",
    new RegExp(`^method\\.response\\.header\\.${NAME}$`),
    "method.response.header.<name>",
    MAPPINGS,
  ),
  textRule(V1.integrationResponse, "responseParameters{}", REST_RESPONSE_VALUE, RESPONSE_VALUES, MAPPINGS),
  textRule(
    V1.response,
    "responseParameters{key}",
    new RegExp(`^gatewayresponse\\.(header|querystring|path)\\.${NAME}$`),
    "gatewayresponse.header.<name>",
    `${API}/API_PutGatewayResponse.html`,
  ),
  textRule(
    V1.response,
    "responseParameters{}",
    REST_REQUEST_VALUE,
    REQUEST_VALUES,
    `${GUIDE}/api-gateway-gatewayResponse-definition.html`,
  ),
  // "Model name must be alphanumeric: p-m3", measured in
  // https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigatewayv2/pf-apigwv2-model-name-alphanumeric
  textRule([V1.model, V2.model], "name", /^[A-Za-z0-9]+$/, "letters and digits", `${API}/API_CreateModel.html`),
  // "Invalid content type specified: notacontenttype", measured in
  // https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigateway/pf-apigw-model-content-type
  textRule(V1.model, "contentType", MEDIA_TYPE, "a media type such as application/json", `${API}/API_CreateModel.html`),
  // the same message, recorded in https://github.com/localstack/localstack test_integration_response_invalid_responsetemplates
  textRule(
    V1.integrationResponse,
    "responseTemplates{key}",
    MEDIA_TYPE,
    "a media type such as application/json",
    `${API}/API_PutIntegrationResponse.html`,
  ),
  textRule(V1.apiKey, "value", /^.{20,128}$/s, "20 to 128 characters", `${GUIDE}/api-gateway-setup-api-keys.html`),
  rangeRule(
    V1.restApi,
    "minimumCompressionSize",
    -1,
    REST_API_LIMITS.minimumCompressionSize.value,
    REST_API_LIMITS.minimumCompressionSize.source,
  ),
  {
    types: [V1.usagePlan],
    page: `${API}/API_QuotaSettings.html`,
    reads: ["quotaSettings"],
    check: ({ quotaSettings }) => {
      const { offset, period } = isPlainObject(quotaSettings) ? quotaSettings : {};
      const days = numberOf(offset);
      const most = typeof period === "string" ? QUOTA_OFFSETS[period] : undefined;
      return days === undefined || most === undefined || (days >= 0 && days <= most)
        ? []
        : [
            {
              path: "quotaSettings.offset",
              value: offset,
              expected: most === 0 ? "0 for a period of a day" : `0 to ${most} for the period ${String(period)}`,
            },
          ];
    },
  },
  rangeRule(V1.usagePlan, "quotaSettings.offset", 0, 27, `${API}/API_QuotaSettings.html`),
  // "Invalid method {resourcePath: badkey,method: } specified", measured in
  // https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigateway/pf-apigw-usage-plan-throttle-key
  textRule(
    V1.usagePlan,
    "apiStages[].throttles[].path",
    /^[/*].*\/(\*|[A-Z]+)$/,
    "<path>/<METHOD>, such as /orders/GET",
    `${API}/API_UsagePlan.html`,
  ),
  rangeRule(V1.usagePlan, "quotaSettings.limit", 1, 2 ** 31 - 1, `${API}/API_QuotaSettings.html`),
  textRule(
    VPC_LINK,
    "targetArn",
    /^arn:aws[a-z-]*:elasticloadbalancing:[^:]+:\d{12}:loadbalancer\/net\/.+$/,
    "the ARN of a Network Load Balancer",
    `${API}/API_CreateVpcLink.html`,
  ),
  {
    types: [V1.account],
    page: `${GUIDE}/set-up-logging.html`,
    reads: ["cloudwatchRoleArn"],
    check: (inputs) =>
      textsAt(inputs, "cloudwatchRoleArn")
        .filter(({ value }) => !isRoleArn(value))
        .map((found) => ({ ...found, expected: "the ARN of a role" })),
  },
];
