import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { type Load, type LoadClient, type LoadResult, runClients } from "./load";

/** Messages over connections with one message at a time each. */
export type WebSocketLoad = Pick<Load, "port" | "path" | "connections" | "milliseconds" | "rate">;

const TEXT = "hello, echo";

/** A text frame that is masked, as those of clients are, with a key that leaves it as it is. */
const MESSAGE = Buffer.concat([Buffer.from([0x81, 0x80 | TEXT.length, 0, 0, 0, 0]), Buffer.from(TEXT)]);
const ECHO = Buffer.concat([Buffer.from([0x81, TEXT.length]), Buffer.from(TEXT)]);

/** Sends messages for a bounded time. A raw client: a full one would be the slower end. */
export function runWebSocketLoad(load: WebSocketLoad): Promise<LoadResult> {
  return runClients(load, (answered, failed) => openClient(load, answered, failed));
}

function openClient(
  { port, path }: WebSocketLoad,
  answered: (client: LoadClient) => void,
  failed: (error: Error) => void,
): Promise<LoadClient> {
  const key = randomBytes(16).toString("base64");
  const upgrade = `connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}`;
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let received = 0;
  const client = {
    since: 0,
    send: () => {
      received = 0;
      socket.write(MESSAGE);
    },
    end: () => {
      socket.off("close", closed);
      socket.destroy();
    },
  };
  const closed = (): void => failed(new Error("the gateway closed a connection"));
  const take = (chunk: Buffer): void => {
    if (!ECHO.subarray(received, received + chunk.length).equals(chunk)) {
      failed(new Error(`expected an echo, received ${chunk.toString("latin1")}`));
      return;
    }
    received += chunk.length;
    if (received === ECHO.length) {
      answered(client);
    }
  };
  socket.on("error", failed);
  socket.on("close", closed);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${upgrade}\r\n\r\n`);
  return new Promise((resolve) =>
    socket.once("data", (answer: Buffer) => {
      const head = answer.toString("latin1");
      if (head.startsWith("HTTP/1.1 101") && head.endsWith("\r\n\r\n")) {
        socket.on("data", take);
        resolve(client);
      } else {
        failed(new Error(`${path} on port ${port} answered ${head}`));
      }
    }),
  );
}
