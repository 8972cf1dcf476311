import { CLOSE_CODES } from "../../behavior/websocket-api/errors";
import type { Connection } from "./connection";
import { defined } from "../../../language/defined";

/** An open connection, for those who show it. */
export interface ConnectionView {
  id: string;
  apiId: string;
  stage: string;
  /** Milliseconds since 1970. */
  connectedAt: number;
  lastActiveAt: number;
  sourceIp: string;
  userAgent?: string;
}

/** The open connections of every WebSocket API, by their ids. */
export class OpenConnections {
  private readonly connections = new Map<string, Connection>();

  /** @param changed Is called after each change. */
  constructor(private readonly changed: () => void) {}

  add(connection: Connection): void {
    this.connections.set(connection.facts.id, connection);
    this.changed();
  }

  remove(id: string): void {
    this.connections.delete(id);
    this.changed();
  }

  find(id: string): Connection | undefined {
    return this.connections.get(id);
  }

  list(): ConnectionView[] {
    return [...this.connections.values()].map(({ facts, lastActiveAt }) => {
      const { id, apiId, stage, connectedAt, sourceIp, userAgent } = facts;
      return defined({ id, apiId, stage, connectedAt, lastActiveAt, sourceIp, userAgent });
    });
  }

  /** Sends a message to the client. Returns false where it is gone, or takes nothing in. */
  send(id: string, message: string): boolean {
    return this.connections.get(id)?.send(message) ?? false;
  }

  /** Closes a connection as a backend does. Returns false where it is gone. */
  disconnect(id: string): boolean {
    const connection = this.connections.get(id);
    connection?.close(CLOSE_CODES.goingAway, "Going away");
    return connection !== undefined;
  }

  /** Ends all of them without a word, when the gateway itself ends. */
  terminate(): void {
    this.connections.forEach((connection) => connection.terminate());
    this.connections.clear();
  }
}
