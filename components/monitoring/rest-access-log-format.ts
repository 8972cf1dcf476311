/**
 * The `$context` variables that the access logs of a REST API can hold.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export type RestLogVariable =
  | "accountId"
  | "apiId"
  | `authorizer.claims.${string}`
  | `authorizer.${string}`
  | `authenticate.${string}`
  | `authorize.${string}`
  | "awsEndpointRequestId"
  | "customDomain.basePathMatched"
  | "domainName"
  | "domainPrefix"
  | "endpointType"
  | "error.message"
  | "error.messageString"
  | "error.responseType"
  | "error.validationErrorString"
  | "extendedRequestId"
  | "httpMethod"
  | `identity.${string}`
  | `integration.${string}`
  | "integrationLatency"
  | "integrationStatus"
  | "isCanaryRequest"
  | "path"
  | "protocol"
  | "requestId"
  | "requestTime"
  | "requestTimeEpoch"
  | "resourceId"
  | "resourcePath"
  | "responseLatency"
  | "responseLength"
  | "stage"
  | "status"
  | `waf.${string}`
  | "wafResponseCode"
  | "webaclArn"
  | "xrayTraceId";

/** The key itself (`identity.apiKey`) is no field: a log is no place for it, and its id says as much. */
const STANDARD_FIELDS = {
  requestId: "requestId",
  extendedRequestId: "extendedRequestId",
  requestTime: "requestTime",
  ip: "identity.sourceIp",
  userAgent: "identity.userAgent",
  apiKeyId: "identity.apiKeyId",
  method: "httpMethod",
  path: "path",
  resourcePath: "resourcePath",
  status: "status",
  protocol: "protocol",
  responseLength: "responseLength",
  responseLatency: "responseLatency",
  integrationStatus: "integration.status",
  integrationLatency: "integration.latency",
  integrationError: "integration.error",
  authorizerError: "authorizer.error",
  error: "error.message",
  validationError: "error.validationErrorString",
} as const satisfies Record<string, RestLogVariable>;

/**
 * The format of one line of a REST API's access log, as JSON. The request's id is always in it.
 *
 * @param fields further fields by name, or undefined to leave a standard one out: `{ sub: "authorizer.claims.sub" }`
 */
export function restAccessLogFormat(fields: Record<string, RestLogVariable | undefined> = {}): string {
  const all: Record<string, RestLogVariable | undefined> = { ...STANDARD_FIELDS, ...fields, requestId: "requestId" };
  const written = Object.entries(all).filter(([, variable]) => variable !== undefined);
  return JSON.stringify(Object.fromEntries(written.map(([name, variable]) => [name, `$context.${variable}`])));
}
