import { type HttpLogVariable, REQUEST_ID } from "../../aws/context-variables";
import { LIMITS } from "../../aws/quotas";
import type { Problem } from "../shared/problems";

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
 * The format of one line of access log, as JSON. The request's id is always in it.
 *
 * @param fields further fields by name, or undefined to leave a standard one out: `{ sub: "authorizer.claims.sub" }`
 */
export function accessLogFormat(fields: Record<string, HttpLogVariable | undefined> = {}): string {
  const all: Record<string, HttpLogVariable | undefined> = { ...STANDARD_FIELDS, ...fields, requestId: "requestId" };
  const written = Object.entries(all).filter(([, variable]) => variable !== undefined);
  return JSON.stringify(Object.fromEntries(written.map(([name, variable]) => [name, `$context.${variable}`])));
}

/**
 * Returns what is wrong with a format that was written by hand: AWS wants one line with the request's id.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 */
export function accessLogFormatProblem(argument: string, format: string): Problem | undefined {
  const problem = { argument, received: format };
  if (/[\r\n]/.test(format.replace(/\r?\n$/, ""))) {
    return { ...problem, expected: "one line", fix: "take the line breaks out, or use accessLogFormat({...})" };
  }
  if (!REQUEST_ID.test(format)) {
    return { ...problem, expected: "a format with $context.requestId", fix: "add it, or use accessLogFormat({...})" };
  }
  const limit = LIMITS.http.accessLogTemplate;
  const expected = `at most ${limit.value} ${limit.unit} ("${limit.name}", ${limit.source})`;
  return Buffer.byteLength(format) > limit.value
    ? { ...problem, received: format.length, expected, fix: "log fewer fields" }
    : undefined;
}
