import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, validateHeaderName } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import type { HttpRequest, HttpResponse } from "../../behavior/shared/request";
import { defined } from "../../../language/defined";
import type { TraceHeaders } from "../shared/request-trace";
import { HOP_BY_HOP } from "./forwarding";
import { headerText } from "./header-text";

/** A request to a backend, after parameter mapping. */
export interface BackendRequest {
  method: string;
  url: URL;
  request: Pick<HttpRequest, "headers" | "sourceIp">;
  /** Sent as it comes where the gateway did not have to read it. */
  body: Readable | Uint8Array | undefined;
  timeoutMs: number;
  /** The Host that the client asked for. */
  clientHost: string;
  /** The way the client came. */
  clientScheme: "http" | "https";
  /** The trace header where the request has none. */
  traceId: string;
  /** The trace that the request is a span of, instead of the client's headers. @default none is sent */
  trace?: TraceHeaders | undefined;
  /** True where the certificate may be of any authority. @default false */
  skipsVerification?: boolean | undefined;
  /** HTTP APIs add `Forwarded` and `Via`; REST APIs add what is in `request` already. @default "http" */
  kind?: "http" | "rest";
}

/** The answer of a backend: its response without the body, which is in `stream`, or why none exists, for the log. */
export type BackendResult =
  | { kind: "response"; response: HttpResponse; stream: IncomingMessage }
  | { kind: "timeout" | "unreachable"; why: string };

/** Of what a REST API maps, Node.js sends no trailer without chunks, and frames the body itself. */
const UNSENDABLE = new Set(["trailer", "transfer-encoding"]);

/** Sends requests to backends, over connections that stay open between requests. */
export class HttpClient {
  private readonly http = new HttpAgent({ keepAlive: true, maxSockets: 256 });
  private readonly https = new HttpsAgent({ keepAlive: true, maxSockets: 256 });

  /** Never rejects: why an unreachable backend did not answer is in the result. */
  send(backend: BackendRequest, isRetry = false): Promise<BackendResult> {
    return new Promise((resolve) => {
      let isSettled = false;
      const secure = backend.url.protocol === "https:";
      const outgoing = (secure ? httpsRequest : httpRequest)(backend.url, {
        method: backend.method,
        headers: backendHeaders(backend),
        agent: isRetry ? false : secure ? this.https : this.http,
        ...defined({ rejectUnauthorized: backend.skipsVerification === true ? false : undefined }),
      });
      const fail = (kind: "timeout" | "unreachable", what: string): void => {
        clearTimeout(timer);
        isSettled = true;
        resolve({ kind, why: `${backend.url.origin} gave ${what}` });
      };
      const timer = setTimeout(() => {
        fail("timeout", `no answer within ${backend.timeoutMs} ms`);
        outgoing.destroy();
      }, backend.timeoutMs);
      outgoing.on("error", (error) => {
        // the backend closed a connection that was kept open for it, and did not see the request
        if (!isRetry && !isSettled && outgoing.reusedSocket && isRepeatable(backend)) {
          clearTimeout(timer);
          resolve(this.send(backend, true));
          return;
        }
        fail("unreachable", "code" in error ? String(error.code) : error.message);
      });
      outgoing.on("response", (message) => {
        if ((message.statusCode ?? 0) < 200) {
          fail("unreachable", `the status ${message.statusCode}, which ends no response`);
          message.destroy();
          return;
        }
        isSettled = true;
        clearTimeout(timer);
        const response: HttpResponse = {
          statusCode: message.statusCode ?? 500,
          headers: endToEndHeaders(message.rawHeaders),
          body: new Uint8Array(),
        };
        resolve({ kind: "response", response, stream: message });
      });
      if (backend.body === undefined || backend.body instanceof Uint8Array) {
        outgoing.end(backend.body);
      } else {
        backend.body.on("error", (error) => outgoing.destroy(error));
        backend.body.pipe(outgoing);
      }
    });
  }

  close(): void {
    this.http.destroy();
    this.https.destroy();
  }
}

/**
 * The client's headers with those that a gateway adds, and the backend's own host, as a flat list.
 * undocumented: the form of `Forwarded` and `Via`, which is that of requests that backends have recorded. Those of 2021 have a
 * `by=` too, later ones none.
 * https://medium.com/@lancers/amazon-api-gateway-explaining-http-proxy-in-http-api-3ea0afe6b03c
 */
function backendHeaders(backend: BackendRequest): string[] {
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

function endToEndHeaders(raw: string[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    if (!HOP_BY_HOP.has(name)) {
      headers.push([name, raw[index + 1] ?? ""]);
    }
  }
  return headers;
}

const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]);

/** "A user agent MAY repeat an idempotent request": https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
function isRepeatable({ method, body }: BackendRequest): boolean {
  return IDEMPOTENT.has(method) && !(body instanceof Readable);
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
