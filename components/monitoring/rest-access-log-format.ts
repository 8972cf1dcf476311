import type { RestLogVariable } from "../../aws/context-variables";

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
  authorizerLatency: "authorizer.latency",
  canary: "isCanaryRequest",
  error: "error.message",
  validationError: "error.validationErrorString",
} as const satisfies Record<string, RestLogVariable>;

/**
 * Returns the format of one line of a REST API's access log, as JSON. The request's id is always in it.
 *
 * @param fields further fields by name, or undefined to leave a standard one out
 * @example
 * ```ts
 * new RestApi("orders", { accessLog: { format: restAccessLogFormat({ sub: "authorizer.claims.sub" }) }, defaultAuthorizer: iam(), routes });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function restAccessLogFormat(fields: Record<string, RestLogVariable | undefined> = {}): string {
  const all: Record<string, RestLogVariable | undefined> = { ...STANDARD_FIELDS, ...fields, requestId: "requestId" };
  const written = Object.entries(all).filter(([, variable]) => variable !== undefined);
  return JSON.stringify(Object.fromEntries(written.map(([name, variable]) => [name, `$context.${variable}`])));
}
