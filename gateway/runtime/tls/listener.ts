import { createServer as createHttpServer, type RequestListener, type Server, type ServerOptions } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createSecureContext, type SecureContext } from "node:tls";
import type { DomainModel } from "../../model/domains/domain-model";
import { findDomain } from "../../model/domains/domain-selection";
import type { LocalAuthority } from "./local-authority";

/** What the server needs to know to speak TLS. */
export interface TlsListener {
  authority: LocalAuthority;
  /** The address that clients ask for without a name. */
  host: string;
  /** Whether clients are asked for a certificate: it is the same for all names of the server. */
  asksForCertificates: boolean;
  /** The domains that are served now. */
  domains: () => readonly DomainModel[];
}

/** A server of plain HTTP or, where `tls` is given, of HTTPS with a certificate for each name that a client asks for. */
export async function createListener(
  options: ServerOptions,
  tls: TlsListener | undefined,
  receive: RequestListener,
): Promise<Server> {
  if (tls === undefined) {
    return createHttpServer(options, receive);
  }
  const { authority, host, asksForCertificates } = tls;
  const secure = {
    ...(await authority.certificateFor(host)),
    minVersion: "TLSv1.2" as const,
    requestCert: asksForCertificates,
    // whoever is not trusted gets the domain's 403, as on AWS, and other domains need no certificate
    rejectUnauthorized: false,
    ca: authority.certificate,
    SNICallback: (name: string, done: (error: Error | null, context?: SecureContext) => void) => {
      contextFor(name, tls).then(
        (context) => done(null, context),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  };
  return createHttpsServer({ ...options, ...secure }, receive);
}

/** The certificate of a name, and the authorities that its clients must be vouched for by. */
async function contextFor(name: string, { authority, domains }: TlsListener): Promise<SecureContext> {
  const { cert, key } = await authority.certificateFor(name);
  const trusted = findDomain(domains(), name)?.mutualTls?.pem;
  return createSecureContext({ cert, key, minVersion: "TLSv1.2", ca: trusted ?? authority.certificate });
}
