import assert from "node:assert/strict";
import { connect as connectSocket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import { type ResourceNode } from "../../../engine/graph/graph";
import { type GatewayOptions } from "../../../gateway/server";
import { AWS_SOURCE, NEVER_MS, Server, until } from "../http-api/harness";

/** A client of the `ws` package, which is not the gateway's own code, with what it received. */
export class Client {
  readonly messages: string[] = [];
  closed: { code: number; reason: string } | undefined;
  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data: Buffer) => this.messages.push(data.toString()));
    socket.on("close", (code, reason) => (this.closed = { code, reason: reason.toString() }));
    socket.on("error", () => undefined); // reported by the close, or by the refusal
  }

  /** Opens a connection. @throws Refused where the handshake is answered with another status. */
  static open(url: string, options: ConnectOptions = {}): Promise<Client> {
    const { subprotocols = [], headers = {} } = options;
    return new Promise((resolve, reject) => {
      const client = new Client(new WebSocket(url, subprotocols, { headers }));
      client.socket.on("open", () => resolve(client));
      client.socket.on("error", reject);
      client.socket.on("unexpected-response", (_, response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          reject(new Refused(response.statusCode ?? 0, Buffer.concat(chunks).toString(), response.headers)),
        );
      });
    });
  }

  send(message: string | object | Buffer): void {
    this.socket.send(typeof message === "string" || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  /** The next message, as text. */
  async next(): Promise<string> {
    await waitFor(() => this.messages.length > 0 || this.closed !== undefined, "a message");
    const message = this.messages.shift();
    assert.ok(message !== undefined, `the connection was closed: ${JSON.stringify(this.closed)}`);
    return message;
  }

  /** The next message, as JSON. */
  async nextJson(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.next()) as Record<string, unknown>;
  }

  async end(): Promise<{ code: number; reason: string }> {
    await waitFor(() => this.closed !== undefined, "the connection's end");
    assert.ok(this.closed !== undefined);
    return this.closed;
  }

  async close(code?: number, reason?: string): Promise<void> {
    this.socket.close(code, reason);
    await this.end();
  }
}

export interface ConnectOptions {
  subprotocols?: string[];
  headers?: Record<string, string>;
}

/** A handshake that was answered with something else than an upgrade. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly headers: Record<string, string | string[] | undefined>,
  ) {
    super(`refused with ${status} ${body}`);
  }
}

/** The data that a case works with. */
export interface Fixture {
  server: Server;
  /** Of the first API's first stage. */
  url: string;
  open: (options?: ConnectOptions & { query?: string }) => Promise<Client>;
  /** Asserts that the handshake is refused with a status. */
  refused: (status: number, options?: ConnectOptions & { query?: string }) => Promise<Refused>;
}

export interface WebSocketCase {
  name: string;
  source: string;
  run: (fixture: Fixture) => Promise<void>;
}

export interface WebSocketSuite {
  name: string;
  given: () => ResourceNode[] | Promise<ResourceNode[]>;
  options?: Omit<GatewayOptions, "log" | "port">;
  cases: WebSocketCase[];
  after?: () => void | Promise<void>;
}

/** Declares the suite's tests: one gateway for all of its cases. */
export function webSocketConformance(suite: WebSocketSuite): void {
  describe(suite.name, () => {
    let server: Server;
    const clients: Client[] = [];
    before(async () => {
      server = await Server.start(await suite.given(), suite.options);
    });
    after(async () => {
      clients.forEach(({ socket }) => socket.terminate());
      await server?.gateway.close();
      await suite.after?.();
    });
    for (const { name, source, run } of suite.cases) {
      it(name, async () => {
        assert.match(source, AWS_SOURCE, `the case "${name}" cites no AWS page`);
        const url = server.gateway.apis[0]?.url ?? "";
        const open: Fixture["open"] = async ({ query = "", ...options } = {}) => {
          const client = await Client.open(`${url}${query}`, options);
          clients.push(client);
          return client;
        };
        const refused: Fixture["refused"] = async (status, { query = "", ...options } = {}) => {
          const error: unknown = await Client.open(`${url}${query}`, options).then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
          assert.ok(error instanceof Refused, `expected ${status}, got ${String(error)}`);
          assert.equal(error.status, status, error.body);
          return error;
        };
        await run({ server, url, open, refused });
      });
    }
  });
}

export async function waitFor(condition: () => boolean, wanted: string, milliseconds = NEVER_MS): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!condition()) {
    assert.ok(Date.now() < end, `there was no ${wanted} within ${milliseconds} ms`);
    await pause(2);
  }
}

/** Waits for a line of the gateway's log. */
export function logged(server: Server, pattern: RegExp): Promise<void> {
  return until(
    () => server.lines.some((line) => pattern.test(line)),
    () => `${String(pattern)} in ${server.lines.join("\n")}`,
  );
}

/**
 * Sends raw bytes after an upgrade by hand, and gives what came back when the server ended the connection.
 *
 * @param cut The first piece's length, for bytes that are sent in two.
 * @param isDone Tells from what came back that the client can leave.
 */
export function rawUpgrade(
  url: string,
  bytes: Buffer,
  cut = 0,
  isDone: (received: Buffer) => boolean = () => false,
): Promise<Buffer> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connectSocket(Number(port), hostname, () => socket.write(upgradeRequest(hostname, pathname)));
    let sent = false;
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      if (!sent) {
        sent = true;
        socket.setNoDelay(true);
        socket.write(bytes.subarray(0, cut));
        socket.write(bytes.subarray(cut));
      } else if (isDone(Buffer.concat(chunks))) {
        socket.destroy();
      }
    });
    // a server that ends the connection while bytes are under way resets it
    socket.on("error", (error: NodeJS.ErrnoException) =>
      ["ECONNRESET", "EPIPE"].includes(error.code ?? "") ? undefined : reject(error),
    );
    socket.on("close", () => resolve(Buffer.concat(chunks)));
    socket.setTimeout(NEVER_MS, () => socket.destroy(new Error("the server did not end the connection")));
  });
}

/** Waits until the server ends the connection of a client that sends bytes, over and over, and reads nothing. */
export function ended(url: string, bytes: Buffer): Promise<void> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connectSocket(Number(port), hostname, () => socket.write(upgradeRequest(hostname, pathname)));
    const send = (): void => void socket.write(bytes, (error) => (error ? undefined : send()));
    socket.once("readable", send);
    socket.on("error", () => undefined);
    socket.on("close", () => resolve());
    setTimeout(() => reject(new Error("the server did not end the connection")), NEVER_MS).unref();
  });
}

function upgradeRequest(host: string, path: string): string {
  return (
    `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
  );
}
