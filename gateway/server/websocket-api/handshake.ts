import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type * as Ws from "ws";
import type { WebSocket } from "ws";
import { findDomain } from "../../behavior/shared/domain-selection";
import { headerValues } from "../../behavior/shared/request";
import { WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { optionalPackage } from "../../behavior/shared/optional-package";
import { fullBucket, takeToken, type ThrottleLimits, type TokenBucket } from "../../behavior/shared/token-bucket";
import { CONNECT } from "../../model/websocket-api/model";
import type { WebSocketErrorName } from "../../behavior/websocket-api/errors";
import type { CurrentApis } from "../current-apis";
import { type ServedHosts, unservedHost } from "../served-hosts";
import type { GatewayLog, RequestObserver } from "../shared/request-record";
import { steadyNow } from "../shared/clock";
import { IncomingRequest } from "../transport/incoming-request";
import { newRequestId, newTraceId } from "../transport/request-ids";
import { upgradeKind } from "../transport/upgrade";
import { clientCertificate } from "../transport/client-certificate";
import { unknownWebSocketAddress } from "../unknown-address";
import { ConnectAuthorization } from "./authorization";
import { type ConnectionFacts, newConnectionId } from "./connection";
import type { WebSocketIntegrations } from "./integrations";
import { type Refusal, refusal, refusalOf, sendRefusal } from "./refusal";
import { locateWebSocketApi } from "./served-api";
import { explain, logAccess, newEvent, type WebSocketEventContext } from "./event";
import { defined } from "../../../language/defined";

export interface HandshakeOptions {
  rate: ThrottleLimits;
  iam: "refuse" | "trust";
  integrations: WebSocketIntegrations;
  current: CurrentApis;
  hosts: ServedHosts;
  /** Returns what events have as their `domainName`. */
  callbackHost: () => string;
  log: GatewayLog;
  onRequest: RequestObserver | undefined;
}

/** A client that may connect, and the event that said so. */
export interface Admission {
  facts: ConnectionFacts;
  exchange: WebSocketEventContext;
}

const UNTRUSTED = "the client presented no certificate that the domain's truststore vouches for";

/** Takes clients in: the `$connect` route decides on their upgrade request before it is answered. */
export class Handshakes {
  private readonly authorization: ConnectAuthorization;
  private readonly bucket: TokenBucket;
  private readonly subprotocols = new WeakMap<IncomingMessage, string>();
  /** Made at the first handshake: most programs have no WebSocket API. */
  private server: Ws.WebSocketServer | undefined;

  constructor(private readonly options: HandshakeOptions) {
    this.authorization = new ConnectAuthorization(options.iam, options.log);
    this.bucket = fullBucket(options.rate, steadyNow());
  }

  /** Decides on an upgrade request. Undefined where it may not connect; it is then answered with the status that refuses it. */
  async admit(message: IncomingMessage, socket: Duplex): Promise<Admission | undefined> {
    const { current, hosts, callbackHost, log } = this.options;
    const apis = current.value;
    const { webSocketApis = [], domains = [] } = apis ?? {};
    const incoming = new IncomingRequest(message, message.url ?? "/");
    const unserved = hosts.has(message.headers.host, domains) ? undefined : unservedHost(message.headers.host);
    if (unserved !== undefined || upgradeKind(message) === "malformed") {
      const statusCode = unserved === undefined ? 400 : 403;
      log(`upgrade of ${incoming.path}: ${statusCode}, ${unserved ?? "the WebSocket handshake is incomplete"}`);
      const requestId = newRequestId();
      const body = JSON.stringify({ message: unserved ?? "Bad Request", connectionId: null, requestId });
      sendRefusal(socket, { statusCode, body }, requestId);
      return undefined;
    }
    const address = locateWebSocketApi(webSocketApis, incoming.path, message.headers.host, domains);
    const id = newConnectionId();
    const now = Date.now();
    const domain = findDomain(domains, message.headers.host);
    const untrusted = domain?.mutualTls !== undefined && clientCertificate(message) === undefined;
    if (apis === undefined || address === undefined || address.rest !== "" || untrusted) {
      const why = untrusted ? UNTRUSTED : unknownWebSocketAddress(apis);
      log(`upgrade of ${incoming.path}: 403, ${why}`);
      const requestId = newRequestId();
      sendRefusal(socket, refusal("forbidden", id, requestId), requestId);
      return undefined;
    }
    const { sourceIp, rawQueryString, scheme } = incoming;
    const userAgent = message.headers["user-agent"];
    const facts: ConnectionFacts = defined({
      id,
      apiId: address.served.model.id,
      stage: address.stage,
      connectedAt: now,
      sourceIp,
      scheme,
      userAgent,
    });
    const exchange = newEvent(apis, address, facts, { routeKey: CONNECT, eventType: "CONNECT" }, callbackHost());
    exchange.request = { headers: withForwarding(incoming), rawQueryString, sourceIp };
    const refused = await current.hold(apis, () => this.connect(exchange, message));
    const { context } = exchange;
    if (refused !== undefined) {
      logAccess(exchange, refused.statusCode, this.options);
      sendRefusal(socket, refused, context.requestId);
      return undefined;
    }
    Object.assign(facts, { authorizer: context.authorizer, iam: context.iam, apiKey: context.apiKey });
    return { facts, exchange };
  }

  /** Everything between the request and the upgrade. */
  private async connect(exchange: WebSocketEventContext, message: IncomingMessage): Promise<Refusal | undefined> {
    const { rate, integrations, log } = this.options;
    const { context, route, state } = exchange;
    const refuse = (name: WebSocketErrorName): Refusal => refusal(name, context.connectionId, context.requestId);
    if (!takeToken(this.bucket, rate, steadyNow())) {
      exchange.decidedBy = "connection limit";
      explain(exchange, log, `429, more than ${rate.rate} new connections a second`);
      return refuse("tooManyRequests");
    }
    if (route === undefined) {
      return undefined;
    }
    if (!state.throttles.admits(route, steadyNow())) {
      exchange.decidedBy = "throttle";
      explain(exchange, log, "429, over the route's throttle");
      return refuse("tooManyRequests");
    }
    const error = await this.authorization.authorize(exchange);
    if (error !== undefined) {
      return refuse(error);
    }
    if (route.integration === undefined) {
      return undefined;
    }
    const result = await integrations.call(exchange);
    if (result.kind === "failed") {
      return refuse("internalServerError");
    }
    const protocol = result.headers["sec-websocket-protocol"];
    if (protocol !== undefined) {
      this.subprotocols.set(message, protocol);
    }
    return refusalOf(result);
  }

  /** Answers the upgrade request of an admitted client. */
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer, opened: (ws: WebSocket) => void): void {
    this.server ??= new (optionalPackage<typeof Ws>("ws", "a WebSocket API").WebSocketServer)({
      noServer: true,
      maxPayload: WEBSOCKET_API_LIMITS.message.value,
      handleProtocols: (_, request) => this.subprotocols.get(request) ?? false,
    });
    this.server.handleUpgrade(message, socket, head, opened);
  }

  close(): void {
    this.server?.close();
  }
}

/** With the headers that API Gateway adds: as to HTTP APIs, they name where the client really came. */
function withForwarding({ headers, sourceIp, localPort, scheme }: IncomingRequest): [string, string][] {
  const kept = headers.filter(
    ([name]) => !/^(connection|content-length|upgrade|x-forwarded-(for|port|proto))$/i.test(name),
  );
  const forwardedFor = [...headerValues(headers, "x-forwarded-for"), sourceIp].join(", ");
  const traced = headerValues(headers, "x-amzn-trace-id").length > 0;
  return [
    ...kept,
    ...(traced ? [] : ([["X-Amzn-Trace-Id", newTraceId(Date.now())]] as [string, string][])),
    ["X-Forwarded-For", forwardedFor],
    ["X-Forwarded-Port", String(localPort)],
    ["X-Forwarded-Proto", scheme],
  ];
}
