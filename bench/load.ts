import { connect } from "node:net";
import { Pace, type Sender } from "./pace";
import { Turns } from "./turns";

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
  /** Requests a second. @default as many as are answered */
  rate?: number | undefined;
}

export interface LoadResult {
  requestsPerSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** A connection of a load. */
export interface LoadClient extends Sender {
  end(): void;
}

/** Opens a connection. `answered` is called with each answer, `failed` once where another one comes or the connection breaks. */
export type OpenClient = (
  answered: (client: LoadClient) => void,
  failed: (error: Error) => void,
) => Promise<LoadClient>;

/** Sends requests over loopback for a bounded time. A raw client: a full one would be the slower end. */
export function runLoad(load: Load): Promise<LoadResult> {
  return runClients(load, (answered, failed) => openClient(load, answered, failed));
}

/** Sends with clients of any protocol, each again once it is answered, or all of them at a rate. */
export async function runClients(
  { connections, milliseconds, rate }: Pick<Load, "connections" | "milliseconds" | "rate">,
  open: OpenClient,
): Promise<LoadResult> {
  let fail: (error: Error) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => (fail = reject));
  failure.catch(() => undefined); // what fails once all is answered changes nothing
  let answered: (client: LoadClient) => void = () => undefined;
  const opening = Array.from({ length: connections }, () => open((client) => answered(client), fail));
  const clients = await Promise.race([failure, Promise.all(opening)]);
  const started = performance.now();
  const turn = rate === undefined ? new Turns(clients, milliseconds) : new Pace(clients, rate, milliseconds);
  answered = (client) => turn.answered(client);
  await Promise.race([failure, turn.finished]);
  const { latencies } = turn;
  const seconds = (performance.now() - started) / 1000;
  clients.forEach((client) => client.end());
  return {
    requestsPerSecond: latencies.count / seconds,
    p50: latencies.percentile(0.5),
    p99: latencies.percentile(0.99),
  };
}

/** Longer than any answer of the benchmark. */
const ANSWER_BYTES = 16 * 1024;

function openClient(
  { port, path, status, headers = {} }: Load,
  answered: (client: LoadClient) => void,
  failed: (error: Error) => void,
): Promise<LoadClient> {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: */*\r\nuser-agent: bench\r\n${more.join("")}\r\n`,
  );
  const answer = Buffer.alloc(ANSWER_BYTES);
  let received = 0;
  /** Of the last whole answer: as a rule the next one has as many bytes. */
  let usual = 0;
  const take = (bytes: number, chunk: Uint8Array): boolean => {
    answer.set(chunk.subarray(0, bytes), received);
    received += bytes;
    if (received !== usual && !isComplete(answer.toString("latin1", 0, received))) {
      return true;
    }
    usual = received;
    if (answer.toString("latin1", 9, 12) === String(status)) {
      answered(client);
    } else {
      failed(new Error(`${path} on port ${port} answered ${answer.toString("latin1", 0, 200)}`));
    }
    return true;
  };
  const socket = connect({
    port,
    host: "127.0.0.1",
    noDelay: true,
    onread: { buffer: Buffer.alloc(ANSWER_BYTES), callback: take },
  });
  const client = {
    since: 0,
    send: () => {
      received = 0;
      socket.write(request);
    },
    end: () => socket.destroy(),
  };
  socket.on("error", failed);
  return new Promise((resolve) => socket.on("connect", () => resolve(client)));
}

function isComplete(received: string): boolean {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd < 0) {
    return false;
  }
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, headEnd + 2))?.[1];
  return length === undefined ? received.endsWith("0\r\n\r\n") : received.length >= headEnd + 4 + Number(length);
}
