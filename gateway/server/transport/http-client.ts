import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import type { HttpResponse } from "../../behavior/shared/request";
import { Deadlines } from "../shared/deadlines";
import { BackendConnections } from "./backend-connections";
import { BackendExchange, type ExchangeEnd } from "./backend-exchange";
import { backendHeaders } from "./backend-headers";
import type { BackendRequest } from "./backend-request";

/** The answer of a backend: its response, the body of which is in `stream` where it is still coming, or why none exists, for the log. */
export type BackendResult =
  { kind: "response"; response: HttpResponse; stream?: Readable } | { kind: "timeout" | "unreachable"; why: string };

/** Sends requests to backends, over connections that stay open between requests. */
export class HttpClient {
  private opening: Promise<BackendConnections> | undefined;
  private connections: BackendConnections | undefined;

  /** Never rejects: why an unreachable backend did not answer is in the result. */
  async send(backend: BackendRequest): Promise<BackendResult> {
    this.opening ??= BackendConnections.open();
    const connections = (this.connections ??= await this.opening);
    const sent = await this.exchange(connections, backend, false);
    // the backend closed a connection that was kept open for it, and did not see the request
    return sent.kind === "stale" ? this.exchange(connections, backend, true) : sent;
  }

  private exchange(connections: BackendConnections, backend: BackendRequest, isFresh: false): Promise<Sent>;
  private exchange(connections: BackendConnections, backend: BackendRequest, isFresh: true): Promise<BackendResult>;
  private exchange(connections: BackendConnections, backend: BackendRequest, isFresh: boolean): Promise<Sent> {
    const { url, method, body, timeoutMs, skipsVerification } = backend;
    return new Promise((resolve) => {
      const deadlines = Deadlines.after(timeoutMs);
      const deadline = deadlines.add(() => {
        resolve(failed(backend, "timeout", `no answer within ${timeoutMs} ms`));
        exchange.cancel();
      });
      const exchange = new BackendExchange((end) => {
        deadlines.remove(deadline);
        resolve(resultOf(backend, end, isFresh));
      });
      connections.dispatch(
        { url, isVerified: skipsVerification !== true, isFresh },
        { method: method as Dispatcher.HttpMethod, headers: backendHeaders(backend), body: body ?? null },
        exchange,
      );
    });
  }

  async close(): Promise<void> {
    await (await this.opening)?.close();
  }
}

/** `stale` where the request can be sent again. */
type Sent = BackendResult | { kind: "stale" };

function resultOf(backend: BackendRequest, end: ExchangeEnd, isFresh: boolean): Sent {
  if (end.kind === "response") {
    return end;
  }
  return end.isStale && !isFresh && isRepeatable(backend)
    ? { kind: "stale" }
    : failed(backend, "unreachable", codeOf(end.error));
}

function failed({ url }: BackendRequest, kind: "timeout" | "unreachable", what: string): BackendResult {
  return { kind, why: `${url.origin} gave ${what}` };
}

/** Returns the code by which people know an error. */
function codeOf(error: Error): string {
  const code = "code" in error ? String(error.code) : error.message;
  return code === "UND_ERR_SOCKET" ? "ECONNRESET" : code;
}

const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]);

/** "A user agent MAY repeat an idempotent request": https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
function isRepeatable({ method, body }: BackendRequest): boolean {
  return IDEMPOTENT.has(method) && !(body instanceof Readable);
}
