import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import type * as Selfsigned from "selfsigned";
import { optionalPackage } from "../../behavior/shared/optional-package";
import { makeProcessFolder } from "../shared/process-folder";

/** A certificate for this machine's loopback address, and the files that make AWS's SDKs trust it. */
export interface LocalCertificate {
  key: string;
  cert: string;
  /** The variables that name the files. */
  environment: Record<string, string>;
  remove(): Promise<void>;
}

const DAYS = 30;

/** Makes a certificate that lasts as long as the gateway; its key never leaves the process. */
export async function makeLocalCertificate(): Promise<LocalCertificate> {
  const purpose = "the local @connections endpoint of a WebSocket API";
  const { generate } = optionalPackage<typeof Selfsigned>("selfsigned", purpose);
  const made = await generate([{ name: "commonName", value: "gatewright local gateway" }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + DAYS * 86_400_000),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 7, ip: "127.0.0.1" },
          { type: 2, value: "localhost" },
        ],
      },
    ],
  });
  const folder = await makeProcessFolder("tls");
  const [own, bundle] = [join(folder, "local.pem"), join(folder, "bundle.pem")];
  await writeFile(own, made.cert);
  // botocore takes this file instead of its own list, so it holds the public authorities too
  await writeFile(bundle, [...rootCertificates, made.cert].join("\n"));
  return {
    key: made.private,
    cert: made.cert,
    environment: { NODE_EXTRA_CA_CERTS: own, AWS_CA_BUNDLE: bundle },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
