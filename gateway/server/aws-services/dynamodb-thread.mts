/** Runs in the thread of the local DynamoDB. An ES module, so that Node.js runs it as it stands, from source as from dist. */
import type { RequestListener, Server, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

interface Emulator {
  (options: { createTableMs: number; deleteTableMs: number; updateTableMs: number }): Server;
}

const { dynalite: path } = workerData as { dynalite: string };
const dynalite = createRequire(import.meta.url)(path) as Emulator;
const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
/** The requests that are not answered yet. */
const open = new Set<ServerResponse>();
const listeners = server.listeners("request") as RequestListener[];

function answer(outgoing: ServerResponse, status: number, type: string, message: string): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
  outgoing.end(JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message }));
}

/**
 * AWS's SDKs send neither an origin nor another host than the endpoint's. A web page does: the emulator would answer every origin with
 * `Access-Control-Allow-Origin: *`, and a page whose name resolves to 127.0.0.1 is of the same origin.
 */
server.removeAllListeners("request");
server.on("request", (message, outgoing) => {
  const { port } = server.address() as AddressInfo;
  if (
    message.headers.origin !== undefined ||
    ![`127.0.0.1:${port}`, `localhost:${port}`].includes(message.headers.host ?? "")
  ) {
    answer(outgoing, 403, "AccessDeniedException", "The local DynamoDB answers the functions of the program alone.");
    return;
  }
  message.on("error", () => undefined); // the client left in the middle of its request
  open.add(outgoing);
  outgoing.on("close", () => open.delete(outgoing));
  listeners.forEach((listener) => listener(message, outgoing));
});

// which request it was is not known: the SDKs send those that fail so again
process.on("uncaughtException", () => {
  open.forEach((outgoing) => answer(outgoing, 500, "InternalServerError", "The local DynamoDB failed."));
});

server.listen(0, "127.0.0.1", () => parentPort?.postMessage((server.address() as AddressInfo).port));
