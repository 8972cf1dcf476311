import { status } from "@grpc/grpc-js";
import { type ClientHttp2Session, connect, constants, type IncomingHttpHeaders } from "node:http2";
import { CONTENT_TYPE, framed, PREFIX_BYTES, WINDOW_BYTES } from "../language/grpc-frame";

/** An answer that is not the one that was asked for, in the words of gRPC. */
export class CallError extends Error {
  constructor(
    readonly code: status,
    readonly details: string,
  ) {
    super(details);
  }
}

/**
 * Calls unary methods over one connection. A client of `@grpc/grpc-js` can do much more, and takes twice as long for a call, of which there is
 * one for each resource of a stack.
 */
export class UnaryClient {
  private session: ClientHttp2Session | undefined;

  constructor(
    private readonly authority: string,
    /** The time that a call may take. */
    private readonly timeoutMs: number,
  ) {}

  /** Returns the bytes of the response. @throws CallError */
  call(path: string, message: Buffer): Promise<Buffer> {
    const stream = this.connected().request({
      ":method": "POST",
      ":path": path,
      "content-type": CONTENT_TYPE,
      te: "trailers",
    });
    stream.end(framed(message));
    const chunks: Buffer[] = [];
    let result: IncomingHttpHeaders = {};
    const keepResult = (headers: IncomingHttpHeaders): void => {
      result = "grpc-status" in headers ? headers : result;
    };
    stream.on("response", keepResult);
    stream.on("trailers", keepResult);
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new CallError(status.DEADLINE_EXCEEDED, `Deadline exceeded after ${this.timeoutMs / 1000} s`));
        stream.close(constants.NGHTTP2_CANCEL);
      }, this.timeoutMs);
      stream.on("error", () => undefined); // a close follows
      stream.once("close", () => {
        clearTimeout(timer);
        const code = Number(result["grpc-status"] ?? status.UNAVAILABLE);
        if (code === Number(status.OK)) {
          resolve(Buffer.concat(chunks).subarray(PREFIX_BYTES));
        } else {
          reject(new CallError(code, detailsOf(result)));
        }
      });
    });
  }

  close(): void {
    this.session?.destroy();
  }

  private connected(): ClientHttp2Session {
    if (this.session === undefined || this.session.closed || this.session.destroyed) {
      this.session = connect(this.authority, {
        // otherwise a large request that is under way has others refused
        maxSessionMemory: Number.MAX_SAFE_INTEGER,
        settings: { initialWindowSize: WINDOW_BYTES, enablePush: false },
      });
      this.session.on("error", () => undefined); // its calls fail
      this.session.once("connect", (session) => {
        if (!session.destroyed) {
          session.setLocalWindowSize(WINDOW_BYTES);
        }
      });
      this.session.setMaxListeners(0);
    }
    return this.session;
  }
}

function detailsOf({ "grpc-status": code, "grpc-message": message }: IncomingHttpHeaders): string {
  return code === undefined ? "The connection was closed." : percentDecoded(String(message ?? ""));
}

/**
 * "When decoding invalid values, implementations MUST NOT error or throw away the message."
 * https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */
function percentDecoded(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}
