import { isIP } from "node:net";
import { findDomain } from "../behavior/shared/domain-selection";
import type { DomainModel } from "../model/domains/domain-model";

/** A host name as a message can show it. */
const LONGEST_SHOWN = 100;

/** Names of AWS, which a web page cannot have: a client on this machine sends them in the Host header. */
const EXECUTE_API = /^[a-z0-9-]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/;

/**
 * The hosts that the gateway answers to. Any web page can have its own name resolve to 127.0.0.1 after it was loaded (DNS rebinding),
 * and is then of the same origin as the gateway: its requests have a Host header that is none of these. Addresses are safe, because
 * a browser sends one only where the page itself was loaded from it.
 */
export class ServedHosts {
  private readonly names: ReadonlySet<string>;
  /** The last host that was found to be served, which is that of nearly every request. */
  private known: { host: string; domains: readonly DomainModel[] } | undefined;

  /** @param more Further names: `*.example.com` has the names below it, `*` all. */
  constructor(listening: string, more: readonly string[] = []) {
    this.names = new Set([listening, ...more].map((name) => name.toLowerCase()));
  }

  /** Returns whether requests with this Host header are answered. HTTP/1.0 may leave it out, which no browser does. */
  has(host: string | undefined, domains: readonly DomainModel[]): boolean {
    if (host === undefined || (host === this.known?.host && domains === this.known.domains)) {
      return true;
    }
    const isServed = this.isServed(hostName(host), host, domains);
    if (isServed) {
      this.known = { host, domains };
    }
    return isServed;
  }

  private isServed(name: string, host: string, domains: readonly DomainModel[]): boolean {
    return (
      name === "" ||
      name === "localhost" ||
      name.endsWith(".localhost") ||
      isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0 ||
      EXECUTE_API.test(name) ||
      this.names.has(name) ||
      this.names.has("*") ||
      this.isBelow(name) ||
      findDomain(domains, host) !== undefined
    );
  }

  private isBelow(name: string): boolean {
    const parts = name.split(".");
    return parts.some((_, index) => index > 0 && this.names.has(["*", ...parts.slice(index)].join(".")));
  }
}

/** Returns the text of the 403 response to a host that is not served, which is also for the log. */
export function unservedHost(host: string | undefined): string {
  const name = hostName(host ?? "").slice(0, LONGEST_SHOWN);
  return `the gateway does not serve the host ${JSON.stringify(name)}. Start it with --allow-host ${name}, or request localhost`;
}

/** Returns the name in lower case, without a port and the dot of the root. */
function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
}
