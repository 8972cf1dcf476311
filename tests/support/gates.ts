import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Holds whoever asks for a gate, by `GET /<name>`, until the test lets them pass: so the steps of handlers and other processes come in
 * one order, however busy the machine is.
 */
export class Gates {
  private readonly held = new Map<string, ServerResponse[]>();
  private readonly open = new Set<string>();
  private readonly arrivals = new Map<string, { text: Promise<string>; arrive: (text: string) => void }>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Gates> {
    const server = createServer((message, response) => {
      const { pathname, search } = new URL(message.url ?? "/", "http://gates");
      gates.hold(pathname.slice(1), search.slice(1), response);
    });
    const gates = new Gates(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return gates;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves once somebody has come to a gate, with the query string that they came with. */
  reached(name: string): Promise<string> {
    return this.arrival(name).text;
  }

  /** Lets pass who waits at a gate, and who will. */
  pass(name: string): void {
    this.open.add(name);
    this.held.get(name)?.forEach((response) => response.end());
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private hold(name: string, query: string, response: ServerResponse): void {
    this.arrival(name).arrive(query);
    if (this.open.has(name)) {
      response.end();
    } else {
      this.held.set(name, [...(this.held.get(name) ?? []), response]);
    }
  }

  private arrival(name: string): { text: Promise<string>; arrive: (text: string) => void } {
    let arrive: (text: string) => void = () => undefined;
    const text = new Promise<string>((resolve) => (arrive = resolve));
    const arrival = this.arrivals.get(name) ?? { text, arrive };
    this.arrivals.set(name, arrival);
    return arrival;
  }
}
