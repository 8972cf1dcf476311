import { constants } from "node:crypto";
import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer, Server as HttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createSecureContext, type SecureContext } from "node:tls";
import type { DomainModel } from "../../model/domains/domain-model";
import { findDomain } from "../../behavior/shared/domain-selection";
import type { ServedHosts } from "../served-hosts";
import { watchConnections } from "./closing";
import type { LocalAuthority } from "./local-authority";
import { watchResponses } from "./upgrade";

/** The TLS settings of a listener. */
export interface TlsListener {
  authority: LocalAuthority;
  /** The address that clients ask for without a name. */
  host: string;
  /** Indicates whether clients are asked for a certificate: it is the same for all names of the server. */
  asksForCertificates: boolean;
  /** The domains that are served now. */
  domains: () => readonly DomainModel[];
  hosts: ServedHosts;
}

/**
 * No session is resumed where clients present certificates: a session keeps what the truststore of the first name said, and Node.js 20
 * resumes it under another name, as nginx did (https://nvd.nist.gov/vuln/detail/CVE-2025-23419).
 */
const NO_RESUMPTION = constants.SSL_OP_NO_TICKET;

const SERVER_OPTIONS = {
  /** Headers up to here are read, so that the gateway can answer 431 in API Gateway's words. */
  maxHeaderSize: 64 * 1024,
  /** Milliseconds: connections stay open for the next request as long as those of a load balancer do. */
  keepAliveTimeout: 65_000,
  /** Milliseconds: clients that connect and say nothing, or too slowly, do not stay for long. */
  headersTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
};

/** A server of plain HTTP or, where `tls` is given, of HTTPS with a certificate for each name that a client asks for. */
export function createListener(tls: TlsListener | undefined, receive: RequestListener): Server {
  if (tls === undefined) {
    return watched(createHttpServer(SERVER_OPTIONS, receive));
  }
  const { authority, host, asksForCertificates } = tls;
  const secure = {
    ...authority.certificateFor(host),
    minVersion: "TLSv1.2" as const,
    requestCert: asksForCertificates,
    ...(asksForCertificates ? { secureOptions: NO_RESUMPTION } : undefined),
    // whoever is not trusted gets the domain's 403, as on AWS, and other domains need no certificate
    rejectUnauthorized: false,
    ca: authority.certificate,
    SNICallback: (name: string, done: (error: Error | null, context?: SecureContext) => void) => {
      if (!tls.hosts.has(name, tls.domains())) {
        done(null); // the certificate of the gateway's own address: no client makes it vouch for any name
        return;
      }
      try {
        done(null, contextFor(name, tls));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  };
  return watched(createHttpsServer({ ...SERVER_OPTIONS, ...secure }, receive));
}

function watched<T extends Server>(server: T): T {
  // as many as fit: Node.js would leave those out that come after a thousand, without a word
  server.maxHeadersCount = 0;
  return watchResponses(watchConnections(server));
}

/** Open connections, WebSocket ones included. A client that opens more must not take all of the process's memory and files. */
const MAX_CONNECTIONS = 4096;

/** Milliseconds between two lines about refused connections. */
const DROP_LOG_MS = 5_000;

/** Closes the connections beyond the limit as they come, and logs it from time to time. */
export function limitConnections(server: Server, log: (line: string) => void, limit = MAX_CONNECTIONS): void {
  let loggedAt = -Infinity;
  server.maxConnections = limit;
  server.on("drop", () => {
    if (performance.now() - loggedAt >= DROP_LOG_MS) {
      loggedAt = performance.now();
      log(`${limit} connections are open: further ones are closed until some of these end`);
    }
  });
}

/** The certificate of a name, and the authorities that its clients must be vouched for by. */
function contextFor(name: string, { authority, domains }: TlsListener): SecureContext {
  const { cert, key } = authority.certificateFor(name);
  const trusted = findDomain(domains(), name)?.mutualTls?.pem;
  return createSecureContext({ cert, key, minVersion: "TLSv1.2", ca: trusted ?? authority.certificate });
}

/**
 * Listens, and gives the server's URL without a slash at its end.
 *
 * @throws Error where the port is taken or the address cannot be listened on.
 */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new Error(listenProblem(error, host, port)));
    });
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  const scheme = server instanceof HttpsServer ? "https" : "http";
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${bound}`;
}

/** The reasons for which the system refuses an address, each with its fix. */
const LISTEN_PROBLEMS: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} of ${host} is taken by another program: end that one, or choose another port with --port.`,
  EADDRNOTAVAIL: (host) =>
    `${host} is not an address of this machine. Choose one with --host: 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses.`,
  ENOTFOUND: (host) =>
    `--host ${host} is neither an IP address nor a name of this machine. Write one, such as 127.0.0.1, or 0.0.0.0 for all addresses.`,
  EACCES: (host, port) =>
    `This user may not listen on port ${port} of ${host}: choose a port from 1024 on with --port.`,
};

function listenProblem({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  const known = code === undefined ? undefined : LISTEN_PROBLEMS[code === "EAI_AGAIN" ? "ENOTFOUND" : code];
  return known?.(host, port) ?? `Cannot listen on ${host}:${port}: ${message}. Choose another address with --host.`;
}
