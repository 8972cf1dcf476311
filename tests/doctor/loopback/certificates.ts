import { generate } from "selfsigned";

export interface Certificate {
  key: string;
  cert: string;
}

export interface Validity {
  notBefore?: Date;
  notAfter?: Date;
}

const DAY_MS = 86_400_000;

/** An authority made for the tests, whose certificates clients trust once they are given its own. */
export class Authority {
  private constructor(private readonly own: Certificate) {}

  static async make(name = "doctor test authority"): Promise<Authority> {
    const made = await generate([{ name: "commonName", value: name }], {
      keyType: "ec",
      algorithm: "sha256",
      notAfterDate: inDays(3650),
      extensions: [
        { name: "basicConstraints", cA: true, critical: true },
        { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    return new Authority({ key: made.private, cert: made.cert });
  }

  get pem(): string {
    return this.own.cert;
  }

  async issue(names: string[], { notBefore, notAfter }: Validity = {}): Promise<Certificate> {
    const made = await generate([{ name: "commonName", value: names[0] ?? "" }], {
      keyType: "ec",
      algorithm: "sha256",
      ca: this.own,
      notBeforeDate: notBefore ?? inDays(-1),
      notAfterDate: notAfter ?? inDays(200),
      extensions: [
        { name: "basicConstraints", cA: false },
        { name: "extKeyUsage", serverAuth: true },
        { name: "subjectAltName", altNames: names.map((value) => ({ type: 2, value })) },
      ],
    });
    return { key: made.private, cert: made.cert };
  }
}

export function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}
