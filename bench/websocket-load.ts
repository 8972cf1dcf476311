import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { percentile } from "./figures";
import type { LoadResult } from "./load";

export interface WebSocketLoad {
  port: number;
  path: string;
  /** Each with one message at a time. */
  connections: number;
  milliseconds: number;
}

const TEXT = "hello, echo";

/** A text frame that is masked, as those of clients are, with a key that leaves it as it is. */
const MESSAGE = Buffer.concat([Buffer.from([0x81, 0x80 | TEXT.length, 0, 0, 0, 0]), Buffer.from(TEXT)]);
const ECHO = Buffer.concat([Buffer.from([0x81, TEXT.length]), Buffer.from(TEXT)]);

/** Sends messages for a bounded time, each once the one before came back. A raw client: a full one would be the slower end. */
export async function runWebSocketLoad(load: WebSocketLoad): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load)));
  const latencies: number[] = [];
  const started = performance.now();
  const end = started + load.milliseconds;
  await Promise.all(sockets.map((socket) => talk(socket, end, latencies)));
  const seconds = (performance.now() - started) / 1000;
  sockets.forEach((socket) => socket.destroy());
  return {
    requestsPerSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

function open({ port, path }: WebSocketLoad): Promise<Socket> {
  const key = randomBytes(16).toString("base64");
  const upgrade = `connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}`;
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.once("error", reject);
    socket.once("data", (answer: Buffer) => {
      const head = answer.toString("latin1");
      if (head.startsWith("HTTP/1.1 101") && head.endsWith("\r\n\r\n")) {
        resolve(socket);
      } else {
        reject(new Error(`${path} on port ${port} answered ${head}`));
      }
    });
    socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${upgrade}\r\n\r\n`);
  });
}

function talk(socket: Socket, end: number, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let received = 0;
    const send = (): void => {
      received = 0;
      sent = performance.now();
      socket.write(MESSAGE);
    };
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the gateway closed a connection")));
    socket.on("data", (chunk: Buffer) => {
      if (!ECHO.subarray(received, received + chunk.length).equals(chunk)) {
        reject(new Error(`expected an echo, received ${chunk.toString("latin1")}`));
        return;
      }
      received += chunk.length;
      if (received < ECHO.length) {
        return;
      }
      const now = performance.now();
      latencies.push(now - sent);
      if (now < end) {
        send();
      } else {
        resolve();
      }
    });
    send();
  });
}
