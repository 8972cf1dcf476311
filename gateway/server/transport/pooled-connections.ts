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

/** No limits of a connection's own: the integration has the time that a backend may take. API Gateway speaks HTTP/1.1 to backends. */
const OPTIONS = { headersTimeout: 0, bodyTimeout: 0, allowH2: false };

/** The versions of undici that take a `PooledExchange` for a handler: 8 by its wrapper of handlers of the earlier form. */
const VERSIONS = /^[678]\./;

/** undici 8 has it. */
interface HandlerWrapper {
  Dispatcher1Wrapper?: { wrapHandler(handler: Dispatcher.DispatchHandlers): Dispatcher.DispatchHandlers };
}

/**
 * Connections to backends over undici's pools, which take a third of the time of `node:http`'s client. undici comes with
 * `@pulumi/pulumi` in most installations.
 */
export class PooledConnections {
  private readonly agents: Record<"verified" | "unverified", Agent>;
  private readonly Connection: ConnectionClass;

  private constructor(undici: typeof Undici) {
    this.Connection = connectionClass(undici);
    const newAgent = (isVerified: boolean): Agent =>
      new undici.Agent({
        factory: (origin) =>
          new undici.Pool(origin, {
            ...optionsOf(isVerified),
            connections: MAX_CONNECTIONS,
            factory: (to, options) => new this.Connection(to, options),
          }),
      });
    this.agents = { verified: newAgent(true), unverified: newAgent(false) };
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
      const client = new this.Connection(new URL(String(options.origin)), optionsOf(isVerified));
      client.dispatch(options, exchange);
      void client.close(); // once it is answered
    } else {
      (isVerified ? this.agents.verified : this.agents.unverified).dispatch(options, exchange);
    }
  }
}

function optionsOf(isVerified: boolean): Client.Options {
  return { ...OPTIONS, connect: { rejectUnauthorized: isVerified, timeout: 0 } };
}

type ConnectionClass = new (origin: URL, options: Client.Options) => Client;

/** Returns the class of a connection that tells an exchange whether it was open before. */
function connectionClass(undici: typeof Undici): ConnectionClass {
  const { Client: Base, Dispatcher1Wrapper: wrapper }: typeof Undici & HandlerWrapper = undici;
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
      return super.dispatch(options, wrapper?.wrapHandler(handler) ?? handler);
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
