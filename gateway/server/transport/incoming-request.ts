import type { IncomingMessage } from "node:http";
import { type CipherNameAndProtocol, TLSSocket } from "node:tls";
import type { ClientCertificate } from "../../behavior/shared/client-certificate";
import type { HeaderList, HttpRequest } from "../../behavior/shared/request";
import { HTTP_API_LIMITS } from "../../../aws/quotas";
import { type Deadline, Deadlines } from "../shared/deadlines";
import { clientCertificate } from "./client-certificate";
import { ReceivedHeaders } from "./received-headers";

/** Before the address of an IPv4 client of a server that listens on IPv6: https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2 */
const IPV4_MAPPED = "::ffff:";

/** A request of the local server in the model's form. What few requests need is made when it is asked for. */
export class IncomingRequest implements HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly rawQueryString: string;
  readonly protocol: string;
  body?: Uint8Array;
  private receivedHeaders: ReceivedHeaders | undefined;

  /**
   * @param path What the client asked for without the part that names the API, query included.
   * @param method The method to take the request for. @default the client's
   */
  constructor(
    readonly message: IncomingMessage,
    path: string,
    method = message.method ?? "GET",
  ) {
    const query = path.indexOf("?");
    this.method = method;
    this.path = query < 0 ? path : path.slice(0, query);
    this.rawQueryString = query < 0 ? "" : path.slice(query + 1);
    this.protocol = `HTTP/${message.httpVersion}`;
  }

  /** Returns the headers, with what was worked out of them for requests that have the same. */
  get received(): ReceivedHeaders {
    this.receivedHeaders ??= ReceivedHeaders.of(this.message);
    return this.receivedHeaders;
  }

  get headers(): HeaderList {
    return this.received.pairs;
  }

  /** Takes a header away, by its name in lower case: one that does not hold any more. */
  removeHeader(name: string): void {
    this.receivedHeaders = this.received.without(name);
  }

  get sourceIp(): string {
    const { remoteAddress = "127.0.0.1" } = this.message.socket;
    return remoteAddress.startsWith(IPV4_MAPPED) ? remoteAddress.slice(IPV4_MAPPED.length) : remoteAddress;
  }

  /** Returns how the client came. */
  get scheme(): "http" | "https" {
    return this.message.socket instanceof TLSSocket ? "https" : "http";
  }

  get tls(): HttpRequest["tls"] {
    const { socket } = this.message;
    if (!(socket instanceof TLSSocket)) {
      return undefined;
    }
    // null once the client has left, which the types leave out
    const cipher: CipherNameAndProtocol | null = socket.getCipher();
    return { version: socket.getProtocol() ?? "", cipherSuite: cipher?.name ?? "" };
  }

  get clientCert(): ClientCertificate | undefined {
    return clientCertificate(this.message);
  }

  /** Returns whether the request line and the header values are longer than API Gateway takes. */
  get headersTooLarge(): boolean {
    const requestLine = this.method.length + (this.message.url?.length ?? 0) + this.protocol.length + 4;
    return requestLine + this.received.valuesSize > HTTP_API_LIMITS.requestLineAndHeaders.value;
  }

  /** The port that the client connected to. */
  get localPort(): number {
    return this.message.socket.localPort ?? 0;
  }

  /** `content-length` in bytes; undefined where the client did not say. */
  get declaredLength(): number | undefined {
    const length = this.received.first("content-length");
    return length === undefined ? undefined : Number(length);
  }

  get hasBody(): boolean {
    return this.received.first("transfer-encoding") !== undefined || (this.declaredLength ?? 0) > 0;
  }

  /**
   * Reads the body into memory; false where it is larger than API Gateway takes. What is over the limit is read and thrown away, so
   * that the client gets to the answer: many send all of their request first.
   */
  async readBody(): Promise<boolean> {
    const limit = HTTP_API_LIMITS.payload.value;
    const chunks: Buffer[] = [];
    const size = await consume(this.message, limit, (chunk) => chunks.push(chunk));
    if (size > limit) {
      return false;
    }
    this.body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    return true;
  }

  /** Throws the body away, as far as a client may go on sending it. */
  async discardBody(): Promise<void> {
    await consume(this.message, 0, () => undefined);
  }
}

/** The limits on what is read beyond the limit, in bytes and time, before the connection is closed on the client. */
const DISCARDED_BYTES = 64 * 1024 * 1024;
const DISCARDING_MS = 5_000;

/** Reads a message, and hands on what is within the limit. Resolves with the number of bytes, which may stop over the limit. */
function consume(message: IncomingMessage, limit: number, take: (chunk: Buffer) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let size = 0;
    let deadline: Deadline | undefined;
    const end = (): void => {
      if (deadline !== undefined) {
        Deadlines.after(DISCARDING_MS).remove(deadline);
      }
    };
    const stop = (): void => {
      end();
      message.off("data", onData).off("end", stop).off("close", stop).off("error", fail);
      resolve(size);
    };
    const fail = (error: Error): void => {
      end();
      reject(error);
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) {
        take(chunk);
        return;
      }
      deadline ??= Deadlines.after(DISCARDING_MS).add(stop);
      if (size - limit > DISCARDED_BYTES) {
        stop();
      }
    };
    message.on("data", onData).on("end", stop).on("close", stop).on("error", fail);
    if (message.readableEnded || message.destroyed) {
      stop();
    }
  });
}
