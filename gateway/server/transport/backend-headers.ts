import { validateHeaderName } from "node:http";
import type { Readable } from "node:stream";
import type { BackendRequest } from "./backend-request";
import { HOP_BY_HOP } from "./forwarding";
import { headerText } from "./header-text";

/** Of what a REST API maps, Node.js sends no trailer without chunks, and frames the body itself. */
const UNSENDABLE = new Set(["trailer", "transfer-encoding"]);

/**
 * The client's headers with those that a gateway adds, and the backend's own host, as a flat list.
 * undocumented: the form of `Forwarded` and `Via`, which is that of requests that backends have recorded. Those of 2021 have a
 * `by=` too, later ones none.
 * https://medium.com/@lancers/amazon-api-gateway-explaining-http-proxy-in-http-api-3ea0afe6b03c
 */
export function backendHeaders(backend: BackendRequest): string[] {
  const { url, body, clientHost, clientScheme, traceId, kind } = backend;
  const request = tracedRequest(backend);
  const mappedHost = kind === "rest" ? request.headers.find(([name]) => name.toLowerCase() === "host")?.[1] : undefined;
  const headers: string[] = ["host", mappedHost ?? url.host];
  let forwarded = "";
  const translated: Record<string, string> = {};
  let via = "";
  let traced = false;
  for (const [name, value] of request.headers) {
    const lower = name.toLowerCase();
    if (lower === "forwarded" && kind !== "rest") {
      forwarded = `${value},`;
    } else if (TRANSLATED.has(lower) && kind !== "rest") {
      translated[lower] = value;
    } else if (lower === "via" && kind !== "rest") {
      via = `${value}, `;
    } else if (
      lower !== "host" &&
      lower !== "content-length" &&
      !(kind === "rest" ? UNSENDABLE : HOP_BY_HOP).has(lower)
    ) {
      traced ||= lower === "x-amzn-trace-id";
      if (isHeaderName(name)) {
        headers.push(name, headerText(value));
      }
    }
  }
  if (kind === "rest") {
    return body === undefined ? headers : [...headers, ...bodyHeaders(request, body)];
  }
  forwarded = `${translatedForwarded(translated)}${forwarded}`;
  headers.push("forwarded", `${forwarded}for=${request.sourceIp};host=${clientHost};proto=${clientScheme}`);
  headers.push("via", `${via}HTTP/1.1 AmazonAPIGateway`);
  if (!traced) {
    headers.push("x-amzn-trace-id", traceId);
  }
  return body === undefined ? headers : [...headers, ...bodyHeaders(request, body)];
}

/** Returns the request with the headers of its trace, where traces are sent. */
function tracedRequest({ request, trace }: BackendRequest): BackendRequest["request"] {
  if (trace === undefined) {
    return request;
  }
  const { xRay, traceParent, traceState } = trace;
  const others = request.headers.filter(([name]) => !TRACE_HEADERS.has(name.toLowerCase()));
  const state: [string, string][] = traceState === undefined ? [] : [["tracestate", traceState]];
  return { ...request, headers: [...others, ["x-amzn-trace-id", xRay], ["traceparent", traceParent], ...state] };
}

const TRACE_HEADERS = new Set(["x-amzn-trace-id", "traceparent", "tracestate"]);

function bodyHeaders(request: BackendRequest["request"], body: Readable | Uint8Array): string[] {
  if (body instanceof Uint8Array) {
    return ["content-length", String(body.length)];
  }
  const length = request.headers.find(([name]) => name.toLowerCase() === "content-length")?.[1];
  return length === undefined ? ["transfer-encoding", "chunked"] : ["content-length", length];
}

const TRANSLATED = new Set(["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"]);

/**
 * "HTTP APIs translates incoming X-Forwarded-* headers to a standard Forwarded header, and appends the egress IP, Host, and
 * protocol." The port has no place in `Forwarded`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 * https://www.rfc-editor.org/rfc/rfc7239#section-4
 */
function translatedForwarded(headers: Record<string, string>): string {
  const hops = (headers["x-forwarded-for"] ?? "")
    .split(",")
    .flatMap((hop) => (hop.trim() === "" ? [] : [node(hop.trim())]));
  const { "x-forwarded-host": host, "x-forwarded-proto": proto } = headers;
  const more = [...(host === undefined ? [] : [`host=${host}`]), ...(proto === undefined ? [] : [`proto=${proto}`])];
  const elements = hops.map((hop, index) => [`for=${hop}`, ...(index === 0 ? more : [])].join(";"));
  const all = elements.length === 0 && more.length > 0 ? [more.join(";")] : elements;
  return all.map((element) => `${element},`).join("");
}

/** An address of IPv6 is quoted, in brackets. */
function node(address: string): string {
  return address.includes(":") && !address.startsWith("[") ? `"[${address}]"` : address;
}

/** A mapping can name a header in any way; one that HTTP does not allow is not sent. */
function isHeaderName(name: string): boolean {
  try {
    validateHeaderName(name);
    return true;
  } catch {
    return false;
  }
}

/** Returns the headers of a response that are not those of its connection, with names in lower case. */
export function endToEndHeaders(raw: string[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    if (!HOP_BY_HOP.has(name)) {
      headers.push([name, raw[index + 1] ?? ""]);
    }
  }
  return headers;
}
