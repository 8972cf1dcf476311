import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { makeCertificate } from "../transport/certificate";
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
  const { cert, key } = makeCertificate({
    commonName: "gatewright local gateway",
    names: ["127.0.0.1", "localhost"],
    isAuthority: true,
    days: DAYS,
  });
  const folder = await makeProcessFolder("tls");
  const [own, bundle] = [join(folder, "local.pem"), join(folder, "bundle.pem")];
  await writeFile(own, cert);
  // botocore takes this file instead of its own list, so it holds the public authorities too
  await writeFile(bundle, [...rootCertificates, cert].join("\n"));
  return {
    key,
    cert,
    environment: { NODE_EXTRA_CA_CERTS: own, AWS_CA_BUNDLE: bundle },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
