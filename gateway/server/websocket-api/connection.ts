import type { WebSocket } from "ws";
import type { WebSocketAuthorizerContext } from "../../behavior/websocket-api/connection-request";
import type { IamIdentity } from "../../behavior/shared/request";
import { CLOSE_CODES } from "../../behavior/websocket-api/errors";
import { newRequestId } from "../transport/request-ids";

/** The facts about a client that `$connect` found, which every later event of the connection has. */
export interface ClientIdentity {
  authorizer?: WebSocketAuthorizerContext;
  iam?: IamIdentity;
  apiKey?: string;
}

/** The facts of a connection from its handshake on. */
export interface ConnectionFacts extends ClientIdentity {
  id: string;
  apiId: string;
  stage: string;
  connectedAt: number;
  sourceIp: string;
  scheme: "http" | "https";
  userAgent?: string;
}

export interface ConnectionTimes {
  idleTimeoutMs: number;
  lifetimeMs: number;
}

/** The reason why a connection ended, as `$disconnect` is reported. */
export interface ConnectionEnd {
  statusCode: number;
  reason: string;
}

/** A client that takes nothing in may have this much waiting for it. */
const MAX_BUFFERED = 1024 * 1024;

/** A client that sends faster than its messages are answered is read no further from this many on. */
const MAX_PENDING = 64;

/** One open connection: its socket, its two clocks and its one end. */
export class Connection {
  lastActiveAt: number;
  private readonly idle: NodeJS.Timeout;
  private readonly lifetime: NodeJS.Timeout;
  private ended = false;
  private pending = 0;

  constructor(
    readonly facts: ConnectionFacts,
    private readonly socket: WebSocket,
    times: ConnectionTimes,
    private readonly onEnd: (connection: Connection, end: ConnectionEnd) => void,
  ) {
    this.lastActiveAt = facts.connectedAt;
    this.idle = setTimeout(() => this.close(CLOSE_CODES.goingAway, "Going away"), times.idleTimeoutMs);
    this.lifetime = setTimeout(() => this.close(CLOSE_CODES.goingAway, "Going away"), times.lifetimeMs);
    // each ping is answered: a client that sends them and reads nothing must not fill the memory
    socket.on("ping", () => {
      if (socket.bufferedAmount > MAX_BUFFERED) {
        socket.terminate();
      }
    });
    socket.on("close", (code, reason) => this.finish({ statusCode: code, reason: reasonOf(code, reason.toString()) }));
  }

  get isOpen(): boolean {
    return !this.ended;
  }

  /** Something came from the client or went to it: the idle clock starts anew. */
  touch(): void {
    this.lastActiveAt = Date.now();
    this.idle.refresh();
  }

  /** Sends a text message; messages arrive in the order of these calls. False where the client takes nothing in any more. */
  send(message: string | Uint8Array): boolean {
    if (this.socket.bufferedAmount > MAX_BUFFERED) {
      return false;
    }
    this.touch();
    // the failure of a socket that just broke is reported by its close event
    this.socket.send(message, { binary: typeof message !== "string" }, () => undefined);
    return true;
  }

  /** Counts a message that is being answered. Returns what to call once it is. */
  startMessage(): () => void {
    if (++this.pending === MAX_PENDING) {
      this.socket.pause();
    }
    return () => {
      if (this.pending-- === MAX_PENDING) {
        this.socket.resume();
      }
    };
  }

  /** Says why and closes; the connection counts as gone from here on, whether or not the client answers. */
  close(code: number, reason: string): void {
    if (!this.ended) {
      this.socket.close(code, reason);
      this.finish({ statusCode: code, reason });
    }
  }

  /** Ends without a word, when the gateway itself ends. */
  terminate(): void {
    this.ended = true;
    this.stopClocks();
    this.socket.terminate();
  }

  private finish(end: ConnectionEnd): void {
    if (!this.ended) {
      this.ended = true;
      this.stopClocks();
      this.onEnd(this, end);
    }
  }

  private stopClocks(): void {
    clearTimeout(this.idle);
    clearTimeout(this.lifetime);
  }
}

/** In the form of AWS's, without what a path has to encode but for the padding. */
export function newConnectionId(): string {
  return newRequestId().replaceAll("+", "-").replaceAll("/", "_");
}

/** https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
function reasonOf(code: number, reason: string): string {
  if (reason !== "") {
    return reason;
  }
  switch (code) {
    case 1005:
      return "Client-side close frame status not set";
    case 1006:
      return "Connection closed abnormally";
    default:
      return "";
  }
}
