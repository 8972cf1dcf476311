import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type * as Ws from "ws";
import type { WebSocket } from "ws";
import { WEBSOCKET_API_LIMITS } from "../../model/limits";
import { optionalPackage } from "../../model/optional-package";
import { fullBucket, takeToken } from "../../model/throttle";
import { selectRoute } from "../../model/websocket/route-selection";
import { CONNECT, DISCONNECT } from "../../model/websocket/websocket-api-model";
import { CLOSE_CODES, errorMessage, type WebSocketErrorName } from "../../model/websocket/websocket-errors";
import type { HttpProxy } from "../http/http-proxy-integration";
import { IncomingRequest } from "../http/incoming-request";
import { newRequestId } from "../http/request-ids";
import type { Program } from "../program";
import { ConnectAuthorization } from "./connect-authorization";
import { Connection, type ConnectionEnd, type ConnectionFacts } from "./connection";
import { FrameWatch } from "./frame-watch";
import { type Refusal, refusal, refusalOf, sendRefusal } from "./handshake";
import { WebSocketIntegrations } from "./integrations";
import { CONNECTIONS_PATH, ManagementApi } from "./management-api";
import { findDomain } from "../../model/domains/domain-selection";
import { clientCertificate } from "../tls/client-certificate";
import { locateWebSocketApi, type WebSocketAddress } from "./served-api";
import { labelOf, type WebSocketEventExchange } from "./websocket-event";

/** AWS's limits of connections, which tests set lower. */
export interface WebSocketLimits {
  /** Milliseconds without any traffic after which a connection is closed. @default 600000 */
  idleTimeoutMs?: number;
  /** Milliseconds after which a connection is closed in any case. @default 7200000 */
  lifetimeMs?: number;
  /** New connections a second, over all APIs; as many at once. @default 500 */
  newConnectionsPerSecond?: number;
}

export interface WebSocketServerOptions {
  limits: WebSocketLimits;
  iam: "refuse" | "trust";
  proxy: HttpProxy;
  log: (line: string) => void;
  /** The program that is served now. */
  program: () => Program | undefined;
  /** Keeps a program's functions while the work runs. */
  hold: <T>(program: Program, work: () => Promise<T>) => Promise<T>;
  /** Where a handler reaches the @connections API, as host and port. */
  callbackHost: () => string;
}

/** Serves WebSocket APIs: handshakes, messages, ends, and the API by which handlers answer. */
export class WebSocketServer {
  private readonly connections = new Map<string, Connection>();
  private readonly management: ManagementApi;
  private readonly authorization: ConnectAuthorization;
  private readonly integrations: WebSocketIntegrations;
  private readonly subprotocols = new WeakMap<IncomingMessage, string>();
  /** Made at the first handshake: most programs have no WebSocket API. */
  private handshakes: Ws.WebSocketServer | undefined;
  private readonly rate: { rate: number; burst: number };
  private readonly bucket;
  private closing = false;

  constructor(private readonly options: WebSocketServerOptions) {
    const { limits, iam, proxy, log } = options;
    const perSecond = limits.newConnectionsPerSecond ?? WEBSOCKET_API_LIMITS.newConnections.value;
    this.rate = { rate: perSecond, burst: perSecond };
    this.bucket = fullBucket(this.rate, Date.now());
    this.authorization = new ConnectAuthorization(iam, log);
    this.integrations = new WebSocketIntegrations(proxy, log);
    this.management = new ManagementApi((id) => this.connections.get(id), log);
  }

  private upgrades(): Ws.WebSocketServer {
    return (this.handshakes ??= new (optionalPackage<typeof Ws>("ws", "a WebSocket API").WebSocketServer)({
      noServer: true,
      maxPayload: WEBSOCKET_API_LIMITS.message.value,
      handleProtocols: (_, request) => this.subprotocols.get(request) ?? false,
    }));
  }

  /** Open connections. */
  get size(): number {
    return this.connections.size;
  }

  /** Whether an HTTP request is a call of the @connections API; it is then answered. */
  manage(message: IncomingMessage, outgoing: ServerResponse): boolean {
    const [, stagePath = "", id = ""] = CONNECTIONS_PATH.exec((message.url ?? "").replace(/\?.*$/, "")) ?? [];
    const { webSocketApis = [], domains = [] } = this.options.program() ?? {};
    const { host } = message.headers;
    const address = id === "" ? undefined : locateWebSocketApi(webSocketApis, stagePath, host, domains);
    if (address === undefined) {
      return false;
    }
    void this.management.serve(decodeURIComponent(id), message, outgoing).catch(() => outgoing.destroy());
    return true;
  }

  /** Answers an upgrade request: with a connection, or with the status that refuses it. */
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    this.accept(message, socket, head).catch((error: unknown) => {
      this.options.log(
        `the gateway failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      socket.destroy();
    });
  }

  close(): void {
    this.closing = true;
    this.connections.forEach((connection) => connection.terminate());
    this.connections.clear();
    this.handshakes?.close();
  }

  private async accept(message: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const program = this.options.program();
    const incoming = new IncomingRequest(message, message.url ?? "/");
    const { webSocketApis = [], domains = [] } = program ?? {};
    const address = locateWebSocketApi(webSocketApis, incoming.path, message.headers.host, domains);
    const id = newConnectionId();
    const now = Date.now();
    const domain = findDomain(domains, message.headers.host);
    const untrusted = domain?.mutualTls !== undefined && clientCertificate(message.socket) === undefined;
    if (program === undefined || address === undefined || address.rest !== "" || untrusted) {
      const requestId = newRequestId();
      sendRefusal(socket, refusal("forbidden", id, requestId), requestId);
      return;
    }
    const { sourceIp, rawQueryString, headers } = incoming;
    const userAgent = message.headers["user-agent"];
    const facts: ConnectionFacts = {
      id,
      apiId: address.served.model.id,
      stage: address.stage,
      connectedAt: now,
      sourceIp,
      ...(userAgent === undefined ? {} : { userAgent }),
    };
    const exchange = this.exchange(program, address, facts, CONNECT, "CONNECT");
    exchange.request = { headers: withForwarding(headers, sourceIp), rawQueryString, sourceIp };
    const refused = await this.options.hold(program, () => this.connect(exchange, message, now));
    const { context } = exchange;
    if (refused !== undefined) {
      this.logAccess(exchange, refused.statusCode);
      sendRefusal(socket, refused, context.requestId);
      return;
    }
    const learnt = { authorizer: context.authorizer, iam: context.iam, apiKey: context.apiKey };
    Object.assign(facts, learnt);
    if (socket.destroyed || this.closing) {
      // the client left while $connect ran, which may have stored its id
      this.disconnected(facts, { statusCode: 1006, reason: "Connection closed abnormally" });
      return;
    }
    this.logAccess(exchange, 200);
    const frames = new FrameWatch(WEBSOCKET_API_LIMITS.frame.value);
    this.upgrades().handleUpgrade(message, socket, head, (ws) => this.open(ws, socket, facts, frames));
  }

  /** Everything between the request and the upgrade. */
  private async connect(
    exchange: WebSocketEventExchange,
    message: IncomingMessage,
    now: number,
  ): Promise<Refusal | undefined> {
    const { context, route, state } = exchange;
    const refuse = (name: WebSocketErrorName): Refusal => refusal(name, context.connectionId, context.requestId);
    if (!takeToken(this.bucket, this.rate, now)) {
      this.options.log(`${labelOf(exchange)}: 429, more than ${this.rate.rate} new connections a second`);
      return refuse("tooManyRequests");
    }
    if (route === undefined) {
      return undefined;
    }
    if (!state.throttles.admits(route, now)) {
      this.options.log(`${labelOf(exchange)}: 429, over the route's throttle`);
      return refuse("tooManyRequests");
    }
    const error = await this.authorization.authorize(exchange);
    if (error !== undefined) {
      return refuse(error);
    }
    if (route.integration === undefined) {
      return undefined;
    }
    const result = await this.integrations.call(exchange);
    if (result.kind === "failed") {
      return refuse("internalServerError");
    }
    const protocol = result.headers["sec-websocket-protocol"];
    if (protocol !== undefined) {
      this.subprotocols.set(message, protocol);
    }
    return refusalOf(result);
  }

  private open(ws: WebSocket, socket: Duplex, facts: ConnectionFacts, frames: FrameWatch): void {
    const { limits, log } = this.options;
    const times = {
      idleTimeoutMs: limits.idleTimeoutMs ?? WEBSOCKET_API_LIMITS.idleTimeout.value * 1000,
      lifetimeMs: limits.lifetimeMs ?? WEBSOCKET_API_LIMITS.connectionDuration.value * 1000,
    };
    const connection = new Connection(facts, ws, times, (_, end) => {
      this.connections.delete(facts.id);
      this.disconnected(facts, end);
    });
    this.connections.set(facts.id, connection);
    // before ws's own listener, so that nothing of a frame that is too large becomes a message
    socket.prependListener("data", (chunk: Buffer) => {
      connection.touch();
      if (!frames.accepts(chunk)) {
        connection.close(CLOSE_CODES.messageTooBig, "Frame size exceeded");
      }
    });
    // malformed frames: ws itself closes with the code that the RFC has for them
    ws.on("error", (error) => log(`${facts.id}: ${error.message}`));
    ws.on("message", (data: Buffer, isBinary) => {
      if (connection.isOpen) {
        this.receive(connection, data, isBinary);
      }
    });
  }

  private receive(connection: Connection, data: Buffer, isBinary: boolean): void {
    if (isBinary) {
      connection.close(CLOSE_CODES.unsupportedData, "Binary frames are not supported");
      return;
    }
    this.message(connection, data.toString("utf8")).catch((error: unknown) =>
      this.options.log(
        `the gateway failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
    );
  }

  private async message(connection: Connection, body: string): Promise<void> {
    const { facts } = connection;
    const program = this.options.program();
    const address = this.addressOf(program, facts);
    if (program === undefined || address === undefined) {
      connection.close(CLOSE_CODES.goingAway, "Going away"); // a reload took the API away
      return;
    }
    const { served } = address;
    const route = selectRoute(served.routes, served.model.routeSelectionExpression, body);
    const exchange = this.exchange(program, address, facts, route?.routeKey ?? "$default", "MESSAGE");
    exchange.body = body;
    const fail = (name: WebSocketErrorName, why?: string): void => {
      if (why !== undefined) {
        this.options.log(`${labelOf(exchange)}: ${why}`);
      }
      const { requestId } = exchange.context;
      exchange.outcome.error = { message: errorMessage(name, facts.id, requestId) };
      connection.send(errorMessage(name, facts.id, requestId));
    };
    if (route === undefined) {
      fail("forbidden", "no route has the message's key, and there is no $default");
      this.logAccess(exchange, 403);
      return;
    }
    if (!exchange.state.throttles.admits(route, Date.now())) {
      fail("tooManyRequests", "429, over the route's throttle");
      this.logAccess(exchange, 429);
      return;
    }
    const result = await this.options.hold(program, () => this.integrations.call(exchange));
    if (result.kind === "failed") {
      fail("internalServerError");
    } else if (route.twoWay && result.body !== undefined && result.body !== "") {
      connection.send(this.integrations.routeResponse(exchange, result.body));
    }
    this.logAccess(exchange, result.kind === "failed" ? 500 : result.statusCode);
  }

  /** Calls `$disconnect`, whatever ended the connection: best effort, as on AWS. */
  private disconnected(facts: ConnectionFacts, end: ConnectionEnd): void {
    const program = this.options.program();
    const address = this.addressOf(program, facts);
    if (program === undefined || address === undefined || this.closing) {
      return;
    }
    const exchange = this.exchange(program, address, facts, DISCONNECT, "DISCONNECT");
    exchange.context.disconnect = end;
    if (exchange.route?.integration === undefined) {
      return;
    }
    void this.options.hold(program, async () => {
      const result = await this.integrations.call(exchange);
      this.logAccess(exchange, result.kind === "failed" ? 500 : result.statusCode);
    });
  }

  private addressOf(program: Program | undefined, { apiId, stage }: ConnectionFacts): WebSocketAddress | undefined {
    const served = program?.webSocketApis.find(({ model, states }) => model.id === apiId && states.has(stage));
    return served && { served, stage, rest: "" };
  }

  private exchange(
    program: Program,
    { served, stage: stageName }: WebSocketAddress,
    facts: ConnectionFacts,
    routeKey: string,
    eventType: WebSocketEventExchange["context"]["eventType"],
  ): WebSocketEventExchange {
    const { model: api } = served;
    const stage = api.stages.find(({ name }) => name === stageName);
    const state = served.states.get(stageName);
    if (stage === undefined || state === undefined) {
      throw new Error(`${api.name} has no stage ${stageName}`);
    }
    const requestId = newRequestId();
    const { id, apiId, connectedAt, sourceIp, userAgent, authorizer, iam, apiKey } = facts;
    const defined = Object.fromEntries(
      Object.entries({ stageVariables: stage.variables, userAgent, authorizer, iam, apiKey }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    return {
      program,
      served,
      api,
      stage,
      state,
      route: served.routes.get(routeKey),
      body: "",
      outcome: {},
      context: {
        apiId,
        accountId: api.account,
        stage: stageName,
        domainName: this.options.callbackHost(),
        connectionId: id,
        connectedAt,
        routeKey,
        eventType,
        requestId,
        timeEpoch: Date.now(),
        sourceIp,
        ...(eventType === "MESSAGE" ? { messageId: newRequestId() } : {}),
        ...defined,
      },
    };
  }

  private logAccess({ state, context, outcome }: WebSocketEventExchange, status: number): void {
    if (state.accessLog !== undefined) {
      this.options.log(state.accessLog({ context, ...outcome, status }));
    }
  }
}

/** In the form of AWS's, without what a path has to encode but for the padding. */
function newConnectionId(): string {
  return newRequestId().replaceAll("+", "-").replaceAll("/", "_");
}

/** With the headers that API Gateway adds. */
function withForwarding(headers: readonly (readonly [string, string])[], sourceIp: string): [string, string][] {
  const kept = headers
    .filter(([name]) => !/^(connection|upgrade)$/i.test(name))
    .map(([name, value]): [string, string] => [name, value]);
  return [...kept, ["X-Forwarded-For", sourceIp], ["X-Forwarded-Port", "443"], ["X-Forwarded-Proto", "https"]];
}
