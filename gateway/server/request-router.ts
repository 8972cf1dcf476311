import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { DomainModel } from "../model/domains/domain-model";
import { type Address, hostOfUrl, locateApi, locateByDomain, servedHost } from "./address";
import type { ApiServers } from "./api-servers";
import type { CurrentApis } from "./current-apis";
import { gatewayFailure } from "./gateway-failure";
import { ReceivedHeaders } from "./transport/received-headers";
import { writeJson } from "./transport/response-writer";
import { PAGE_PATH } from "./console/caller";
import type { LivePage } from "./console/live-page";
import { ISSUER_PATH } from "./auth/local-issuer";
import type { ServedApis } from "./served-apis";
import { type ServedHosts, unservedHost } from "./served-hosts";
import { clientCertificate } from "./transport/client-certificate";
import type { GatewayLog, ExchangeObserver } from "./shared/request-record";
import { answerStarting } from "./starting";
import { unknownAddress } from "./unknown-address";
import type { WebSocketServer } from "./websocket-api/server";

interface RouterSettings {
  isHttps: boolean;
  /** Which host events name. */
  publicHost: "served" | "aws";
}

/** Dispatches each request to the live page, the local issuer, the @connections API, or the HTTP or REST API at its address. */
export class RequestRouter {
  constructor(
    private readonly servers: ApiServers,
    private readonly webSockets: WebSocketServer,
    private readonly current: CurrentApis,
    private readonly hosts: ServedHosts,
    private readonly settings: RouterSettings,
    private readonly log: GatewayLog,
    private readonly onRequest?: ExchangeObserver,
    private readonly page?: LivePage,
  ) {}

  /** Answers a request whatever it is: nothing that a client sends may end the process. */
  route(message: IncomingMessage, outgoing: ServerResponse): void {
    try {
      this.dispatch(message, outgoing);
    } catch (error) {
      this.crashed(error, message, outgoing);
    }
  }

  private dispatch(message: IncomingMessage, outgoing: ServerResponse): void {
    const { httpApis, restApis } = this.servers;
    const url = message.url ?? "/";
    const served = this.current.value;
    const host = hostOf(message);
    const malformed = requestProblem(message);
    if (malformed !== undefined) {
      this.refused(message, 400, malformed, "malformed");
      writeJson(outgoing, 400, { message: "Bad Request" });
      return;
    }
    if (!this.hosts.has(host, served?.domains ?? NO_DOMAINS)) {
      const problem = unservedHost(host);
      this.refused(message, 403, problem, "unknown host");
      writeJson(outgoing, 403, { message: problem });
      return;
    }
    if (url.startsWith(PAGE_PATH) && this.page?.serve(message, outgoing) === true) {
      return;
    }
    if (url.startsWith(`${ISSUER_PATH}/`)) {
      this.serveIssuer(url.slice(ISSUER_PATH.length), outgoing);
      return;
    }
    if (this.webSockets.manage(message, outgoing)) {
      return;
    }
    if (served === undefined) {
      this.refused(message, 503, "the program is still starting", "starting");
      answerStarting(outgoing);
      return;
    }
    const address = this.locate(served, message, outgoing);
    if (address === "refused") {
      return;
    }
    if (address === undefined) {
      this.refused(message, 404, unknownAddress(served, url, host), "no API");
      writeJson(outgoing, 404, { message: "Not Found" });
      return;
    }
    const { api } = address;
    const named =
      this.settings.publicHost === "served" && host !== undefined ? servedHost(address, url, host) : undefined;
    const serving = this.current.hold(served, () =>
      api.kind === "rest"
        ? restApis.serve(served, { ...address, api, servedHost: named }, message, outgoing)
        : httpApis.serve(served, { ...address, api, servedHost: named }, message, outgoing),
    );
    if (serving instanceof Promise) {
      serving.catch((error: unknown) => this.crashed(error, message, outgoing));
    }
  }

  private serveIssuer(path: string, outgoing: ServerResponse): void {
    const document = this.servers.issuer.document(path);
    writeJson(outgoing, document === undefined ? 404 : 200, document ?? { message: "Not Found" });
  }

  /** The API that a request is for; a domain refuses what no mapping takes, and clients without a trusted certificate. */
  private locate(
    served: ServedApis,
    message: IncomingMessage,
    outgoing: ServerResponse,
  ): Address | undefined | "refused" {
    const { url = "/" } = message;
    const host = hostOf(message);
    const found =
      served.domains.length === 0 ? undefined : locateByDomain(served, url, host, ReceivedHeaders.of(message).pairs);
    if (found === undefined) {
      return locateApi(served, url, host);
    }
    const { domain, address } = found;
    const untrusted = domain.mutualTls !== undefined && clientCertificate(message) === undefined;
    if (address !== undefined && !untrusted) {
      return address;
    }
    const why = untrusted
      ? `the client presented no certificate that its truststore vouches for${this.settings.isHttps ? "" : " (serve with HTTPS)"}`
      : "no mapping takes the path";
    this.refused(message, 403, why, untrusted ? "mutual TLS" : "no mapping", domain.domainName);
    writeJson(outgoing, 403, { message: "Forbidden" });
    return "refused";
  }

  /** Writes why a request gets to no API. */
  private refused(message: IncomingMessage, status: number, why: string, decidedBy: string, host = ""): void {
    const note = `${status}, ${why}`;
    this.log(`${requestLine(message, host)}: ${note}`, "request");
    this.onRequest?.({
      time: Date.now(),
      requestId: randomUUID(),
      kind: "gateway",
      method: message.method ?? "GET",
      path: `${host}${pathOf(message)}`,
      status,
      duration: 0,
      decidedBy,
      notes: [note],
    });
  }

  /** A defect of the gateway itself: the client gets API Gateway's own words for it. */
  private crashed(error: unknown, message: IncomingMessage, outgoing: ServerResponse): void {
    if (message.errored !== null && error === message.errored) {
      this.log(`${requestLine(message)}: the client left in the middle of its request`);
      return;
    }
    this.log(gatewayFailure(error));
    if (outgoing.headersSent) {
      outgoing.destroy();
    } else {
      writeJson(outgoing, 500, { message: "Internal Server Error" });
    }
  }
}

const NO_DOMAINS: readonly DomainModel[] = [];

/**
 * Returns the host that a request is for: that of an absolute URL, which goes before the Host header. `message.headers` would be made of all
 * headers for it.
 * https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
 */
function hostOf(message: IncomingMessage): string | undefined {
  const { url = "/" } = message;
  return (url.startsWith("/") ? undefined : hostOfUrl(url)) ?? ReceivedHeaders.of(message).first("host");
}

/**
 * Returns why a request can't be for any API: HTTP has several hosts refused, and `OPTIONS *` is about no path.
 * undocumented: what AWS answers to `OPTIONS *`.
 * https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
function requestProblem(message: IncomingMessage): string | undefined {
  if (ReceivedHeaders.of(message).repeatsHost) {
    return "the request has more than one Host header";
  }
  return message.url === "*" ? "the request is for * instead of a path" : undefined;
}

/** Returns the request as a log line begins with it. */
function requestLine(message: IncomingMessage, host = ""): string {
  return `${message.method} ${host}${pathOf(message)}`;
}

/** Returns the path without the query string, which may hold tokens. */
function pathOf({ url = "/" }: IncomingMessage): string {
  return url.replace(/\?.*$/s, "");
}
