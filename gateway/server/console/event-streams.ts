import type { IncomingMessage, ServerResponse } from "node:http";

/** Pages that are open at once: a browser opens six connections to a host. */
const MAX_STREAMS = 8;
/** Bytes that a page which takes nothing in may have waiting for it. */
const MAX_BUFFERED = 4 * 1024 * 1024;

/**
 * Sends what happens to the open pages, as server-sent events.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class EventStreams {
  private readonly streams = new Set<ServerResponse>();
  /** By the event's name. */
  private readonly timers = new Map<string, NodeJS.Timeout>();

  get isWatched(): boolean {
    return this.streams.size > 0;
  }

  open(message: IncomingMessage, outgoing: ServerResponse): void {
    if (this.streams.size >= MAX_STREAMS) {
      outgoing.writeHead(503, { "content-type": "text/plain", "retry-after": "5" });
      outgoing.end(`${MAX_STREAMS} live pages are open: close one.`);
      return;
    }
    outgoing.writeHead(200, { "content-type": "text/event-stream" });
    outgoing.write("retry: 1000\n\n");
    this.streams.add(outgoing);
    message.socket.setNoDelay(true);
    outgoing.on("close", () => this.streams.delete(outgoing));
  }

  /**
   * Sends an event after a while, with the data as it is then: it stands for all of its name that come until then.
   *
   * @param delay Milliseconds.
   */
  send(name: string, delay: number, data: () => object): void {
    if (this.isWatched && !this.timers.has(name)) {
      this.timers.set(
        name,
        setTimeout(() => {
          this.timers.delete(name);
          this.write(`event: ${name}\ndata: ${JSON.stringify(data())}\n\n`);
        }, delay),
      );
    }
  }

  close(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
    this.streams.forEach((stream) => stream.end());
  }

  private write(text: string): void {
    for (const stream of this.streams) {
      if (stream.writableLength > MAX_BUFFERED) {
        stream.destroy(); // the page connects again, and then asks for all of it
      } else {
        stream.write(text);
      }
    }
  }
}
