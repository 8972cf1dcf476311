import { X509Certificate } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import type { ClientCertificate } from "../../behavior/shared/client-certificate";

/**
 * The certificate that the client of a connection presented, if an authority of the domain's truststore vouches for it. The
 * truststore is that of the name that the client asked for when it connected: for another host it vouches for nobody.
 */
export function clientCertificate({ socket, headers }: IncomingMessage): ClientCertificate | undefined {
  const raw =
    socket instanceof TLSSocket && socket.authorized && servername(socket) === hostname(headers.host)
      ? socket.getPeerCertificate().raw
      : undefined;
  if (raw === undefined) {
    return undefined;
  }
  const certificate = new X509Certificate(raw);
  return {
    clientCertPem: certificate.toString(),
    subjectDN: distinguishedName(certificate.subject),
    issuerDN: distinguishedName(certificate.issuer),
    serialNumber: (certificate.serialNumber.toLowerCase().match(/../g) ?? []).join(":"),
    validity: { notBefore: certificate.validFrom, notAfter: certificate.validTo },
  };
}

/** Returns the name of the TLS handshake, which the types of Node.js leave out. */
function servername(socket: TLSSocket): string {
  const name: unknown = Reflect.get(socket, "servername");
  return typeof name === "string" ? name.toLowerCase() : "";
}

function hostname(host = ""): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

/** From one part a line, the widest first, to one line, the closest first. */
function distinguishedName(lines: string): string {
  return lines.split("\n").reverse().join(",");
}
