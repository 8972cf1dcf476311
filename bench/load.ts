import { connect } from "node:net";
import { percentile } from "./figures";

export interface Load {
  port: number;
  path: string;
  /** Keep-alive connections, each with one request at a time. */
  connections: number;
  milliseconds: number;
  /** The status that every answer must have. */
  status: number;
}

export interface LoadResult {
  requestsPerSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** Sends requests over loopback for a bounded time. A raw client: a full one would be the slower end. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  const started = performance.now();
  const end = started + load.milliseconds;
  await Promise.all(Array.from({ length: load.connections }, () => connection(load, end, latencies)));
  const seconds = (performance.now() - started) / 1000;
  return {
    requestsPerSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

function connection({ port, path, status }: Load, end: number, latencies: number[]): Promise<void> {
  const request = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: */*\r\nuser-agent: bench\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let sent = 0;
    let received = "";
    const send = (): void => {
      sent = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true).setEncoding("latin1");
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.on("data", (chunk: string) => {
      received += chunk;
      if (!isComplete(received)) {
        return;
      }
      const now = performance.now();
      latencies.push(now - sent);
      if (received.slice(9, 12) !== String(status)) {
        reject(new Error(`${path} on port ${port} answered ${received.slice(0, 200)}`));
        socket.destroy();
        return;
      }
      received = "";
      if (now < end) {
        send();
      } else {
        socket.destroy();
      }
    });
  });
}

function isComplete(received: string): boolean {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd < 0) {
    return false;
  }
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, headEnd + 2))?.[1];
  return length === undefined ? received.endsWith("0\r\n\r\n") : received.length >= headEnd + 4 + Number(length);
}
