import type * as Undici from "undici";
import type { Agent, Client, Dispatcher } from "undici";
import { BackendExchange } from "./backend-exchange";

/** Connections that a backend may have at once. */
const MAX_CONNECTIONS = 256;

/** No limits of a connection's own: the integration has the time that a backend may take. */
const UNLIMITED = { headersTimeout: 0, bodyTimeout: 0 };

/** Connections to backends, which stay open between requests. */
export class BackendConnections {
  private readonly agents: Record<"verified" | "unverified", Agent>;

  private constructor(private readonly undici: typeof Undici) {
    this.agents = { verified: newAgent(undici, true), unverified: newAgent(undici, false) };
  }

  /** Loads the package that makes connections: a program without HTTP backends does without it. */
  static async open(): Promise<BackendConnections> {
    return new BackendConnections(await import("undici"));
  }

  /** @param isFresh Sends it over a connection of its own. @default false */
  dispatch(
    { url, isVerified, isFresh = false }: { url: URL; isVerified: boolean; isFresh?: boolean },
    request: Pick<Dispatcher.DispatchOptions, "method" | "headers" | "body">,
    exchange: BackendExchange,
  ): void {
    const options: Agent.DispatchOptions = {
      ...request,
      origin: url.origin,
      path: url.pathname + url.search,
    };
    if (isFresh) {
      const client = new this.undici.Client(url.origin, { ...UNLIMITED, connect: connectOptions(isVerified) });
      client.dispatch(options, exchange);
      void client.close(); // once it is answered
    } else {
      (isVerified ? this.agents.verified : this.agents.unverified).dispatch(options, exchange);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.agents.verified.destroy(), this.agents.unverified.destroy()]);
  }
}

function newAgent(undici: typeof Undici, isVerified: boolean): Agent {
  const Connection = connectionClass(undici);
  return new undici.Agent({
    factory: (origin) =>
      new undici.Pool(origin, {
        ...UNLIMITED,
        connections: MAX_CONNECTIONS,
        connect: connectOptions(isVerified),
        factory: (to, options) => new Connection(to, options),
      }),
  });
}

function connectOptions(isVerified: boolean): { rejectUnauthorized: boolean; timeout: number } {
  return { rejectUnauthorized: isVerified, timeout: 0 };
}

/** Returns the class of a connection that tells an exchange whether it was open before. */
function connectionClass({ Client: Base }: typeof Undici): new (origin: URL, options: Client.Options) => Client {
  return class Connection extends Base {
    private isOpen = false;

    constructor(origin: URL, options: Client.Options) {
      super(origin, options);
      this.on("connect", () => (this.isOpen = true));
      this.on("disconnect", () => (this.isOpen = false));
    }

    override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandlers): boolean {
      if (handler instanceof BackendExchange) {
        handler.reusesConnection = this.isOpen;
      }
      return super.dispatch(options, handler);
    }
  };
}
