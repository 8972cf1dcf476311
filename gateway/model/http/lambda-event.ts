import type { ClientCertificate } from "../domains/client-certificate";
import { clfTime } from "../time-format";
import {
  decodePath,
  groupPairs,
  headerValue,
  headerValues,
  queryPairs,
  type AuthorizerContext,
  type HttpRequest,
  type HttpRequestContext,
} from "./request";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export interface LambdaEventV2 {
  version: "2.0";
  routeKey: string;
  rawPath: string;
  rawQueryString: string;
  cookies?: string[];
  headers: Record<string, string>;
  queryStringParameters?: Record<string, string>;
  requestContext: LambdaEventContextV2;
  pathParameters?: Record<string, string>;
  body?: string;
  isBase64Encoded: boolean;
  stageVariables?: Record<string, string>;
}

export interface LambdaEventContextV2 {
  accountId: string;
  apiId: string;
  /** Set where the client presented a certificate. */
  authentication?: { clientCert: ClientCertificate };
  authorizer?: Record<string, unknown>;
  domainName: string;
  domainPrefix: string;
  http: { method: string; path: string; protocol: string; sourceIp: string; userAgent: string };
  requestId: string;
  routeKey: string;
  stage: string;
  time: string;
  timeEpoch: number;
}

/**
 * The event of payload format 2.0. Header names are in lower case and values of one name joined with commas; cookies stand
 * apart; what the request does not have is left out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function buildLambdaEventV2(request: HttpRequest, context: HttpRequestContext): LambdaEventV2 {
  const path = decodePath(request.path);
  const query = joinGroups(groupPairs(queryPairs(request.rawQueryString)));
  const cookies = cookiesOf(request);
  const { body, isBase64Encoded } = eventBody(request);
  return {
    version: "2.0",
    routeKey: context.routeKey,
    rawPath: path,
    rawQueryString: request.rawQueryString,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: headersV2(request),
    ...(query === undefined ? {} : { queryStringParameters: query }),
    requestContext: eventContextV2(request, context, path),
    ...(context.pathParameters === undefined ? {} : { pathParameters: context.pathParameters }),
    ...(body === null ? {} : { body }),
    isBase64Encoded,
    ...(context.stageVariables === undefined ? {} : { stageVariables: context.stageVariables }),
  };
}

function eventContextV2(request: HttpRequest, context: HttpRequestContext, path: string): LambdaEventContextV2 {
  const authorizer = authorizerV2(context.authorizer);
  return {
    accountId: context.accountId,
    apiId: context.apiId,
    ...(request.clientCert === undefined ? {} : { authentication: { clientCert: request.clientCert } }),
    ...(authorizer === undefined ? {} : { authorizer }),
    domainName: context.domainName,
    domainPrefix: context.domainName.split(".")[0] ?? "",
    http: {
      method: request.method,
      path,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: headerValue(request.headers, "user-agent") ?? "",
    },
    requestId: context.requestId,
    routeKey: context.routeKey,
    stage: context.stage,
    time: clfTime(context.timeEpoch),
    timeEpoch: context.timeEpoch,
  };
}

function authorizerV2(authorizer: AuthorizerContext | undefined): Record<string, unknown> | undefined {
  switch (authorizer?.kind) {
    case undefined:
      return undefined;
    case "jwt":
      return { jwt: { claims: authorizer.claims, scopes: authorizer.scopes } };
    case "lambda":
      return { lambda: authorizer.context };
    case "iam":
      return { iam: { ...authorizer.identity, cognitoIdentity: null } };
  }
}

/** The headers of a 2.0 event: no cookies, names in lower case, several values joined with commas. */
export function headersV2(request: HttpRequest): Record<string, string> {
  const lower = request.headers
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => name !== "cookie");
  return joinGroups(groupPairs(lower)) ?? {};
}

/** Each cookie of the request by itself, as `name=value`. */
export function cookiesOf(request: HttpRequest): string[] {
  return headerValues(request.headers, "cookie")
    .flatMap((value) => value.split(";"))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");
}

/** The names with their values joined with commas; undefined where there are none. */
export function joinGroups(groups: Map<string, string[]>): Record<string, string> | undefined {
  return groups.size === 0
    ? undefined
    : Object.fromEntries([...groups].map(([name, values]): [string, string] => [name, values.join(",")]));
}

/** The body as an event carries it; null where there is none. */
export function eventBody(request: HttpRequest): { body: string | null; isBase64Encoded: boolean } {
  if (request.body === undefined || request.body.length === 0) {
    return { body: null, isBase64Encoded: false };
  }
  const bytes = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength);
  return isTextContentType(headerValue(request.headers, "content-type"))
    ? { body: bytes.toString("utf8"), isBase64Encoded: false }
    : { body: bytes.toString("base64"), isBase64Encoded: true };
}

/**
 * Whether a body of this type stands in the event as text. AWS documents only that binary bodies are base64-encoded;
 * measured on a live API, text is `text/*`, JSON, XML and JavaScript, and all else is base64: forms and a missing
 * content type too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * https://github.com/ministackorg/ministack/pull/766
 */
export function isTextContentType(contentType: string | undefined): boolean {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  return type.startsWith("text/") || ["application/json", "application/xml", "application/javascript"].includes(type);
}
