import { isIP } from "node:net";
import {
  checkServerIdentity,
  connect,
  type ConnectionOptions,
  type DetailedPeerCertificate,
  type TLSSocket,
} from "node:tls";
import type { Network } from "../network";

export interface TlsObservation {
  /** The reason why no TLS connection came about, in the system's words. */
  failure?: string;
  protocol?: string;
  certificate?: ServedCertificate;
  /** Indicates whether TLS 1.0 or 1.1 is taken too; undefined where this could not be tried. */
  takesOldVersions?: boolean;
}

export interface ServedCertificate {
  /** The DNS names that it is for. */
  names: string[];
  issuer: string;
  /** Milliseconds since 1970. */
  notBefore: number;
  notAfter: number;
  coversHost: boolean;
  /** The reason why it is not trusted, as OpenSSL names it, such as `SELF_SIGNED_CERT_IN_CHAIN`. */
  distrust?: string;
}

/** Returns what the server really shows at the TLS handshake. No request is sent. */
export async function observeTls(url: URL, network: Network): Promise<TlsObservation> {
  try {
    const observed = await handshake(url, network, {}, read);
    return { ...observed, takesOldVersions: await takesOldVersions(url, network) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  function read(socket: TLSSocket): TlsObservation {
    const certificate = socket.getPeerCertificate(true);
    return { protocol: socket.getProtocol() ?? undefined, certificate: served(url.hostname, certificate, socket) };
  }
}

async function takesOldVersions(url: URL, network: Network): Promise<boolean | undefined> {
  // OpenSSL 3 speaks the old versions at security level 0 only
  const old: ConnectionOptions = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
  return handshake(url, network, old, () => true).catch(() => false);
}

function handshake<Result>(
  url: URL,
  network: Network,
  options: ConnectionOptions,
  read: (socket: TLSSocket) => Result,
): Promise<Result> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(url.port || 443),
      servername: isIP(host) === 0 ? host : undefined,
      ca: network.ca,
      lookup: network.lookup,
      // the checks judge the certificate: an untrusted one must be seen too
      rejectUnauthorized: false,
      ...options,
    });
    socket.setTimeout(network.timeoutMs, () => socket.destroy(new Error(`no answer within ${network.timeoutMs} ms`)));
    socket.once("error", reject);
    socket.once("secureConnect", () => {
      resolve(read(socket));
      socket.destroy();
    });
  });
}

function served(host: string, certificate: DetailedPeerCertificate, socket: TLSSocket): ServedCertificate {
  const names = (certificate.subjectaltname ?? "")
    .split(", ")
    .flatMap((name) => /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1] ?? []);
  return {
    names: names.length === 0 ? [oneOf(certificate.subject.CN)] : names,
    issuer: oneOf(certificate.issuer.CN ?? certificate.issuer.O),
    notBefore: Date.parse(certificate.valid_from),
    notAfter: Date.parse(certificate.valid_to),
    coversHost: checkServerIdentity(host, certificate) === undefined,
    distrust: socket.authorized ? undefined : distrust(socket),
  };
}

/** A wrong host name has a check of its own. */
function distrust({ authorizationError }: TLSSocket): string | undefined {
  const reason: unknown = authorizationError;
  const code = typeof reason === "object" && reason !== null && "code" in reason ? reason.code : reason;
  return code === "ERR_TLS_CERT_ALTNAME_INVALID" ? undefined : String(code);
}

function oneOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
