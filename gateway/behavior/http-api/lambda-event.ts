import { inOnePiece } from "../../../language/in-one-piece";
import { quoted } from "../../../language/quoted";
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
 * Returns the event of payload format 2.0 as JSON. Header names are in lower case and values of one name joined with commas; cookies stand
 * apart; what the request does not have is left out.
 *
 * It is written as text, since every request has one: an object of it took longer to make and to write than all other steps of a request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 *
 * @param client What the event has of the client and its headers.
 * @param added Further headers, as members of a JSON object.
 */
export function writeLambdaEventV2(
  request: HttpRequest,
  context: HttpRequestContext,
  client: EventClient = writeClient(request),
  added = "",
): string {
  const { rawQueryString } = request;
  const { head, api, host, route } = fixedOf(context);
  const path = quoted(decodePath(request.path));
  const query = rawQueryString === "" ? undefined : joinedMembers(queryPairs(rawQueryString));
  const { body, isBase64Encoded } = eventBody(request);
  return (
    `${head}${path},"rawQueryString":${query === undefined ? '""' : quoted(rawQueryString)}${client.cookies}` +
    `,"headers":{${client.members}${client.members === "" || added === "" ? "" : ","}${added}}` +
    (query === undefined ? "" : `,"queryStringParameters":${query}`) +
    api +
    optional("authentication", request.clientCert && { clientCert: request.clientCert }) +
    (context.authorizer === undefined ? "" : `,"authorizer":${authorizerText(context.authorizer)}`) +
    `${host}${quoted(request.method)},"path":${path}${client.http},"requestId":${quoted(context.requestId)}` +
    `${route}${clfTime(context.timeEpoch)}","timeEpoch":${context.timeEpoch}}` +
    optional("pathParameters", context.pathParameters) +
    (body === null ? "" : `,"body":${JSON.stringify(body)}`) +
    (isBase64Encoded ? ',"isBase64Encoded":true' : ',"isBase64Encoded":false') +
    optional("stageVariables", context.stageVariables) +
    "}"
  );
}

/** The parts of an event that all requests to a route and a host have. */
interface FixedParts extends Pick<HttpRequestContext, "accountId" | "apiId" | "stage" | "domainName" | "domainPrefix"> {
  head: string;
  api: string;
  host: string;
  route: string;
}

/** By the route's key, of the last API, stage and host that had it. */
const fixedParts = new Map<string, FixedParts>();

function fixedOf(context: HttpRequestContext): FixedParts {
  const { routeKey, accountId, apiId, stage, domainName, domainPrefix: prefix } = context;
  const known = fixedParts.get(routeKey);
  if (
    known?.apiId === apiId &&
    known.stage === stage &&
    known.accountId === accountId &&
    known.domainName === domainName &&
    known.domainPrefix === prefix
  ) {
    return known;
  }
  const key = quoted(routeKey);
  const fixed = {
    accountId,
    apiId,
    stage,
    domainName,
    domainPrefix: prefix,
    head: inOnePiece(`{"version":"2.0","routeKey":${key},"rawPath":`),
    api: inOnePiece(`,"requestContext":{"accountId":${quoted(accountId)},"apiId":${quoted(apiId)}`),
    host: inOnePiece(
      `,"domainName":${quoted(domainName)},"domainPrefix":${quoted(domainPrefix(context))},"http":{"method":`,
    ),
    route: inOnePiece(`,"routeKey":${key},"stage":${quoted(stage)},"time":"`),
  };
  fixedParts.set(routeKey, fixed);
  return fixed;
}

/** Returns a member that an event may have. */
function optional(name: string, value: object | undefined): string {
  return value === undefined ? "" : `,"${name}":${JSON.stringify(value)}`;
}

/** Of tokens: a client sends the same one with each request, and its claims are the longest part of the event. */
const tokenTexts = new WeakMap<AuthorizerContext, string>();

function authorizerText(authorizer: AuthorizerContext): string {
  if (authorizer.kind !== "jwt") {
    return JSON.stringify(authorizerV2(authorizer));
  }
  let text = tokenTexts.get(authorizer);
  if (text === undefined) {
    text = JSON.stringify(authorizerV2(authorizer));
    tokenTexts.set(authorizer, text);
  }
  return text;
}

function authorizerV2(authorizer: AuthorizerContext): Record<string, unknown> {
  switch (authorizer.kind) {
    case "jwt":
      return { jwt: { claims: authorizer.claims, scopes: authorizer.scopes } };
    case "lambda":
      // as recorded: null where the authorizer gives no context
      return { lambda: Object.keys(authorizer.context).length === 0 ? null : authorizer.context };
    case "iam":
      return { iam: { ...authorizer.identity, cognitoIdentity: null } };
  }
}

/** The parts of an event about a client and its headers, as JSON. */
export interface EventClient {
  /** Of the object of all headers but cookies, with names in lower case. */
  members: string;
  /** The member that has each cookie by itself, as `name=value`; empty without cookies. */
  cookies: string;
  /** The end of `requestContext.http`. */
  http: string;
}

/** Writes what an event has of a client and its headers. */
export function writeClient({
  headers,
  protocol,
  sourceIp,
}: Pick<HttpRequest, "headers" | "protocol" | "sourceIp">): EventClient {
  const joined: [string, string][] = [];
  const cookies: string[] = [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (lower === "cookie") {
      cookies.push(...value.split(";").map((cookie) => cookie.trim()));
    } else {
      join(joined, lower, value);
    }
  }
  const named = cookies.filter((cookie) => cookie !== "");
  const userAgent = joined.find(([name]) => name === "user-agent")?.[1] ?? "";
  return {
    members: headerMembers(joined),
    cookies: inOnePiece(optional("cookies", named.length === 0 ? undefined : named)),
    http: inOnePiece(
      `,"protocol":${quoted(protocol)},"sourceIp":${quoted(sourceIp)},"userAgent":${quoted(userAgent)}}`,
    ),
  };
}

/** The names with their values joined with commas, as JSON. */
function joinedMembers(pairs: HeaderList): string | undefined {
  const joined: [string, string][] = [];
  pairs.forEach(([name, value]) => join(joined, name, value));
  return joined.length === 0 ? undefined : `{${headerMembers(joined)}}`;
}

function join(joined: [string, string][], name: string, value: string): void {
  const known = joined.find(([other]) => other === name);
  if (known === undefined) {
    joined.push([name, value]);
  } else {
    known[1] += `,${value}`;
  }
}

/** Returns pairs as the members of a JSON object. */
export function headerMembers(pairs: HeaderList): string {
  return pairs.map(([name, value]) => `${quoted(name)}:${quoted(value)}`).join(",");
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
