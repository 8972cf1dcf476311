import { contextReader, type ContextData } from "../http-api/context-variables";

/** A format made ready: gives the log line of a request. */
export type AccessLogFormat<Data = ContextData> = (data: Data) => string;

/** A variable: `$context.` and names with dots; a claim's name may have colons and hyphens, such as `cognito:groups`. */
const VARIABLE = /\$context\.(authorizer\.claims\.[A-Za-z0-9_:-]+|[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*)/g;

/**
 * Makes a stage's access log format ready. What a request has no value for, and what is no variable, is logged as `-`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 */
export function compileAccessLogFormat(format: string): AccessLogFormat {
  return compileFormat(format, contextReader);
}

/** The same for an API whose variables are read in another way. */
export function compileFormat<Data>(
  format: string,
  readerOf: (name: string) => (data: Data) => string | undefined,
): AccessLogFormat<Data> {
  const parts: (string | ((data: Data) => string | undefined))[] = [];
  let end = 0;
  for (const match of format.matchAll(VARIABLE)) {
    parts.push(format.slice(end, match.index), readerOf(match[1] ?? ""));
    end = match.index + match[0].length;
  }
  parts.push(format.slice(end));
  return (data) => parts.map((part) => (typeof part === "string" ? part : (part(data) ?? "-"))).join("");
}

/** The variables that a format names, without `$context.`, in order. */
export function accessLogVariables(format: string): string[] {
  return [...format.matchAll(VARIABLE)].map((match) => match[1] ?? "");
}

/**
 * AWS's example formats.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html#http-api-enable-logging.examples
 */
export const ACCESS_LOG_FORMATS = {
  clf: `$context.identity.sourceIp - - [$context.requestTime] "$context.httpMethod $context.routeKey $context.protocol" $context.status $context.responseLength $context.requestId`,
  json: `{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","requestTime":"$context.requestTime","httpMethod":"$context.httpMethod","routeKey":"$context.routeKey","status":"$context.status","protocol":"$context.protocol","responseLength":"$context.responseLength"}`,
  xml: `<request id="$context.requestId"> <ip>$context.identity.sourceIp</ip> <requestTime>$context.requestTime</requestTime> <httpMethod>$context.httpMethod</httpMethod> <routeKey>$context.routeKey</routeKey> <status>$context.status</status> <protocol>$context.protocol</protocol> <responseLength>$context.responseLength</responseLength> </request>`,
  csv: `$context.identity.sourceIp,$context.requestTime,$context.httpMethod,$context.routeKey,$context.protocol,$context.status,$context.responseLength,$context.requestId`,
} as const;
