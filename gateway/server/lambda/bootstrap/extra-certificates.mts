import { existsSync, readFileSync } from "node:fs";

/** Does for this worker alone what Node.js does with NODE_EXTRA_CA_CERTS when a process starts. */
export async function trustExtraCertificates(file: string | undefined): Promise<void> {
  if (file === undefined || !existsSync(file)) {
    return;
  }
  const { default: tls } = await import("node:tls");
  const extra = readFileSync(file, "utf8");
  const createSecureContext = tls.createSecureContext;
  tls.createSecureContext = (options) => {
    const secure = createSecureContext(options);
    if (options?.ca === undefined) {
      (secure.context as { addCACert(pem: string): void }).addCACert(extra);
    }
    return secure;
  };
}
