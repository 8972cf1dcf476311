import { domainPrefix } from "../shared/public-host";
import type { ClientCertificate } from "../shared/client-certificate";
import { clfTime } from "../shared/time-format";
import {
  decodePath,
  headerValue,
  queryPairs,
  type AuthorizerContext,
  type HeaderList,
  type HttpRequest,
  type HttpRequestContext,
} from "../shared/request";

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
 * apart; what the request does not have is undefined, and so not in the event's JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function buildLambdaEventV2(request: HttpRequest, context: HttpRequestContext): LambdaEventV2 {
  const { rawQueryString } = request;
  const rawPath = decodePath(request.path);
  const { headers, cookies } = headersV2(request);
  const { body, isBase64Encoded } = eventBody(request);
  return {
    version: "2.0",
    routeKey: context.routeKey,
    rawPath,
    rawQueryString,
    cookies,
    headers,
    queryStringParameters: rawQueryString === "" ? undefined : joinPairs(queryPairs(rawQueryString)),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      authentication: request.clientCert && { clientCert: request.clientCert },
      authorizer: authorizerV2(context.authorizer),
      domainName: context.domainName,
      domainPrefix: domainPrefix(context),
      http: {
        method: request.method,
        path: rawPath,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: context.requestId,
      routeKey: context.routeKey,
      stage: context.stage,
      time: clfTime(context.timeEpoch),
      timeEpoch: context.timeEpoch,
    },
    pathParameters: context.pathParameters,
    body: body ?? undefined,
    isBase64Encoded,
    stageVariables: context.stageVariables,
  };
}

function authorizerV2(authorizer: AuthorizerContext | undefined): Record<string, unknown> | undefined {
  switch (authorizer?.kind) {
    case undefined:
      return undefined;
    case "jwt":
      return { jwt: { claims: authorizer.claims, scopes: authorizer.scopes } };
    case "lambda":
      // as recorded: null where the authorizer gives no context
      return { lambda: Object.keys(authorizer.context).length === 0 ? null : authorizer.context };
    case "iam":
      return { iam: { ...authorizer.identity, cognitoIdentity: null } };
  }
}

/** Names in lower case, several values joined with commas; each cookie by itself, as `name=value`. In one pass: every request comes here. */
function headersV2(request: HttpRequest): Pick<LambdaEventV2, "headers" | "cookies"> {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const [name, value] of request.headers) {
    const lower = name.toLowerCase();
    if (lower === "cookie") {
      cookies.push(...value.split(";").map((cookie) => cookie.trim()));
    } else {
      join(headers, lower, value);
    }
  }
  const named = cookies.filter((cookie) => cookie !== "");
  return { headers, cookies: named.length === 0 ? undefined : named };
}

/** The names with their values joined with commas; undefined if none exist. */
function joinPairs(pairs: HeaderList): Record<string, string> | undefined {
  const joined: Record<string, string> = {};
  pairs.forEach(([name, value]) => join(joined, name, value));
  return pairs.length === 0 ? undefined : joined;
}

function join(joined: Record<string, string>, name: string, value: string): void {
  if (Object.hasOwn(joined, name)) {
    joined[name] += `,${value}`;
  } else if (name === "__proto__") {
    // an assignment would change what the record inherits from
    Object.defineProperty(joined, name, { value, enumerable: true, writable: true, configurable: true });
  } else {
    joined[name] = value;
  }
}

/** The body as an event carries it; null if none exists. */
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
 * Returns whether a body of this type stands in the event as text. AWS documents only that binary bodies are base64-encoded;
 * measured on a live API, text is `text/*`, JSON, XML and JavaScript, and all else is base64: forms and a missing
 * content type too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * https://github.com/ministackorg/ministack/pull/766
 */
export function isTextContentType(contentType: string | undefined): boolean {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  return type.startsWith("text/") || ["application/json", "application/xml", "application/javascript"].includes(type);
}
