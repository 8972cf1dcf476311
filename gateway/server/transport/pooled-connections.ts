import type * as Undici from "undici";
import type { Agent, Client, Dispatcher } from "undici";
import { installedPackage } from "../../behavior/shared/optional-package";
import { Deadlines } from "../shared/deadlines";
import { type BackendRequest, type BackendResult, isRepeatable } from "./backend-request";
import { PooledExchange } from "./pooled-exchange";

/** A backend's answer; `stale` where the backend had closed the connection, and did not see the request. */
export type PooledResult = BackendResult | { kind: "stale"; why: string };

/** Connections that a backend may have at once. */
export const MAX_CONNECTIONS = 256;

/** No limits of a connection's own: the integration has the time that a backend may take. */
const UNLIMITED = { headersTimeout: 0, bodyTimeout: 0 };

/** The versions of undici whose handlers are those of `PooledExchange`. */
const VERSIONS = /^[67]\./;

/**
 * Connections to backends over undici's pools, which take a third of the time of `node:http`'s client. undici comes with
 * `@pulumi/pulumi` in most installations.
 */
export class PooledConnections {
  private readonly agents: Record<"verified" | "unverified", Agent>;

  private constructor(private readonly undici: typeof Undici) {
    this.agents = { verified: newAgent(undici, true), unverified: newAgent(undici, false) };
  }

  /** Loads undici: with the first request, since a program without HTTP backends does without it. Undefined where it is not installed. */
  static open(): PooledConnections | undefined {
    const { version = "" } = installedPackage<{ version?: string }>("undici/package.json") ?? {};
    const undici = VERSIONS.test(version) ? installedPackage<typeof Undici>("undici") : undefined;
    return undici && new PooledConnections(undici);
  }

  /** Resolves to `stale` where the request may be sent again. @param isFresh Sends it over a connection of its own. */
  send(backend: BackendRequest, headers: string[], isFresh = false): Promise<PooledResult> {
    const { url, method, body, timeoutMs } = backend;
    return new Promise((resolve) => {
      const deadlines = Deadlines.after(timeoutMs);
      const deadline = deadlines.add(() => {
        resolve({ kind: "timeout", why: `${url.origin} gave no answer within ${timeoutMs} ms` });
        exchange.cancel();
      });
      const exchange = new PooledExchange((end) => {
        deadlines.remove(deadline);
        resolve(end.kind === "response" ? end : unanswered(backend, end, isFresh));
      });
      const options = {
        method: method as Dispatcher.HttpMethod,
        headers,
        body: body ?? null,
        origin: url.origin,
        path: url.pathname + url.search,
      };
      this.dispatch(options, exchange, { isVerified: backend.skipsVerification !== true, isFresh });
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.agents.verified.destroy(), this.agents.unverified.destroy()]);
  }

  private dispatch(
    options: Agent.DispatchOptions,
    exchange: PooledExchange,
    { isVerified, isFresh }: { isVerified: boolean; isFresh: boolean },
  ): void {
    if (isFresh) {
      const client = new this.undici.Client(String(options.origin), {
        ...UNLIMITED,
        connect: connectOptions(isVerified),
      });
      client.dispatch(options, exchange);
      void client.close(); // once it is answered
    } else {
      (isVerified ? this.agents.verified : this.agents.unverified).dispatch(options, exchange);
    }
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
      if (handler instanceof PooledExchange) {
        handler.reusesConnection = this.isOpen;
      }
      return super.dispatch(options, handler);
    }
  };
}

function unanswered(
  backend: BackendRequest,
  { error, isStale }: { error: Error; isStale: boolean },
  isFresh: boolean,
): PooledResult {
  const why = `${backend.url.origin} gave ${codeOf(error)}`;
  return { kind: isStale && !isFresh && isRepeatable(backend) ? "stale" : "unreachable", why };
}

/** Returns the code by which people know an error. */
function codeOf(error: Error): string {
  const code = "code" in error ? String(error.code) : error.message;
  return code === "UND_ERR_SOCKET" ? "ECONNRESET" : code;
}
