import { type HttpLogVariable, REQUEST_ID } from "../../aws/context-variables";
import { LIMITS } from "../../aws/quotas";
import type { Expectation } from "../shared/problems";

const STANDARD_FIELDS = {
  requestId: "requestId",
  requestTime: "requestTime",
  ip: "identity.sourceIp",
  userAgent: "identity.userAgent",
  method: "httpMethod",
  path: "path",
  routeKey: "routeKey",
  status: "status",
  protocol: "protocol",
  responseLength: "responseLength",
  responseLatency: "responseLatency",
  integrationStatus: "integrationStatus",
  integrationLatency: "integrationLatency",
  integrationError: "integrationErrorMessage",
  authorizerError: "authorizer.error",
  error: "error.message",
} as const satisfies Record<string, HttpLogVariable>;

/**
 * Returns the format of one line of an access log of HTTP and WebSocket APIs, as JSON. The request's id is always in it.
 *
 * @param fields further fields by name, or undefined to leave a standard one out
 * @example
 * ```ts
 * new HttpApi("orders", { accessLog: { format: accessLogFormat({ sub: "authorizer.claims.sub" }) }, defaultAuthorizer: iam(), routes });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function accessLogFormat(fields: Record<string, HttpLogVariable | undefined> = {}): string {
  const all: Record<string, HttpLogVariable | undefined> = { ...STANDARD_FIELDS, ...fields, requestId: "requestId" };
  const written = Object.entries(all).filter(([, variable]) => variable !== undefined);
  return JSON.stringify(Object.fromEntries(written.map(([name, variable]) => [name, `$context.${variable}`])));
}

/**
 * Checks a format that was written by hand: AWS expects one line with the request's id.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 */
export function checkAccessLogFormat(received: string): Expectation | undefined {
  if (/[\r\n]/.test(received.replace(/\r?\n$/, ""))) {
    return { received, expected: "one line", fix: "take the line breaks out, or use accessLogFormat({...})" };
  }
  if (!REQUEST_ID.test(received)) {
    return { received, expected: "a format with $context.requestId", fix: "add it, or use accessLogFormat({...})" };
  }
  const limit = LIMITS.http.accessLogTemplate;
  const expected = `at most ${limit.value} ${limit.unit} ("${limit.name}", ${limit.source})`;
  return Buffer.byteLength(received) > limit.value
    ? { received: received.length, expected, fix: "log fewer fields" }
    : undefined;
}
