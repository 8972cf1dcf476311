import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import type { HttpResponse } from "../../behavior/shared/request";
import { defined } from "../../../language/defined";
import { backendHeaders, endToEndHeaders } from "./backend-headers";
import { type BackendRequest, type BackendResult, isRepeatable } from "./backend-request";
import { MAX_CONNECTIONS, PooledConnections } from "./pooled-connections";

/**
 * Headers that undici does not send as they are given. API Gateway is recorded to send some of them:
 * tests/conformance/recordings/header-remapping.json
 */
const UNPOOLED = new Set(["connection", "expect", "keep-alive", "te", "transfer-encoding", "upgrade"]);

/**
 * Sends requests to backends, over connections that stay open between requests: those of undici's pools for most, and those of
 * `node:http` for what undici does not send, for bodies that are still coming, and where undici is not installed.
 */
export class HttpClient {
  private pooled: PooledConnections | "none" | undefined;
  private readonly http = new HttpAgent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  private readonly https = new HttpsAgent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });

  /** Never rejects: why an unreachable backend did not answer is in the result. */
  send(backend: BackendRequest): Promise<BackendResult> {
    const headers = backendHeaders(backend);
    const connections = isPoolable(backend, headers) ? this.connections() : undefined;
    return connections === undefined ? this.sendByNode(backend, headers) : sendPooled(connections, backend, headers);
  }

  async close(): Promise<void> {
    this.http.destroy();
    this.https.destroy();
    if (this.pooled instanceof PooledConnections) {
      await this.pooled.close();
    }
  }

  private connections(): PooledConnections | undefined {
    this.pooled ??= PooledConnections.open() ?? "none";
    return this.pooled === "none" ? undefined : this.pooled;
  }

  private sendByNode(backend: BackendRequest, headers: string[], isRetry = false): Promise<BackendResult> {
    return new Promise((resolve) => {
      let isSettled = false;
      const secure = backend.url.protocol === "https:";
      const outgoing = (secure ? httpsRequest : httpRequest)(backend.url, {
        method: backend.method,
        headers,
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
          resolve(this.sendByNode(backend, headers, true));
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
}

/** Returns whether undici sends a request as it is given. @param headers A flat list, which begins with the Host. */
function isPoolable({ method, url, body }: BackendRequest, headers: readonly string[]): boolean {
  if (body instanceof Readable || method === "CONNECT" || headers[1] !== url.host) {
    return false;
  }
  for (let index = 2; index < headers.length; index += 2) {
    if (UNPOOLED.has(headers[index]?.toLowerCase() ?? "")) {
      return false;
    }
  }
  return true;
}

/** A request whose connection the backend had closed meanwhile is sent again where it may be. */
async function sendPooled(
  connections: PooledConnections,
  backend: BackendRequest,
  headers: string[],
): Promise<BackendResult> {
  const sent = await connections.send(backend, headers);
  if (sent.kind !== "stale") {
    return sent;
  }
  const again = await connections.send(backend, headers, true);
  return again.kind === "stale" ? { kind: "unreachable", why: again.why } : again;
}
