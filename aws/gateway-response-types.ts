/**
 * The errors of API Gateway that a REST API can answer in its own way.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const GATEWAY_RESPONSE_TYPES = [
  "ACCESS_DENIED",
  "API_CONFIGURATION_ERROR",
  "AUTHORIZER_CONFIGURATION_ERROR",
  "AUTHORIZER_FAILURE",
  "BAD_REQUEST_PARAMETERS",
  "BAD_REQUEST_BODY",
  "DEFAULT_4XX",
  "DEFAULT_5XX",
  "EXPIRED_TOKEN",
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
  "INVALID_API_KEY",
  "INVALID_SIGNATURE",
  "MISSING_AUTHENTICATION_TOKEN",
  "QUOTA_EXCEEDED",
  "REQUEST_TOO_LARGE",
  "RESOURCE_NOT_FOUND",
  "THROTTLED",
  "UNAUTHORIZED",
  "UNSUPPORTED_MEDIA_TYPE",
  "WAF_FILTERED",
] as const;

/**
 * The answer of `RestAPI` of @pulumi/aws-apigateway and `API` of awsx/classic, unless the program gives another, to calls that no route
 * takes and to calls that are denied. https://github.com/pulumi/pulumi-aws-apigateway, apigateway/api.ts, generateGatewayResponses
 */
export const PULUMI_GATEWAY_RESPONSE = {
  statusCode: 404,
  responseTemplates: { "application/json": '{"message": "404 Not found" }' },
};
export const PULUMI_GATEWAY_RESPONSE_TYPES = ["MISSING_AUTHENTICATION_TOKEN", "ACCESS_DENIED"];
