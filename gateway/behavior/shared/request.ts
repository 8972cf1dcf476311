import type { ClientCertificate } from "./client-certificate";

/** A request as it came in, as plain data: what the model's functions read. */
export interface HttpRequest {
  method: string;
  /** The whole path as the client sent it, percent-encoded, stage included, without query. */
  path: string;
  /** Without the question mark; empty if none exists. */
  rawQueryString: string;
  /** In the order received, names as the client wrote them. */
  headers: HeaderList;
  body?: Uint8Array;
  /** `HTTP/1.1`: what AWS reports for HTTP/2 clients too. */
  protocol: string;
  sourceIp: string;
  /** The negotiated TLS version, and cipher in OpenSSL's words, where the client came by HTTPS. */
  tls?: { version: string; cipherSuite: string };
  /** The certificate that the client presented where the domain requests one. */
  clientCert?: ClientCertificate;
}

export type HeaderList = readonly (readonly [name: string, value: string])[];

/** A response on its way to the client. */
export interface HttpResponse {
  statusCode: number;
  /** Names in lower case; several of one name stay several. */
  headers: [name: string, value: string][];
  body: Uint8Array;
}

/** The facts of a request beside the request itself. */
export interface HttpRequestContext {
  requestId: string;
  /** Milliseconds since 1970. */
  timeEpoch: number;
  accountId: string;
  apiId: string;
  /** `<id>.execute-api.<region>.amazonaws.com`, the custom domain, or the host that the client asked for. */
  domainName: string;
  /** The API's id, or the first label of its custom domain. */
  domainPrefix?: string;
  /** The part that an API mapping removed from the path, without slashes at its ends; undefined off custom domains. */
  basePath?: string;
  /** `$default` or the stage's name. */
  stage: string;
  stageVariables?: Record<string, string>;
  /** `GET /orders/{id}`. */
  routeKey: string;
  /** `/orders/{id}`; `$default` for the default route. */
  resourcePath: string;
  /** Decoded; undefined where the route has none. */
  pathParameters?: Record<string, string>;
  authorizer?: AuthorizerContext;
}

/** The context that an authorizer hands on to the integration and the access log. */
export type AuthorizerContext =
  | { kind: "jwt"; claims: Record<string, string>; scopes: string[] | null }
  | { kind: "lambda"; context: Record<string, unknown>; principalId?: string }
  | { kind: "iam"; identity: IamIdentity };

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export interface IamIdentity {
  accessKey: string;
  accountId: string;
  callerId: string;
  principalOrgId: string | null;
  userArn: string;
  userId: string;
}

/** All values of a header, without regard to case. */
export function headerValues(headers: HeaderList, name: string): string[] {
  const expected = name.toLowerCase();
  const values: string[] = [];
  for (const [header, value] of headers) {
    if (isNamed(header, expected)) {
      values.push(value);
    }
  }
  return values;
}

/** @param expected In lower case. */
function isNamed(header: string, expected: string): boolean {
  return header.length === expected.length && header.toLowerCase() === expected;
}

/** A header's values joined with commas, or undefined if none exists. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  const expected = name.toLowerCase();
  let joined: string | undefined;
  for (const [header, value] of headers) {
    if (isNamed(header, expected)) {
      joined = joined === undefined ? value : `${joined},${value}`;
    }
  }
  return joined;
}

/** The last value of a header, without regard to case. */
export function lastHeaderValue(headers: HeaderList, name: string): string | undefined {
  const expected = name.toLowerCase();
  return headers.findLast(([header]) => isNamed(header, expected))?.[1];
}

/** The pairs of a query string, decoded, in order; `+` is a space. */
export function queryPairs(rawQueryString: string): [name: string, value: string][] {
  return rawQueryString === "" ? [] : [...new URLSearchParams(rawQueryString)];
}

/**
 * The same for REST APIs: "The semicolon character (;) is not supported for any request URL query string and results in the
 * data being split."
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function restQueryPairs(rawQueryString: string): [name: string, value: string][] {
  return queryPairs(rawQueryString.replaceAll(";", "&"));
}

/** The values of each name, in the order in which the names first stand. */
export function groupPairs(pairs: HeaderList): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const group = groups.get(name);
    if (group === undefined) {
      groups.set(name, [value]);
    } else {
      group.push(value);
    }
  }
  return groups;
}

/** Returns the text between the first two slashes of a path: the name of a stage, in most. */
export function firstPart(path: string): string {
  const start = path.indexOf("/") + 1;
  const end = path.indexOf("/", start);
  return start === 0 ? "" : path.slice(start, end < 0 ? undefined : end);
}

/** Percent-decoding that leaves a malformed sequence as it stands. */
export function decodePath(text: string): string {
  if (!text.includes("%")) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
