import { mkdir, readFile, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import type * as Selfsigned from "selfsigned";
import { optionalPackage } from "../../behavior/shared/optional-package";

/** A certificate with its key, as PEM text. */
export interface CertifiedKey {
  cert: string;
  key: string;
}

const AUTHORITY_DAYS = 825;
const CERTIFICATE_DAYS = 30;
const NAME = "Gatewright local authority";

/**
 * An authority of this machine alone, which vouches for whatever name a client asks the gateway for. Clients that trust
 * its certificate trust all of them.
 */
export class LocalAuthority {
  private readonly issued = new Map<string, Promise<CertifiedKey>>();

  private constructor(
    private readonly own: CertifiedKey,
    /** The file with the authority's certificate, where it is kept. */
    readonly file: string | undefined,
  ) {}

  /** Opens the authority that a folder has, or makes one; without a folder it lasts as long as the process. */
  static async open(stateDirectory: string | undefined): Promise<LocalAuthority> {
    if (stateDirectory === undefined) {
      return new LocalAuthority(await certify(NAME, [], undefined), undefined);
    }
    const files = { cert: join(stateDirectory, "authority.pem"), key: join(stateDirectory, "authority-key.pem") };
    const kept = await read(files).catch(() => undefined);
    const own = kept ?? (await certify(NAME, [], undefined));
    if (kept === undefined) {
      await mkdir(stateDirectory, { recursive: true });
      await writeFile(files.key, own.key, { mode: 0o600 });
      await writeFile(files.cert, own.cert);
    }
    return new LocalAuthority(own, files.cert);
  }

  /** The authority's certificate, for clients to trust. */
  get certificate(): string {
    return this.own.cert;
  }

  /** A certificate for a host name or an address, made the first time that somebody asks for it. */
  certificateFor(name: string): Promise<CertifiedKey> {
    const made = this.issued.get(name) ?? certify(name, [name], this.own);
    this.issued.set(name, made);
    return made;
  }
}

async function certify(
  commonName: string,
  names: string[],
  authority: CertifiedKey | undefined,
): Promise<CertifiedKey> {
  const { generate } = optionalPackage<typeof Selfsigned>("selfsigned", "HTTPS on this machine");
  const isAuthority = authority === undefined;
  const altNames = names.map((name) =>
    isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name },
  );
  const days = isAuthority ? AUTHORITY_DAYS : CERTIFICATE_DAYS;
  const made = await generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + days * 86_400_000),
    ...(isAuthority ? {} : { ca: authority }),
    extensions: [
      { name: "basicConstraints", cA: isAuthority, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: isAuthority, critical: true },
      ...(isAuthority
        ? []
        : [
            { name: "extKeyUsage" as const, serverAuth: true },
            { name: "subjectAltName" as const, altNames },
          ]),
    ],
  });
  return { cert: made.cert, key: made.private };
}

async function read(files: CertifiedKey): Promise<CertifiedKey> {
  const [cert, key] = await Promise.all([readFile(files.cert, "utf8"), readFile(files.key, "utf8")]);
  return { cert, key };
}
