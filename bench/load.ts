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
  /** Sent with each request. */
  headers?: Record<string, string> | undefined;
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

/** Longer than any answer of the benchmark. */
const ANSWER_BYTES = 16 * 1024;

function connection({ port, path, status, headers = {} }: Load, end: number, latencies: number[]): Promise<void> {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: */*\r\nuser-agent: bench\r\n${more.join("")}\r\n`,
  );
  return new Promise((resolve, reject) => {
    const answer = Buffer.alloc(ANSWER_BYTES);
    let sent = 0;
    let received = 0;
    /** Of the last whole answer: as a rule the next one has as many bytes. */
    let usual = 0;
    const send = (): void => {
      received = 0;
      sent = performance.now();
      socket.write(request);
    };
    const take = (bytes: number, chunk: Uint8Array): boolean => {
      answer.set(chunk.subarray(0, bytes), received);
      received += bytes;
      if (received !== usual && !isComplete(answer.toString("latin1", 0, received))) {
        return true;
      }
      usual = received;
      const now = performance.now();
      latencies.push(now - sent);
      if (answer.toString("latin1", 9, 12) !== String(status)) {
        reject(new Error(`${path} on port ${port} answered ${answer.toString("latin1", 0, 200)}`));
        socket.destroy();
      } else if (now < end) {
        send();
      } else {
        socket.destroy();
      }
      return true;
    };
    const socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: { buffer: Buffer.alloc(ANSWER_BYTES), callback: take },
    });
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("close", () => resolve());
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
