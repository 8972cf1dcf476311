import { generate } from "selfsigned";
import { defined } from "../../language/defined";

/** A certificate and its key. */
export interface Pem {
  cert: string;
  private: string;
}

/** Returns an authority of its own, or below another one. */
export function authority(commonName: string, above?: Pem): Promise<Pem> {
  return generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
    ],
    ...defined({ ca: above && { cert: above.cert, key: above.private } }),
  });
}

/** Returns a client's certificate, signed by an authority or by itself. @param valid From and to, in milliseconds. */
export function signed(commonName: string, by?: Pem, valid?: [from: number, to: number]): Promise<Pem> {
  return generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    ...defined({
      ca: by && { cert: by.cert, key: by.private },
      notBeforeDate: valid && new Date(valid[0]),
      notAfterDate: valid && new Date(valid[1]),
    }),
  });
}
