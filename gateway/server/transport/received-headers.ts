import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { HeaderList } from "../../behavior/shared/request";

/** Of the last request of each connection. */
const last = new WeakMap<Socket, ReceivedHeaders>();

/**
 * The headers of a request, in the order received. A client sends the same ones with each request of a connection, as a rule: such requests
 * share them, with all that was worked out of them.
 */
export class ReceivedHeaders {
  readonly pairs: HeaderList;
  /** Bytes: Node.js reads headers as Latin-1. */
  readonly valuesSize: number;
  /** Indicates whether there are several Host headers, of which each could be meant for someone else. */
  readonly repeatsHost: boolean;
  private readonly derivations = new Map<unknown, unknown>();
  private readonly firsts = new Map<string, string>();

  private constructor(private raw: readonly string[]) {
    const pairs: [string, string][] = [];
    let size = 0;
    let hosts = 0;
    for (let index = 0; index < raw.length; index += 2) {
      const value = raw[index + 1] ?? "";
      const name = raw[index] ?? "";
      size += value.length;
      pairs.push([name, value]);
      const lower = name.toLowerCase();
      hosts += lower === "host" ? 1 : 0;
      if (!this.firsts.has(lower)) {
        this.firsts.set(lower, value);
      }
    }
    this.pairs = pairs;
    this.valuesSize = size;
    this.repeatsHost = hosts > 1;
  }

  /** Returns the headers of a message: those of the request before it on its connection, where they are the same. */
  static of({ socket, rawHeaders }: Pick<IncomingMessage, "socket" | "rawHeaders">): ReceivedHeaders {
    const before = last.get(socket);
    if (before?.isOf(rawHeaders) === true) {
      before.raw = rawHeaders; // the next look at this request's headers is a quick one
      return before;
    }
    const headers = new ReceivedHeaders(rawHeaders);
    last.set(socket, headers);
    return headers;
  }

  /** Returns the value of a header, by its name in lower case; of several the first, as `IncomingMessage.headers` has that of `host`. */
  first(name: string): string | undefined {
    return this.firsts.get(name);
  }

  /** Returns the headers without those of a name, in lower case. */
  without(name: string): ReceivedHeaders {
    return new ReceivedHeaders(this.pairs.filter(([header]) => header.toLowerCase() !== name).flat());
  }

  /** Returns what a function makes of the headers. It is asked once for requests that share them. */
  derived<T>(make: (headers: HeaderList) => T): T {
    if (!this.derivations.has(make)) {
      this.derivations.set(make, make(this.pairs));
    }
    return this.derivations.get(make) as T;
  }

  private isOf(raw: readonly string[]): boolean {
    return raw === this.raw || (raw.length === this.raw.length && raw.every((text, index) => text === this.raw[index]));
  }
}
