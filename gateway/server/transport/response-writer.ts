import { type ServerResponse, validateHeaderName } from "node:http";
import type { Readable } from "node:stream";
import type { Soon } from "../../../language/soon";
import type { HttpResponse } from "../../behavior/shared/request";
import { headerText } from "./header-text";
import { batchPerEventLoopTurn } from "../event-loop-turn";

/** Longer bodies are not copied. */
const COPIED_BYTES = 16 * 1024;

/** The way a response is framed is the server's to say: a function's own word would make it malformed. */
const FRAMING = new Set(["transfer-encoding", "trailer"]);

/** Names that HTTP allows: a program gives few, and each with many responses. */
const allowed = new Set<string>();
const MAX_ALLOWED = 1000;

/** Returns why a response cannot be sent, or undefined: a handler can give a header any name, and a backend a status that HTTP has no name for. */
export function responseProblem({ statusCode, headers }: HttpResponse): string | undefined {
  if (!(statusCode >= 200 && statusCode <= 999 && Number.isInteger(statusCode))) {
    return `the response has the status ${statusCode}, which is none that ends a request: from 200 to 999`;
  }
  for (const [name] of headers) {
    if (!allowed.has(name) && !isAllowed(name)) {
      return `the response has a header named ${JSON.stringify(name)}, which HTTP does not allow`;
    }
  }
  return undefined;
}

function isAllowed(name: string): boolean {
  try {
    validateHeaderName(name);
  } catch {
    return false;
  }
  if (allowed.size < MAX_ALLOWED) {
    allowed.add(name);
  }
  return true;
}

/**
 * Sends a response. Resolves with the number of body bytes once all is sent.
 *
 * @param added Headers that the gateway adds: a name, its value, the next name.
 */
export function writeResponse(
  outgoing: ServerResponse,
  response: HttpResponse,
  added: readonly string[],
  stream?: Readable,
): Soon<number> {
  const headers: string[] = [];
  for (const [name, value] of response.headers) {
    // an answer without content has no length either (RFC 9110, section 8.6)
    if ((response.statusCode !== 204 || name !== "content-length") && !FRAMING.has(name)) {
      headers.push(name, headerText(value));
    }
  }
  headers.push(...added);
  if (!outgoing.req.complete && response.statusCode === 413) {
    headers.push("connection", "close"); // the rest of the body is not read
  }
  outgoing.writeHead(response.statusCode, headers);
  if (stream === undefined) {
    batchPerEventLoopTurn(() => endWith(outgoing, response.body));
    return response.body.length;
  }
  return new Promise((resolve) => {
    let size = 0;
    stream.on("data", (chunk: Buffer) => (size += chunk.length));
    stream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => {
      stream.destroy();
      resolve(size);
    });
    if (stream.destroyed) {
      outgoing.destroy();
    } else {
      stream.pipe(outgoing);
    }
  });
}

/**
 * Node.js joins a text to the head, where bytes are one more chunk to write: latin1 is a character for each byte. It is written before `end`,
 * which would write an empty chunk after it: several chunks take longer than one.
 */
function endWith(outgoing: ServerResponse, body: Uint8Array): void {
  if (body.length === 0 || body.length > COPIED_BYTES) {
    outgoing.end(body);
    return;
  }
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const { socket } = outgoing; // null while the connection's earlier responses are under way
  socket?.cork();
  outgoing.write(bytes.toString("latin1"), "latin1");
  socket?.uncork();
  outgoing.end();
}

/** Sends an answer of the gateway itself, which is no API's. */
export function writeJson(outgoing: ServerResponse, statusCode: number, value: object): void {
  const body = JSON.stringify(value);
  outgoing.writeHead(statusCode, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  outgoing.end(body);
}
