import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type CertifiedKey, makeCertificate } from "./certificate";
import { makeStateDirectory } from "../shared/state-directory";

const AUTHORITY_DAYS = 825;
const CERTIFICATE_DAYS = 30;
const NAME = "Gatewright local authority";
/** Certificates that are kept: a client can ask for any name below localhost. */
const MAX_ISSUED = 256;

/**
 * An authority of this machine alone, which vouches for whatever name a client asks the gateway for. Clients that trust
 * its certificate trust all of them.
 */
export class LocalAuthority {
  private readonly issued = new Map<string, CertifiedKey>();

  private constructor(
    private readonly own: CertifiedKey,
    /** The file with the authority's certificate, where it is kept. */
    readonly file: string | undefined,
  ) {}

  /** Opens the authority that a folder has, or makes one; without a folder it lasts as long as the process. */
  static async open(stateDirectory: string | undefined): Promise<LocalAuthority> {
    if (stateDirectory === undefined) {
      return new LocalAuthority(newAuthority(), undefined);
    }
    const files = { cert: join(stateDirectory, "authority.pem"), key: join(stateDirectory, "authority-key.pem") };
    const kept = await readKept(files);
    const own = kept ?? newAuthority();
    if (kept === undefined) {
      await writeWhole(files.key, own.key);
      await writeWhole(files.cert, own.cert);
    }
    return new LocalAuthority(own, files.cert);
  }

  /** The authority's certificate, for clients to trust. */
  get certificate(): string {
    return this.own.cert;
  }

  /** A certificate for a host name or an address, made the first time that somebody asks for it. */
  certificateFor(name: string): CertifiedKey {
    const known = this.issued.get(name);
    if (known !== undefined) {
      return known;
    }
    if (this.issued.size >= MAX_ISSUED) {
      this.issued.clear();
    }
    const issuer = { commonName: NAME, key: this.own.key };
    const made = makeCertificate({
      commonName: name,
      names: [name],
      isAuthority: false,
      days: CERTIFICATE_DAYS,
      issuer,
    });
    this.issued.set(name, made);
    return made;
  }
}

function newAuthority(): CertifiedKey {
  return makeCertificate({ commonName: NAME, isAuthority: true, days: AUTHORITY_DAYS });
}

/**
 * Reads the files of an authority; undefined before the first start, or where it is no longer valid.
 *
 * @throws Error where a file cannot be read, or the two do not belong together
 */
async function readKept(files: CertifiedKey): Promise<CertifiedKey | undefined> {
  const [cert, key] = await Promise.all([readText(files.cert), readText(files.key)]);
  if (cert === undefined || key === undefined) {
    return undefined;
  }
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert);
    if (!certificate.ca || !certificate.checkPrivateKey(createPrivateKey(key))) {
      throw new Error("the key is another one's");
    }
  } catch {
    throw new Error(`${files.cert} and ${files.key} hold no local authority: remove both, and a new one is made`);
  }
  return Date.parse(certificate.validTo) > Date.now() ? { cert, key } : undefined;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return undefined;
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be read (${why}): make it readable, or remove it, and a new authority is made`);
  }
}

/** Writes a file as a whole or not at all, readable by its owner alone. */
async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  try {
    makeStateDirectory(dirname(file));
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be written (${why}): make its folder writable`);
  }
}
