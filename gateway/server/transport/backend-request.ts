import { Readable } from "node:stream";
import type { HttpRequest, HttpResponse } from "../../behavior/shared/request";
import type { TraceHeaders } from "../shared/request-trace";

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

/** The answer of a backend: its response, the body of which is in `stream` where it is still coming, or why none exists, for the log. */
export type BackendResult =
  { kind: "response"; response: HttpResponse; stream?: Readable } | { kind: "timeout" | "unreachable"; why: string };

const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]);

/** "A user agent MAY repeat an idempotent request": https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
export function isRepeatable({ method, body }: BackendRequest): boolean {
  return IDEMPOTENT.has(method) && !(body instanceof Readable);
}
