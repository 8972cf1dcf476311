import { quoted } from "../../../language/quoted";
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
 * Returns the event of a Lambda proxy integration as JSON. Of several values of one name the plain maps have the last, the multi-value maps
 * all; what the request does not have is null.
 *
 * It is written as text, since every request has one: an object of it took longer to make and to write than all other steps of a request.
 *
 * @param request With the headers that API Gateway adds.
 * @param isBinary Whether the body goes as base64: its type is one of the API's binary media types.
 */
export function writeRestEvent(
  request: HttpRequest,
  data: RestContextData,
  isBinary: boolean,
  sent: RestEventHeaders = writeRestHeaders(request.headers),
  added: HeaderList = [],
): string {
  const body = request.body === undefined || request.body.length === 0 ? undefined : Buffer.from(request.body);
  const isSigned = data.authorizer?.kind === "iam";
  const headers = mapsOf(isSigned ? writeRestHeaders(withoutSignature(request.headers)) : sent, added);
  const query = request.rawQueryString === "" ? NO_MAPS : mapsOf(members(restQueryPairs(request.rawQueryString)));
  const path = data.basePath ? `/${data.basePath}${data.resourcePath}` : data.resourcePath;
  return (
    `{"resource":${quoted(data.method?.path ?? data.resourcePath)},"path":${quoted(path)}` +
    `,"httpMethod":${quoted(request.method)},"headers":${headers.last},"multiValueHeaders":${headers.all}` +
    `,"queryStringParameters":${query.last},"multiValueQueryStringParameters":${query.all}` +
    `,"pathParameters":${emptyAsNull(data.pathParameters)},"stageVariables":${emptyAsNull(data.stageVariables)}` +
    `,"requestContext":${requestContext(data)}` +
    `,"body":${body === undefined ? "null" : JSON.stringify(body.toString(isBinary ? "base64" : "utf8"))}` +
    `,"isBase64Encoded":${body !== undefined && isBinary}}`
  );
}

/** Returns the event of a REQUEST authorizer: the same without a body, and with the path that the mapping of a domain left. */
export function buildRequestAuthorizerEvent(
  request: HttpRequest,
  data: RestContextData,
  methodArn: string,
): Record<string, unknown> {
  const event = JSON.parse(writeRestEvent({ ...request, body: undefined }, data, false)) as RestLambdaEvent;
  return {
    type: "REQUEST",
    methodArn,
    resource: event.resource,
    path: data.resourcePath,
    httpMethod: event.httpMethod,
    headers: event.headers ?? {},
    multiValueHeaders: event.multiValueHeaders ?? {},
    queryStringParameters: event.queryStringParameters ?? {},
    multiValueQueryStringParameters: event.multiValueQueryStringParameters ?? {},
    pathParameters: event.pathParameters ?? {},
    stageVariables: event.stageVariables ?? {},
    requestContext: event.requestContext,
  };
}

/** Of a signed request, the event has no `Authorization`: recordings/events/captured.json. */
function withoutSignature(headers: HeaderList): HeaderList {
  return headers.filter(([name]) => name.toLowerCase() !== "authorization");
}

const USER_AGENT = "User-Agent";

/** `User-Agent` is spelled so whatever the client sends, the other names of a client as it sends them: recordings/lambda-custom.json. */
function headerName(name: string): string {
  return name.length === USER_AGENT.length && name.toLowerCase() === "user-agent" ? USER_AGENT : name;
}

/** In AWS's order. */
function requestContext(data: RestContextData): string {
  const { method, deploymentId, isCanary } = data;
  const authorizer = data.authorizer && authorizerVariables(data);
  const { operationName } = method ?? {};
  return (
    `{"resourceId":${quotedOrNull(method?.resourceId)}` +
    (authorizer === undefined ? "" : `,"authorizer":${JSON.stringify(authorizer)}`) +
    `,"resourcePath":${quotedOrNull(method?.path)}` +
    (operationName === undefined ? "" : `,"operationName":${quoted(operationName)}`) +
    `,"httpMethod":${quoted(data.request.method)},"extendedRequestId":${quoted(data.extendedRequestId)}` +
    `,"requestTime":"${clfTime(data.timeEpoch)}","path":${quoted(requestPath(data))}` +
    `,"accountId":${quoted(data.api.account)},"protocol":${quoted(data.request.protocol)}` +
    `,"stage":${quoted(data.stage)},"domainPrefix":${quoted(domainPrefix(data))}` +
    `,"requestTimeEpoch":${data.timeEpoch},"requestId":${quoted(data.requestId)}` +
    `,"identity":${JSON.stringify(identityVariables(data))},"domainName":${quoted(data.domainName)}` +
    (deploymentId === undefined ? "" : `,"deploymentId":${quoted(deploymentId)}`) +
    `,"apiId":${quoted(data.api.id)}` +
    (isCanary === undefined ? "}" : `,"isCanaryRequest":${isCanary}}`)
  );
}

function quotedOrNull(text: string | undefined): string {
  return text === undefined ? "null" : quoted(text);
}

/** The last value and all values of each name, as JSON: the members of the two objects. */
export interface RestEventHeaders {
  last: string;
  all: string;
}

/** Returns what an event has of a client's headers. */
export function writeRestHeaders(headers: HeaderList): RestEventHeaders {
  return members(headers, headerName);
}

const NO_MAPS: RestEventHeaders = { last: "null", all: "null" };

function mapsOf({ last, all }: RestEventHeaders, added: HeaderList = []): RestEventHeaders {
  let lastText = last;
  let allText = all;
  for (const [name, value] of added) {
    const start = `${lastText === "" ? "" : ","}${quoted(name)}`;
    const text = quoted(value);
    lastText += `${start}:${text}`;
    allText += `${start}:[${text}]`;
  }
  return lastText === "" ? NO_MAPS : { last: `{${lastText}}`, all: `{${allText}}` };
}

function members(pairs: HeaderList, nameOf = (name: string) => name): RestEventHeaders {
  const values: { name: string; last: string; all: string }[] = [];
  for (const [given, text] of pairs) {
    const name = nameOf(given);
    const value = quoted(text);
    const known = values.find((each) => each.name === name);
    if (known === undefined) {
      values.push({ name, last: value, all: value });
    } else {
      known.last = value;
      known.all += `,${value}`;
    }
  }
  return {
    last: values.map(({ name, last }) => `${quoted(name)}:${last}`).join(","),
    all: values.map(({ name, all }) => `${quoted(name)}:[${all}]`).join(","),
  };
}

function emptyAsNull(values: Record<string, string> | undefined): string {
  const text = values === undefined ? "{}" : JSON.stringify(values);
  return text === "{}" ? "null" : text;
}
