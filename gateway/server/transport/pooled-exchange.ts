import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import type { HttpResponse } from "../../behavior/shared/request";
import { endToEndHeaders } from "./backend-headers";

/** The end of an exchange with a backend: its response, the body of which is in `stream` where it is still coming, or the error. */
export type ExchangeEnd =
  { kind: "response"; response: HttpResponse; stream?: Readable } | { kind: "error"; error: Error; isStale: boolean };

/**
 * One request to a backend over a pooled connection. Most responses are short and come whole with their head: those are handed on as they are. A stream is
 * made for the others alone.
 */
export class PooledExchange implements Dispatcher.DispatchHandlers {
  /** Set by the connection that sends the request: true where it was open already. */
  reusesConnection = false;
  private abort: ((error?: Error) => void) | undefined;
  private isCancelled = false;
  private isComplete = false;
  private response: HttpResponse | undefined;
  private readonly received: Buffer[] = [];
  private stream: BackendBody | undefined;
  private resume: () => void = () => undefined;

  constructor(private readonly end: (end: ExchangeEnd) => void) {}

  /** Stops waiting for the backend. */
  cancel(): void {
    this.isCancelled = true;
    if (!this.isComplete) {
      this.abort?.();
    }
  }

  onConnect(abort: (error?: Error) => void): void {
    this.abort = abort;
    if (this.isCancelled) {
      abort();
    }
  }

  onHeaders(statusCode: number, raw: Buffer[], resume: () => void): boolean {
    if (statusCode < 200) {
      return true; // as 103: the response follows
    }
    this.response = { statusCode, headers: endToEndHeaders(texts(raw)), body: new Uint8Array() };
    this.resume = resume;
    // once the bytes are read that came with the head
    queueMicrotask(() => this.handOn());
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (this.stream !== undefined) {
      return this.stream.push(chunk);
    }
    this.received.push(chunk);
    return true;
  }

  onComplete(): void {
    this.isComplete = true;
    this.stream?.push(null);
  }

  onError(error: Error): void {
    if (this.response === undefined) {
      this.end({ kind: "error", error, isStale: this.reusesConnection });
    } else if (!this.isComplete) {
      this.isComplete = true;
      this.bodyStream().destroy(error);
    }
  }

  private handOn(): void {
    const { response, received } = this;
    if (response === undefined) {
      return;
    }
    if (this.isComplete && this.stream === undefined) {
      const [first = new Uint8Array()] = received;
      this.end({
        kind: "response",
        response: { ...response, body: received.length > 1 ? Buffer.concat(received) : first },
      });
    } else {
      this.end({ kind: "response", response, stream: this.bodyStream() });
    }
  }

  private bodyStream(): BackendBody {
    if (this.stream === undefined) {
      this.stream = new BackendBody(this.resume, () => this.cancel());
      this.received.forEach((chunk) => this.stream?.push(chunk));
    }
    return this.stream;
  }
}

/** A response's body that is still coming. As the messages of `node:http`, it has no error where nobody listens for one. */
class BackendBody extends Readable {
  constructor(
    private readonly resumeBackend: () => void,
    private readonly cancel: () => void,
  ) {
    super();
  }

  override _read(): void {
    this.resumeBackend();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.cancel();
    done(this.listenerCount("error") > 0 ? error : null);
  }
}

function texts(raw: Buffer[]): string[] {
  return raw.map((bytes) => bytes.toString("latin1"));
}
