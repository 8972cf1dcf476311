import { Resolver } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";

/** The way the probes reach the network. */
export interface NetworkOptions {
  /** A DNS server, `192.0.2.53` or `127.0.0.1:5353`. @default the system's */
  resolver?: string;
  /** PEM of a further authority to trust. @default Node.js's own authorities alone */
  ca?: string;
  /** For each connection and each DNS query, in milliseconds. @default 10000 */
  timeoutMs?: number;
}

export interface Network {
  readonly resolver: Resolver;
  /** Authorities to trust, or undefined for the system's. */
  readonly ca: string[] | undefined;
  readonly timeoutMs: number;
  /** Resolves names for connections by the same DNS server that the DNS checks ask; undefined asks the system. */
  readonly lookup: LookupFunction | undefined;
}

export const DEFAULT_TIMEOUT_MS = 10_000;

export function openNetwork({ resolver: server, ca, timeoutMs = DEFAULT_TIMEOUT_MS }: NetworkOptions = {}): Network {
  const resolver = new Resolver({ timeout: Math.min(timeoutMs, 3_000), tries: 2 });
  if (server !== undefined) {
    try {
      resolver.setServers([server]);
    } catch {
      throw new Error(
        `--resolver "${server}" is not a DNS server: give an address, or an address and a port (127.0.0.1:5353).`,
      );
    }
  }
  return {
    resolver,
    ca: ca === undefined ? undefined : [...rootCertificates, ca],
    timeoutMs,
    lookup: server === undefined ? undefined : lookupWith(resolver),
  };
}

function lookupWith(resolver: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    resolver
      .resolve4(hostname)
      .then((addresses) => addresses.map((address) => ({ address, family: 4 })))
      .catch(async () => (await resolver.resolve6(hostname)).map((address) => ({ address, family: 6 })))
      .then(
        (found) => (options.all ? callback(null, found) : callback(null, found[0]?.address ?? "", found[0]?.family)),
        (error: NodeJS.ErrnoException) => callback(error, "", 4),
      );
  };
}
