import { X509Certificate } from "node:crypto";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { ClientCertificate } from "../../behavior/shared/client-certificate";

/** The certificate that the client of a connection presented, if an authority of the domain's truststore vouches for it. */
export function clientCertificate(socket: Socket): ClientCertificate | undefined {
  const raw = socket instanceof TLSSocket && socket.authorized ? socket.getPeerCertificate().raw : undefined;
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

/** From one part a line, the widest first, to one line, the closest first. */
function distinguishedName(lines: string): string {
  return lines.split("\n").reverse().join(",");
}
