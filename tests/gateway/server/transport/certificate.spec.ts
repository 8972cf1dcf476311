import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { createServer, type Server } from "node:https";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:tls";
import { generate } from "selfsigned";
import { makeCertificate } from "../../../../gateway/server/transport/certificate";

const authority = makeCertificate({ commonName: "An authority", isAuthority: true, days: 2 });
const issuer = { commonName: "An authority", key: authority.key };

/** Judged by OpenSSL, which Node.js has. */
describe("a certificate that the gateway makes", () => {
  it("is its own authority's, which vouches for itself", () => {
    const made = new X509Certificate(authority.cert);
    assert.equal(made.ca, true);
    assert.equal(made.subject, "CN=An authority");
    assert.equal(made.verify(made.publicKey), true);
    assert.equal(made.checkPrivateKey(createPrivateKey(authority.key)), true);
    assert.equal(made.checkIssued(made), true);
  });

  it("is valid from now on for its days", () => {
    const { validFrom, validTo } = new X509Certificate(authority.cert);
    assert.ok(Date.parse(validFrom) <= Date.now(), validFrom);
    assert.equal(Date.parse(validTo) - Date.parse(validFrom), 2 * 86_400_000);
  });

  it("has the names and the addresses that it is for", () => {
    const names = ["api.example.com", "127.0.0.1", "::1", "fe80::1:2%eth0", "2001:db8:1:2:3:4:5:6", "::ffff:192.0.2.1"];
    const { cert } = makeCertificate({ commonName: "x", names, isAuthority: false, days: 1, issuer });
    assert.equal(
      new X509Certificate(cert).subjectAltName,
      "DNS:api.example.com, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:FE80:0:0:0:0:0:1:2, IP Address:2001:DB8:1:2:3:4:5:6, IP Address:0:0:0:0:0:FFFF:C000:201",
    );
  });

  it("is long where its name is", () => {
    const commonName = "n".repeat(300);
    const { cert } = makeCertificate({ commonName, names: [commonName], isAuthority: false, days: 1, issuer });
    assert.equal(new X509Certificate(cert).subject, `CN=${commonName}`);
  });

  describe("on a server", () => {
    let server: Server;
    afterEach(() => server.close());

    async function isTrusted(served: { cert: string; key: string }, ca: string): Promise<boolean> {
      server = createServer(served);
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const socket = connect({ host: "127.0.0.1", port, ca, servername: "localhost", rejectUnauthorized: false });
      await once(socket, "secureConnect");
      socket.destroy();
      return socket.authorized;
    }

    const request = { commonName: "localhost", names: ["localhost"], isAuthority: false, days: 1 };

    it("is trusted by who trusts its authority, and by nobody else", async () => {
      const other = makeCertificate({ commonName: "An authority", isAuthority: true, days: 2 });
      assert.equal(await isTrusted(makeCertificate({ ...request, issuer }), authority.cert), true);
      server.close();
      assert.equal(await isTrusted(makeCertificate({ ...request, issuer }), other.cert), false);
    });

    it("is trusted by who trusts it itself", async () => {
      const own = makeCertificate({ ...request, isAuthority: true });
      assert.equal(await isTrusted(own, own.cert), true);
    });

    it("is vouched for by an authority that an earlier version has kept", async () => {
      const kept = await generate([{ name: "commonName", value: "Gatewright local authority" }], {
        keyType: "ec",
        algorithm: "sha256",
        extensions: [
          { name: "basicConstraints", cA: true, critical: true },
          { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
        ],
      });
      const by = { commonName: "Gatewright local authority", key: kept.private };
      assert.equal(await isTrusted(makeCertificate({ ...request, issuer: by }), kept.cert), true);
    });
  });
});
