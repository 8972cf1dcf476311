import { defined } from "../../../language/defined";
import { ownValue } from "../../../language/own-value";
import { clfTime } from "../shared/time-format";
import { type HeaderList, type HttpRequest, restQueryPairs } from "../shared/request";
import { domainPrefix } from "../shared/public-host";
import { authorizerVariables, identityVariables, requestPath, type RestContextData } from "./context-variables";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format */
export interface RestLambdaEvent {
  resource: string;
  path: string;
  httpMethod: string;
  headers: Record<string, string> | null;
  multiValueHeaders: Record<string, string[]> | null;
  queryStringParameters: Record<string, string> | null;
  multiValueQueryStringParameters: Record<string, string[]> | null;
  pathParameters: Record<string, string> | null;
  stageVariables: Record<string, string> | null;
  requestContext: Record<string, unknown>;
  body: string | null;
  isBase64Encoded: boolean;
}

/**
 * The event of a Lambda proxy integration. Of several values of one name the plain maps have the last, the multi-value maps
 * all; what the request does not have is null.
 *
 * @param request With the headers that API Gateway adds.
 * @param isBinary Whether the body goes as base64: its type is one of the API's binary media types.
 */
export function buildRestEvent(request: HttpRequest, data: RestContextData, isBinary: boolean): RestLambdaEvent {
  const body = request.body === undefined || request.body.length === 0 ? undefined : Buffer.from(request.body);
  const isSigned = data.authorizer?.kind === "iam";
  return {
    resource: data.method?.path ?? data.resourcePath,
    path: data.basePath ? `/${data.basePath}${data.resourcePath}` : data.resourcePath,
    httpMethod: request.method,
    ...requestMaps(isSigned ? withoutSignature(request) : request),
    pathParameters: emptyAsNull(data.pathParameters),
    stageVariables: emptyAsNull(data.stageVariables),
    requestContext: requestContext(data),
    body: body?.toString(isBinary ? "base64" : "utf8") ?? null,
    isBase64Encoded: body !== undefined && isBinary,
  };
}

/** The event of a REQUEST authorizer: the same without a body. */
export function buildRequestAuthorizerEvent(
  request: HttpRequest,
  data: RestContextData,
  methodArn: string,
): Record<string, unknown> {
  const maps = requestMaps(request);
  return {
    type: "REQUEST",
    methodArn,
    resource: data.method?.path ?? data.resourcePath,
    path: data.resourcePath,
    httpMethod: request.method,
    headers: maps.headers ?? {},
    multiValueHeaders: maps.multiValueHeaders ?? {},
    queryStringParameters: maps.queryStringParameters ?? {},
    multiValueQueryStringParameters: maps.multiValueQueryStringParameters ?? {},
    pathParameters: data.pathParameters ?? {},
    stageVariables: data.stageVariables ?? {},
    requestContext: requestContext(data),
  };
}

type RequestMaps = Pick<
  RestLambdaEvent,
  "headers" | "multiValueHeaders" | "queryStringParameters" | "multiValueQueryStringParameters"
>;

function requestMaps(request: HttpRequest): RequestMaps {
  const [headers, multiValueHeaders] = maps(request.headers, headerName);
  const [queryStringParameters, multiValueQueryStringParameters] = maps(restQueryPairs(request.rawQueryString));
  return { headers, multiValueHeaders, queryStringParameters, multiValueQueryStringParameters };
}

/** Of a signed request, the event has no `Authorization`: recordings/events/captured.json. */
function withoutSignature(request: HttpRequest): HttpRequest {
  return { ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== "authorization") };
}

const USER_AGENT = "User-Agent";

/** `User-Agent` is spelled so whatever the client sends, the other names of a client as it sends them: recordings/lambda-custom.json. */
function headerName(name: string): string {
  return name.length === USER_AGENT.length && name.toLowerCase() === "user-agent" ? USER_AGENT : name;
}

function requestContext(data: RestContextData): Record<string, unknown> {
  const { method } = data;
  return defined({
    resourceId: method?.resourceId ?? null,
    authorizer: data.authorizer === undefined ? undefined : authorizerVariables(data),
    resourcePath: method?.path ?? null,
    operationName: method?.operationName,
    httpMethod: data.request.method,
    extendedRequestId: data.extendedRequestId,
    requestTime: clfTime(data.timeEpoch),
    path: requestPath(data),
    accountId: data.api.account,
    protocol: data.request.protocol,
    stage: data.stage,
    domainPrefix: domainPrefix(data),
    requestTimeEpoch: data.timeEpoch,
    requestId: data.requestId,
    identity: identityVariables(data),
    domainName: data.domainName,
    deploymentId: data.deploymentId,
    apiId: data.api.id,
    isCanaryRequest: data.isCanary,
  });
}

/** Returns the last value and all values of each name, in one pass: every request comes here. */
function maps(
  pairs: HeaderList,
  nameOf = (name: string) => name,
): [Record<string, string> | null, Record<string, string[]> | null] {
  if (pairs.length === 0) {
    return [null, null];
  }
  const last: Record<string, string> = {};
  const all: Record<string, string[]> = {};
  for (const [given, value] of pairs) {
    const name = nameOf(given);
    const values = ownValue(all, name);
    if (values === undefined) {
      setOwn(all, name, [value]);
    } else {
      values.push(value);
    }
    setOwn(last, name, value);
  }
  return [last, all];
}

function setOwn<T>(record: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__") {
    // an assignment would change what the record inherits from
    Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
  } else {
    record[name] = value;
  }
}

function emptyAsNull(values: Record<string, string> | undefined): Record<string, string> | null {
  return values === undefined || Object.keys(values).length === 0 ? null : values;
}
