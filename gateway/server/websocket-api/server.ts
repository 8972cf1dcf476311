import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { decodePath } from "../../behavior/shared/request";
import { WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { CLOSE_CODES } from "../../behavior/websocket-api/errors";
import type { AwsServices } from "../aws-services/aws-services";
import type { CurrentApis } from "../current-apis";
import { gatewayFailure } from "../gateway-failure";
import type { ServedHosts } from "../served-hosts";
import type { GatewayLog, ExchangeObserver } from "../shared/request-record";
import type { UsagePlans } from "../rest-api/usage-plans";
import type { HttpClient } from "../transport/http-client";
import { Connection, type ConnectionEnd, type ConnectionFacts } from "./connection";
import { ConnectionEvents } from "./connection-events";
import { connectionTimes, newConnectionRate, type WebSocketLimits } from "./connection-limits";
import { FrameWatch } from "./frame-watch";
import { Handshakes } from "./handshake";
import { WebSocketIntegrations } from "./integrations";
import { CONNECTIONS_PATH, ManagementApi } from "./management-api";
import { OpenConnections } from "./open-connections";
import type { Traces } from "../telemetry/traces";
import { locateWebSocketApi } from "./served-api";

export interface WebSocketServerOptions {
  limits: WebSocketLimits;
  iam: "refuse" | "trust";
  client: HttpClient;
  /** The AWS services that integrations call. */
  services: AwsServices;
  /** Returns the API keys and usage plans, which REST APIs share. */
  usagePlans: () => UsagePlans | undefined;
  current: CurrentApis;
  hosts: ServedHosts;
  /** Returns where a handler reaches the @connections API, as host and port. */
  callbackHost: () => string;
  log: GatewayLog;
  onRequest?: ExchangeObserver;
  traces?: Traces | undefined;
  /** Is called after a connection opened or ended. */
  onConnections?: () => void;
}

/** Serves WebSocket APIs: handshakes, messages, ends, and the API by which handlers answer. */
export class WebSocketServer {
  readonly connections: OpenConnections;
  private readonly management: ManagementApi;
  private readonly handshakes: Handshakes;
  private readonly events: ConnectionEvents;
  private closing = false;

  constructor(private readonly options: WebSocketServerOptions) {
    const { limits, iam, client, services, usagePlans, current, hosts, callbackHost, log, onRequest, traces } = options;
    this.connections = new OpenConnections(options.onConnections ?? (() => undefined));
    const integrations = new WebSocketIntegrations(client, services);
    const rate = newConnectionRate(limits);
    this.management = new ManagementApi(log);
    this.handshakes = new Handshakes({
      rate,
      iam,
      integrations,
      usagePlans,
      current,
      hosts,
      callbackHost,
      log,
      onRequest,
      traces,
    });
    this.events = new ConnectionEvents({ integrations, current, callbackHost, log, onRequest, traces });
  }

  /** Returns whether an HTTP request is a call of the @connections API; it is then answered. */
  manage(message: IncomingMessage, outgoing: ServerResponse): boolean {
    const { webSocketApis = [], domains = [] } = this.options.current.value ?? {};
    const { url = "" } = message;
    if (webSocketApis.length === 0 || !/connections\//i.test(url)) {
      return false;
    }
    const path = url.replace(/\?.*$/, "").replace(/\/%40connections\//i, "/@connections/");
    const [, stagePath = "", id = ""] = CONNECTIONS_PATH.exec(path) ?? [];
    const { host } = message.headers;
    const address = id === "" ? undefined : locateWebSocketApi(webSocketApis, stagePath, host, domains);
    if (address === undefined) {
      return false;
    }
    const { served, stage } = address;
    const connection = this.connections.find(decodePath(id));
    const isOfStage = connection?.facts.apiId === served.model.id && connection.facts.stage === stage;
    void this.management
      .serve(isOfStage ? connection : undefined, decodePath(id), message, outgoing)
      .catch(() => outgoing.destroy());
    return true;
  }

  /** Answers an upgrade request: with a connection, or with the status that refuses it. */
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    this.accept(message, socket, head).catch((error: unknown) => {
      this.options.log(gatewayFailure(error));
      socket.destroy();
    });
  }

  close(): void {
    this.closing = true;
    this.connections.terminate();
    this.handshakes.close();
  }

  private async accept(message: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const admission = await this.handshakes.admit(message, socket);
    if (admission === undefined) {
      return;
    }
    const { facts } = admission;
    if (socket.destroyed || this.closing) {
      // the client left while $connect ran, which may have stored its id
      this.ended(facts, { statusCode: 1006, reason: "Connection closed abnormally" });
      return;
    }
    this.handshakes.upgrade(message, socket, head, admission, (ws) => this.open(ws, socket, facts));
  }

  private open(ws: WebSocket, socket: Duplex, facts: ConnectionFacts): void {
    const { limits, log } = this.options;
    const connection = new Connection(facts, ws, connectionTimes(limits), (_, end) => this.ended(facts, end));
    const frames = new FrameWatch(WEBSOCKET_API_LIMITS.frame.value);
    this.connections.add(connection);
    let received = 0;
    // before ws's own listener, so that nothing of a frame that is too large becomes a message
    socket.prependListener("data", (chunk: Buffer) => {
      connection.touch();
      if (!frames.accepts(chunk)) {
        // what comes before it counts: messages are answered, and a malformed frame ends the connection with its own code
        setImmediate(() => {
          if (ws.readyState === ws.OPEN) {
            connection.close(CLOSE_CODES.messageTooBig, "Frame size exceeded");
          }
        });
      }
    });
    // malformed frames: ws itself closes with the code that the RFC has for them
    ws.on("error", (error) => log(`${facts.id}: ${error.message}`));
    ws.on("message", (data: Buffer, isBinary) => {
      if (connection.isOpen && ++received <= frames.messages) {
        this.receive(connection, data, isBinary);
      }
    });
  }

  private receive(connection: Connection, data: Buffer, isBinary: boolean): void {
    if (isBinary) {
      connection.close(CLOSE_CODES.unsupportedData, "Binary frames are not supported");
      return;
    }
    const done = connection.startMessage();
    this.events
      .message(connection, data.toString("utf8"))
      .catch((error: unknown) => this.options.log(gatewayFailure(error)))
      .finally(done);
  }

  private ended(facts: ConnectionFacts, end: ConnectionEnd): void {
    this.connections.remove(facts.id);
    if (!this.closing) {
      this.events.disconnected(facts, end);
    }
  }
}
