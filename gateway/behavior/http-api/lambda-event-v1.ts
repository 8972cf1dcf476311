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
 * what the request does not have is null. `path` stays percent-encoded, header names are written `Like-This`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
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
  return {
    accountId: context.accountId,
    apiId: context.apiId,
    authorizer: authorizerV1(context.authorizer),
    domainName: context.domainName,
    domainPrefix: context.domainName.split(".")[0] ?? "",
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
  };
}

function authorizerV1(authorizer: AuthorizerContext | undefined): Record<string, unknown> {
  switch (authorizer?.kind) {
    case "jwt":
      return { claims: authorizer.claims, scopes: authorizer.scopes };
    case "lambda":
      return defined({
        ...authorizer.context,
        principalId: authorizer.principalId,
      });
    default:
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
  return groupPairs(request.headers.map(([name, value]): [string, string] => [canonicalHeaderName(name), value]));
}

/** `x-forwarded-for` as `X-Forwarded-For`: how format 1.0 writes every name, whatever the client wrote. */
export function canonicalHeaderName(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function lastOf(groups: Map<string, string[]>): Record<string, string> {
  return Object.fromEntries([...groups].map(([name, values]): [string, string] => [name, values.at(-1) ?? ""]));
}
