import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type * as Ws from "ws";
import type { WebSocket } from "ws";
import { findDomain } from "../../behavior/shared/domain-selection";
import { type HeaderList, headerValues } from "../../behavior/shared/request";
import { WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { optionalPackage } from "../../behavior/shared/optional-package";
import { fullBucket, takeToken, type ThrottleLimits, type TokenBucket } from "../../behavior/shared/token-bucket";
import { CONNECT } from "../../../aws/websocket-routes";
import type { ConnectRequest } from "../../behavior/websocket-api/connection-request";
import type { WebSocketErrorName } from "../../behavior/websocket-api/errors";
import { missingParameters } from "../../behavior/websocket-api/request-validation";
import type { CurrentApis } from "../current-apis";
import { type ServedHosts, unservedHost } from "../served-hosts";
import { steadyNow } from "../shared/clock";
import { IncomingRequest } from "../transport/incoming-request";
import { newRequestId, newTraceId } from "../transport/request-ids";
import { upgradeKind } from "../transport/upgrade";
import type { UsagePlans } from "../rest-api/usage-plans";
import { clientCertificate } from "../transport/client-certificate";
import { unknownWebSocketAddress } from "../unknown-address";
import { ConnectAuthorization } from "./authorization";
import { type ClientIdentity, type ConnectionFacts, newConnectionId } from "./connection";
import type { WebSocketIntegrations } from "./integrations";
import { type Refusal, refusal, refusalOf, sendRefusal } from "./refusal";
import { admitKey } from "./key-admission";
import { locateWebSocketApi, type WebSocketAddress } from "./served-api";
import { type EventTrace, identified, newEvent, report, type WebSocketEventContext, type WebSocketLog } from "./event";
import { defined } from "../../../language/defined";

export interface HandshakeOptions extends WebSocketLog {
  rate: ThrottleLimits;
  iam: "refuse" | "trust";
  integrations: WebSocketIntegrations;
  usagePlans: () => UsagePlans | undefined;
  current: CurrentApis;
  hosts: ServedHosts;
  /** Returns what events have as their `domainName`. */
  callbackHost: () => string;
}

/** A client that may connect. */
export interface Admission {
  facts: ConnectionFacts;
  /** The subprotocol that the `$connect` route chose. */
  subprotocol?: string;
}

/** The decision of the `$connect` route. */
type ConnectResult = { identity: ClientIdentity; trace?: EventTrace } & (
  { kind: "accepted"; subprotocol?: string } | { kind: "refused"; refusal: Refusal; decidedBy?: string; why?: string }
);

const UNTRUSTED = "the client presented no certificate that the domain's truststore vouches for";

/** Takes clients in: the `$connect` route decides on their upgrade request before it is answered. */
export class Handshakes {
  private readonly authorization: ConnectAuthorization;
  private readonly bucket: TokenBucket;
  private readonly subprotocols = new WeakMap<IncomingMessage, string>();
  /** Made at the first handshake: most programs have no WebSocket API. */
  private server: Ws.WebSocketServer | undefined;

  constructor(private readonly options: HandshakeOptions) {
    this.authorization = new ConnectAuthorization(options.iam);
    this.bucket = fullBucket(options.rate, steadyNow());
  }

  /** Decides on an upgrade request. Undefined where it may not connect; it is then answered with the status that refuses it. */
  async admit(message: IncomingMessage, socket: Duplex): Promise<Admission | undefined> {
    const { current, callbackHost } = this.options;
    const apis = current.value;
    const incoming = new IncomingRequest(message, message.url ?? "/");
    const address = this.addressOf(message, incoming, socket);
    if (apis === undefined || address === undefined) {
      return undefined;
    }
    const { sourceIp, rawQueryString, scheme } = incoming;
    const facts: ConnectionFacts = defined({
      id: newConnectionId(),
      apiId: address.served.model.id,
      stage: address.stage,
      connectedAt: Date.now(),
      sourceIp,
      scheme,
      userAgent: message.headers["user-agent"],
    });
    const trace = this.options.traces?.begin(incoming.headers, facts.connectedAt);
    const request = { headers: withForwarding(incoming, trace?.integration.xRay), rawQueryString, sourceIp };
    const kind = { routeKey: CONNECT, eventType: "CONNECT", request, trace } as const;
    const event = newEvent(apis, address, facts, kind, callbackHost());
    const result = await current.hold(apis, () => this.connect(event, request));
    const known = identified(event, result.identity);
    if (result.kind === "refused") {
      const { refusal: answer, decidedBy, why, trace } = result;
      report(known, { ...trace, status: answer.statusCode, ...defined({ decidedBy, why }) }, this.options);
      sendRefusal(socket, answer, event.context.requestId);
      return undefined;
    }
    report(known, { ...result.trace, status: 200 }, this.options);
    return { facts: { ...facts, ...result.identity }, ...defined({ subprotocol: result.subprotocol }) };
  }

  /** Returns the stage that a request is for; undefined where no stage has the path, and the request is answered. */
  private addressOf(message: IncomingMessage, { path }: IncomingRequest, socket: Duplex): WebSocketAddress | undefined {
    const { current, hosts, log } = this.options;
    const { webSocketApis = [], domains = [] } = current.value ?? {};
    const { host } = message.headers;
    const requestId = newRequestId();
    const unserved = hosts.has(host, domains) ? undefined : unservedHost(host);
    if (unserved !== undefined || upgradeKind(message) === "malformed") {
      const statusCode = unserved === undefined ? 400 : 403;
      log(`upgrade of ${path}: ${statusCode}, ${unserved ?? "the WebSocket handshake is incomplete"}`);
      const body = JSON.stringify({ message: unserved ?? "Bad Request", connectionId: null, requestId });
      sendRefusal(socket, { statusCode, body }, requestId);
      return undefined;
    }
    const address = locateWebSocketApi(webSocketApis, path, host, domains);
    const domain = findDomain(domains, host);
    const untrusted = domain?.mutualTls !== undefined && clientCertificate(message) === undefined;
    if (address === undefined || address.rest !== "" || untrusted) {
      log(`upgrade of ${path}: 403, ${untrusted ? UNTRUSTED : unknownWebSocketAddress(current.value)}`);
      sendRefusal(socket, refusal("forbidden", newConnectionId(), requestId), requestId);
      return undefined;
    }
    return address;
  }

  /** Everything between the request and the upgrade. */
  private async connect(event: WebSocketEventContext, request: ConnectRequest): Promise<ConnectResult> {
    const { rate } = this.options;
    const { route, state } = event;
    if (!takeToken(this.bucket, rate, steadyNow())) {
      return refused(
        event,
        "tooManyRequests",
        "connection limit",
        `429, more than ${rate.rate} new connections a second`,
      );
    }
    if (route === undefined) {
      return { kind: "accepted", identity: {} };
    }
    if (!state.throttles.admits(route, steadyNow())) {
      return refused(event, "tooManyRequests", "throttle", "429, over the route's throttle");
    }
    const authorization = await this.authorization.authorize(event, request);
    const trace = defined({ authorizer: authorization.authorizer });
    if (authorization.kind === "refused") {
      const { error, decidedBy, why } = authorization;
      return { ...refused(event, error, decidedBy, `refused, ${why}`), trace };
    }
    const key = admitKey(this.options.usagePlans(), event, request, authorization.usageIdentifierKey);
    const identity = { ...authorization.identity, ...defined({ apiKey: key.apiKey }) };
    if (key.kind === "refused") {
      return { ...refused(event, key.error, "API key", `refused, ${key.why}`), identity, trace };
    }
    const missing = missingParameters(route.requiredParameters, request);
    if (missing.length > 0) {
      const names = `: [${missing.join(", ")}]`;
      const why = `400, the request lacks ${missing.join(", ")}, which ${CONNECT} requires; what AWS answers isn't known`;
      return { ...refused(event, "badRequestParameters", "validation", why, names), identity, trace };
    }
    return this.callRoute(identified(event, identity), identity, trace);
  }

  private async callRoute(
    event: WebSocketEventContext,
    identity: ClientIdentity,
    found: EventTrace,
  ): Promise<ConnectResult> {
    if (event.route?.integration === undefined) {
      return { kind: "accepted", identity, trace: found };
    }
    const { result, integration } = await this.options.integrations.call(event);
    const trace = { ...found, integration };
    if (result.kind === "failed") {
      return { ...refused(event, "internalServerError", undefined, `failed, ${result.diagnosis}`), identity, trace };
    }
    const refusedBy = refusalOf(result);
    return refusedBy === undefined
      ? { kind: "accepted", identity, trace, ...defined({ subprotocol: result.headers["sec-websocket-protocol"] }) }
      : { kind: "refused", refusal: refusedBy, identity, trace };
  }

  /** Answers the upgrade request of an admitted client. */
  upgrade(
    message: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    { subprotocol }: Admission,
    opened: (ws: WebSocket) => void,
  ): void {
    if (subprotocol !== undefined) {
      this.subprotocols.set(message, subprotocol);
    }
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

/** @param decidedBy Left out where it is the integration. */
function refused(
  { context }: WebSocketEventContext,
  name: WebSocketErrorName,
  decidedBy: string | undefined,
  why: string,
  details?: string,
): ConnectResult & { kind: "refused" } {
  const answer = refusal(name, context.connectionId, context.requestId, details);
  return { kind: "refused", refusal: answer, identity: {}, why, ...defined({ decidedBy }) };
}

/** With the headers that API Gateway adds: as to HTTP APIs, they name where the client really came. */
function withForwarding(
  { headers, sourceIp, localPort, scheme }: IncomingRequest,
  traceId: string | undefined,
): HeaderList {
  const kept = headers.filter(
    ([name]) =>
      !/^(connection|content-length|upgrade|x-forwarded-(for|port|proto))$/i.test(name) &&
      (traceId === undefined || name.toLowerCase() !== "x-amzn-trace-id"),
  );
  const forwardedFor = [...headerValues(headers, "x-forwarded-for"), sourceIp].join(", ");
  const traced = traceId === undefined && headerValues(headers, "x-amzn-trace-id").length > 0;
  return [
    ...kept,
    ...(traced ? [] : ([["X-Amzn-Trace-Id", traceId ?? newTraceId(Date.now())]] as [string, string][])),
    ["X-Forwarded-For", forwardedFor],
    ["X-Forwarded-Port", String(localPort)],
    ["X-Forwarded-Proto", scheme],
  ];
}
