import { inOnePiece } from "../../../language/in-one-piece";
import { quoted } from "../../../language/quoted";
import { clfTime } from "../shared/time-format";
import { type HeaderList, type HttpRequest, restQueryPairs } from "../shared/request";
import { domainPrefix } from "../shared/public-host";
import type { RestMethodModel } from "../../model/rest-api/definition-model";
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
 * @param request With the headers that API Gateway adds, unless they are in `added`.
 * @param isBinary Whether the body goes as base64: its type is one of the API's binary media types.
 * @param client What the event has of the client.
 * @param added Further headers.
 */
export function writeRestEvent(
  request: HttpRequest,
  data: RestContextData,
  isBinary: boolean,
  client: RestEventClient = { headers: writeRestHeaders(request.headers) },
  added: RestEventHeaders = NO_HEADERS,
): string {
  const body = request.body === undefined || request.body.length === 0 ? undefined : Buffer.from(request.body);
  const isSigned = data.authorizer?.kind === "iam";
  const own = isSigned ? writeRestHeaders(withoutSignature(request.headers)) : client.headers;
  const separator = own.last === "" || added.last === "" ? "" : ",";
  const query = request.rawQueryString === "" ? NO_HEADERS : members(restQueryPairs(request.rawQueryString));
  const path = data.basePath === undefined ? data.resourcePath : requestPath(data);
  return (
    `{"resource":${quoted(data.method?.path ?? data.resourcePath)},"path":${quoted(path)}` +
    `,"httpMethod":${quoted(request.method)},"headers":${mapOf(`${own.last}${separator}${added.last}`)}` +
    `,"multiValueHeaders":${mapOf(`${own.all}${separator}${added.all}`)}` +
    `,"queryStringParameters":${mapOf(query.last)},"multiValueQueryStringParameters":${mapOf(query.all)}` +
    `,"pathParameters":${emptyAsNull(data.pathParameters)},"stageVariables":${emptyAsNull(data.stageVariables)}` +
    `,"requestContext":${requestContext(data, client)}` +
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
function requestContext(data: RestContextData, client: RestEventClient): string {
  const { isCanary } = data;
  const authorizer = data.authorizer && authorizerVariables(data);
  const fixed = fixedOf(data);
  return (
    fixed.resourceId +
    (authorizer === undefined ? "" : `,"authorizer":${JSON.stringify(authorizer)}`) +
    `${fixed.method}${quoted(data.extendedRequestId)},"requestTime":"${clfTime(data.timeEpoch)}"` +
    `,"path":${quoted(requestPath(data))}${fixed.stage}${data.timeEpoch},"requestId":${quoted(data.requestId)}` +
    `,"identity":${identityText(data, client)}${fixed.api}` +
    (isCanary === undefined ? "}" : `,"isCanaryRequest":${isCanary}}`)
  );
}

/** The facts that the fixed parts of a method's requests are made of. */
type FixedFacts = Pick<RestContextData, "api" | "stage" | "domainName" | "domainPrefix" | "deploymentId"> &
  Pick<HttpRequest, "method" | "protocol">;

/** The parts of a request's context that all requests to a method and a host have. */
interface FixedParts {
  facts: FixedFacts;
  resourceId: string;
  method: string;
  stage: string;
  api: string;
}

/** By the method, of the last stage and host that had it. */
const fixedParts = new WeakMap<RestMethodModel, FixedParts>();

function fixedOf(data: RestContextData): FixedParts {
  const { api, stage, domainName, domainPrefix, deploymentId, method: model } = data;
  const { method, protocol } = data.request;
  const facts = { api, stage, domainName, domainPrefix, deploymentId, method, protocol };
  const known = model && fixedParts.get(model);
  if (known !== undefined && isSame(known.facts, facts)) {
    return known;
  }
  const fixed = fixedFrom(facts, model);
  if (model !== undefined) {
    fixedParts.set(model, fixed);
  }
  return fixed;
}

function isSame(one: FixedFacts, other: FixedFacts): boolean {
  return (
    one.api === other.api &&
    one.stage === other.stage &&
    one.domainName === other.domainName &&
    one.domainPrefix === other.domainPrefix &&
    one.deploymentId === other.deploymentId &&
    one.method === other.method &&
    one.protocol === other.protocol
  );
}

function fixedFrom(facts: FixedFacts, method: RestMethodModel | undefined): FixedParts {
  const { api, stage, domainName, deploymentId, protocol } = facts;
  const operation = method?.operationName === undefined ? "" : `,"operationName":${quoted(method.operationName)}`;
  const deployment = deploymentId === undefined ? "" : `,"deploymentId":${quoted(deploymentId)}`;
  return {
    facts,
    resourceId: inOnePiece(`{"resourceId":${quotedOrNull(method?.resourceId)}`),
    method: inOnePiece(
      `,"resourcePath":${quotedOrNull(method?.path)}${operation},"httpMethod":${quoted(facts.method)},"extendedRequestId":`,
    ),
    stage: inOnePiece(
      `,"accountId":${quoted(api.account)},"protocol":${quoted(protocol)},"stage":${quoted(stage)}` +
        `,"domainPrefix":${quoted(domainPrefix(facts))},"requestTimeEpoch":`,
    ),
    api: inOnePiece(`,"domainName":${quoted(domainName)}${deployment},"apiId":${quoted(api.id)}`),
  };
}

function quotedOrNull(text: string | undefined): string {
  return text === undefined ? "null" : quoted(text);
}

/** The caller as JSON: the same for all requests of a client with the same key. */
function identityText(data: RestContextData, client: RestEventClient): string {
  const { authorizer, apiKey } = data;
  if (authorizer?.kind === "iam") {
    return JSON.stringify(identityVariables(data));
  }
  const { identity: known } = client;
  if (known !== undefined && known.apiKeyId === apiKey?.id && known.apiKey === apiKey?.value) {
    return known.text;
  }
  const text = JSON.stringify(identityVariables(data));
  client.identity = { apiKeyId: apiKey?.id, apiKey: apiKey?.value, text };
  return text;
}

/** The parts of the events of a connection that its client determines, as long as its headers are the same. */
export interface RestEventClient {
  headers: RestEventHeaders;
  /** Written with the first event. */
  identity?: { apiKeyId: string | undefined; apiKey: string | undefined; text: string };
}

/** The last value and all values of each name, as the members of two JSON objects. */
export interface RestEventHeaders {
  last: string;
  all: string;
}

/** Returns what an event has of a client's headers. */
export function writeRestHeaders(headers: HeaderList): RestEventHeaders {
  return members(headers, headerName);
}

const NO_HEADERS: RestEventHeaders = { last: "", all: "" };

function mapOf(text: string): string {
  return text === "" ? "null" : `{${text}}`;
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
