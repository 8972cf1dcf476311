/**
 * The `$context` variables of HTTP APIs without those of an authorizer's own properties
 * (`authorizer.claims.<property>`, `authorizer.<property>`).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export const HTTP_API_CONTEXT_VARIABLES = [
  "accountId",
  "apiId",
  "authorizer.error",
  "authorizer.principalId",
  "awsEndpointRequestId",
  "awsEndpointRequestId2",
  "customDomain.basePathMatched",
  "dataProcessed",
  "domainName",
  "domainPrefix",
  "error.message",
  "error.messageString",
  "error.responseType",
  "extendedRequestId",
  "httpMethod",
  "identity.accountId",
  "identity.caller",
  "identity.clientCert.clientCertPem",
  "identity.clientCert.issuerDN",
  "identity.clientCert.serialNumber",
  "identity.clientCert.subjectDN",
  "identity.clientCert.validity.notAfter",
  "identity.clientCert.validity.notBefore",
  "identity.cognitoAuthenticationProvider",
  "identity.cognitoAuthenticationType",
  "identity.cognitoIdentityId",
  "identity.cognitoIdentityPoolId",
  "identity.principalOrgId",
  "identity.sourceIp",
  "identity.user",
  "identity.userAgent",
  "identity.userArn",
  "integration.error",
  "integration.integrationStatus",
  "integration.latency",
  "integration.requestId",
  "integration.status",
  "integrationErrorMessage",
  "integrationLatency",
  "integrationStatus",
  "path",
  "protocol",
  "requestId",
  "requestTime",
  "requestTimeEpoch",
  "responseLatency",
  "responseLength",
  "routeKey",
  "stage",
  "status",
] as const;

export type HttpApiContextVariable = (typeof HTTP_API_CONTEXT_VARIABLES)[number];

/** A variable that the access logs of an HTTP API can hold. */
export type HttpLogVariable = HttpApiContextVariable | `authorizer.${string}` | `identity.clientCert.${string}`;

/**
 * The `$context` variables that the access logs of REST APIs can hold, without those of the phases of a request
 * (`authorizer.<property>`, `integration.<property>` ...).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export const REST_API_CONTEXT_VARIABLES = [
  "accountId",
  "apiId",
  "awsEndpointRequestId",
  "cipherSuite",
  "customDomain.basePathMatched",
  "domainName",
  "domainPrefix",
  "endpointType",
  "error.message",
  "error.messageString",
  "error.responseType",
  "error.validationErrorString",
  "extendedRequestId",
  "httpMethod",
  "integrationLatency",
  "integrationStatus",
  "isCanaryRequest",
  "path",
  "protocol",
  "requestId",
  "requestTime",
  "requestTimeEpoch",
  "resourceId",
  "resourcePath",
  "responseLatency",
  "responseLength",
  "stage",
  "status",
  "tlsVersion",
  "wafResponseCode",
  "webaclArn",
  "xrayTraceId",
] as const;

export type RestApiContextVariable = (typeof REST_API_CONTEXT_VARIABLES)[number];

/** The phases of a request to a REST API that have variables of their own: `authenticate.error`, `waf.latency`. */
type RestPhase = "authenticate" | "authorize" | "authorizer" | "identity" | "integration" | "waf";

/** A variable that the access logs of a REST API can hold. */
export type RestLogVariable = RestApiContextVariable | `${RestPhase}.${string}`;

/**
 * The `$context` variables of WebSocket APIs without those of an authorizer's own properties.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
export const WEBSOCKET_API_CONTEXT_VARIABLES = [
  "accountId",
  "apiId",
  "connectedAt",
  "connectionId",
  "domainName",
  "domainPrefix",
  "eventType",
  "extendedRequestId",
  "messageId",
  "messageDirection",
  "requestId",
  "requestTime",
  "requestTimeEpoch",
  "routeKey",
  "stage",
  "disconnectReason",
  "disconnectStatusCode",
  "status",
  "authorizer.error",
  "authorizer.latency",
  "authorizer.principalId",
  "authorizer.status",
  "error.message",
  "error.messageString",
  "identity.accountId",
  "identity.apiKey",
  "identity.caller",
  "identity.sourceIp",
  "identity.user",
  "identity.userAgent",
  "identity.userArn",
  "integration.error",
  "integration.latency",
  "integration.requestId",
  "integration.status",
  "integrationErrorMessage",
  "integrationLatency",
  "integrationStatus",
] as const;

export type WebSocketContextVariable = (typeof WEBSOCKET_API_CONTEXT_VARIABLES)[number];

/**
 * Matches a format with the request's id, without which API Gateway refuses an access log.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 */
export const REQUEST_ID = /\$context\.(requestId|extendedRequestId)\b/;
