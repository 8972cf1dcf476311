import { domainPrefix } from "../shared/public-host";
import { defined } from "../../../language/defined";
import { clfTime } from "../shared/time-format";
import { eventBody } from "./lambda-event";
import {
  decodePath,
  groupPairs,
  headerValue,
  queryPairs,
  type AuthorizerContext,
  type HttpRequest,
  type HttpRequestContext,
} from "../shared/request";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export interface LambdaEventV1 {
  version: "1.0";
  resource: string;
  path: string;
  httpMethod: string;
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  queryStringParameters: Record<string, string> | null;
  multiValueQueryStringParameters: Record<string, string[]> | null;
  requestContext: Record<string, unknown>;
  pathParameters: Record<string, string> | null;
  stageVariables: Record<string, string> | null;
  body: string | null;
  isBase64Encoded: boolean;
}

/**
 * The event of payload format 1.0. Of several values of one name the plain maps have the last, the multi-value maps all;
 * what the request does not have is null, but for the authorizer, which is left out. `path` stays percent-encoded.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * (for the form alone: `authorizer`, `identity` and the names of headers are as in events that AWS sent,
 * tests/conformance/recordings/events/captured.json)
 */
export function buildLambdaEventV1(request: HttpRequest, context: HttpRequestContext): LambdaEventV1 {
  const headers = headerGroups(request);
  const query = groupPairs(queryPairs(request.rawQueryString));
  return {
    version: "1.0",
    resource: context.resourcePath,
    path: pathWithMapping(request, context),
    httpMethod: request.method,
    headers: lastOf(headers),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: query.size === 0 ? null : lastOf(query),
    multiValueQueryStringParameters: query.size === 0 ? null : Object.fromEntries(query),
    requestContext: eventContextV1(request, context),
    pathParameters: context.pathParameters ?? null,
    stageVariables: context.stageVariables ?? null,
    ...eventBody(request),
  };
}

/**
 * Format 1.0 alone has the API mapping in its path:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.proxy-format-differences
 */
function pathWithMapping(request: HttpRequest, { basePath = "" }: HttpRequestContext): string {
  return basePath === "" ? request.path : `/${basePath}${request.path}`;
}

function eventContextV1(request: HttpRequest, context: HttpRequestContext): Record<string, unknown> {
  return defined({
    accountId: context.accountId,
    apiId: context.apiId,
    authorizer: authorizerV1(context.authorizer),
    domainName: context.domainName,
    domainPrefix: domainPrefix(context),
    extendedRequestId: context.requestId,
    httpMethod: request.method,
    identity: identityV1(request, context.authorizer),
    path: decodePath(pathWithMapping(request, context)),
    protocol: request.protocol,
    requestId: context.requestId,
    requestTime: clfTime(context.timeEpoch),
    requestTimeEpoch: context.timeEpoch,
    resourceId: context.routeKey,
    resourcePath: context.resourcePath,
    stage: context.stage,
  });
}

/** A caller that an authorizer other than JWT names has no claims and no scopes. */
function authorizerV1(authorizer: AuthorizerContext | undefined): Record<string, unknown> | undefined {
  switch (authorizer?.kind) {
    case undefined:
      return undefined;
    case "jwt":
      return { claims: authorizer.claims, scopes: authorizer.scopes };
    case "lambda":
      return defined({ claims: null, scopes: null, ...authorizer.context, principalId: authorizer.principalId });
    case "iam":
      return { claims: null, scopes: null };
  }
}

function identityV1(request: HttpRequest, authorizer: AuthorizerContext | undefined): Record<string, unknown> {
  const iam = authorizer?.kind === "iam" ? authorizer.identity : undefined;
  return defined({
    accessKey: iam?.accessKey ?? null,
    accountId: iam?.accountId ?? null,
    caller: iam?.callerId ?? null,
    clientCert: request.clientCert,
    cognitoAmr: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: iam?.principalOrgId ?? null,
    sourceIp: request.sourceIp,
    user: iam?.userId ?? null,
    userAgent: headerValue(request.headers, "user-agent") ?? "",
    userArn: iam?.userArn ?? null,
  });
}

function headerGroups(request: HttpRequest): Map<string, string[]> {
  return groupPairs(request.headers.map(([name, value]): [string, string] => [headerNameV1(name), value]));
}

/** Format 1.0 writes these `Like-This`, whatever the client wrote. */
const CANONICAL = new Set(["content-length", "content-type", "host", "user-agent"]);
const CANONICAL_FAMILIES = /^x-(?:amzn-trace-id|forwarded-(?:for|port|proto))$/;

/** The request headers of the HTTP standards beside those. */
const STANDARD =
  /^(?:accept|accept-(?:charset|encoding|language)|access-control-request-(?:headers|method)|authorization|cache-control|cookie|date|forwarded|from|if-(?:match|modified-since|none-match|range|unmodified-since)|origin|pragma|range|referer|via|warning)$/;

/** The name of a header in format 1.0: those of the standards in lower case but for a few, others as the client wrote them. */
export function headerNameV1(name: string): string {
  const lower = name.toLowerCase();
  if (CANONICAL.has(lower) || CANONICAL_FAMILIES.test(lower)) {
    return canonicalHeaderName(name);
  }
  return STANDARD.test(lower) ? lower : name;
}

/** `x-forwarded-for` as `X-Forwarded-For`. */
export function canonicalHeaderName(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function lastOf(groups: Map<string, string[]>): Record<string, string> {
  return Object.fromEntries([...groups].map(([name, values]): [string, string] => [name, values.at(-1) ?? ""]));
}
