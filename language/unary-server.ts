import { createServer, type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import { type AddressInfo } from "node:net";
import { CONTENT_TYPE, type Frame, framed, joinFrames, PREFIX_BYTES, splitFrames, WINDOW_BYTES } from "./grpc-frame";
import { ownValue } from "./own-value";

/** A method of one request and one response, as the generated stubs describe it, with what answers it. */
export interface UnaryMethod {
  path: string;
  requestDeserialize: (bytes: Buffer) => unknown;
  responseSerialize: (response: never) => Uint8Array;
  handle: (request: never) => unknown;
}

/** The methods of a service with their handlers, which have the names that the service gives the methods. */
export function methodsOf(
  service: Readonly<Record<string, Omit<UnaryMethod, "handle">>>,
  handlers: Readonly<Record<string, UnaryMethod["handle"]>>,
): UnaryMethod[] {
  return Object.entries(handlers).flatMap(([name, handle]) => {
    const method = ownValue(service, name);
    return method === undefined ? [] : [{ ...method, handle }];
  });
}

/** Some codes of results, the first and the last among them: https://grpc.io/docs/guides/status-codes/ */
const OK = 0;
const UNIMPLEMENTED = 12;
const INTERNAL = 13;
const UNAUTHENTICATED = 16;

const HEADERS = { ":status": 200, "content-type": CONTENT_TYPE };

/** Returns a method that answers many calls of another one, by a frame for each: its flag is the code of the result. */
export function eachOf(method: UnaryMethod, path: string): UnaryMethod {
  const answerOne = async (message: Buffer): Promise<Frame> => {
    try {
      return { flag: OK, message: await responseOf(method, message) };
    } catch (error) {
      const { code, details } = resultOf(error);
      return { flag: code, message: Buffer.from(details) };
    }
  };
  return {
    path,
    requestDeserialize: splitFrames,
    handle: (calls: ReturnType<typeof splitFrames>) => Promise.all(calls.map(({ message }) => answerOne(message))),
    responseSerialize: joinFrames,
  };
}

async function responseOf(method: UnaryMethod, message: Buffer): Promise<Uint8Array> {
  const { requestDeserialize, responseSerialize, handle } = method;
  return responseSerialize((await handle(requestDeserialize(message) as never)) as never);
}

/**
 * Serves unary gRPC methods on a loopback port. `@grpc/grpc-js` can do much more, and takes several times as long and as much memory for a
 * call, of which there is one for each resource of a stack, and thousands at once.
 */
export async function serveUnary(methods: UnaryMethod[]): Promise<{ port: number; close(): void }> {
  const byPath = new Map(methods.map((method) => [method.path, method]));
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer({
    maxSessionMemory: Number.MAX_SAFE_INTEGER,
    settings: { initialWindowSize: WINDOW_BYTES },
  });
  server.on("session", (session) => {
    sessions.add(session);
    session.setLocalWindowSize(WINDOW_BYTES);
    session.on("error", () => undefined); // the client's process has ended
    session.once("close", () => sessions.delete(session));
  });
  server.on("stream", (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on("error", () => undefined);
    const method = byPath.get(headers[":path"] ?? "");
    if (method === undefined) {
      refuse(stream, UNIMPLEMENTED, `There is no method ${headers[":path"]}.`);
      stream.resume();
      return;
    }
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.once("end", () => void answer(stream, method, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      sessions.forEach((session) => session.destroy());
    },
  };
}

async function answer(stream: ServerHttp2Stream, method: UnaryMethod, body: Buffer = Buffer.alloc(0)): Promise<void> {
  try {
    if (body[0] !== 0) {
      refuse(stream, UNIMPLEMENTED, "Compressed messages are not read.");
      return;
    }
    const response = await responseOf(method, body.subarray(PREFIX_BYTES));
    if (isOver(stream)) {
      return;
    }
    stream.respond(HEADERS, { waitForTrailers: true });
    stream.once("wantTrailers", () => {
      if (!isOver(stream)) {
        stream.sendTrailers({ "grpc-status": OK });
      }
    });
    stream.end(framed(response));
  } catch (error) {
    const { code, details } = resultOf(error);
    refuse(stream, code, details);
  }
}

/** The code and the text of an error; those of gRPC have both. */
function resultOf(error: unknown): { code: number; details: string } {
  const { code, details } = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  const message = error instanceof Error ? error.message : String(error);
  return {
    // an error of Node.js may have a number of another kind
    code: typeof code === "number" && code > OK && code <= UNAUTHENTICATED ? code : INTERNAL,
    details: typeof details === "string" && details !== "" ? details : message,
  };
}

/** Returns whether the client has cancelled the call: a stream that is closed is destroyed later, and takes no headers until then. */
function isOver(stream: ServerHttp2Stream): boolean {
  return stream.destroyed || stream.closed;
}

function refuse(stream: ServerHttp2Stream, code: number, details: string): void {
  if (!isOver(stream) && !stream.headersSent) {
    // half a surrogate pair has no percent encoding
    const message = encodeURI(Buffer.from(details).toString());
    stream.respond({ ...HEADERS, "grpc-status": code, "grpc-message": message }, { endStream: true });
  }
}
