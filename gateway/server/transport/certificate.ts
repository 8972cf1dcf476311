import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import { bitString, boolean, context, integer, objectId, octetString, sequence, set, text, time } from "./der";

/** A certificate with its key, as PEM text. */
export interface CertifiedKey {
  cert: string;
  key: string;
}

/** The contents of a certificate; its key is made with it. */
export interface CertificateRequest {
  /** Of the subject. */
  commonName: string;
  /** DNS names and addresses that it is for. @default none: it serves nobody itself */
  names?: readonly string[];
  /** True where it may vouch for others. */
  isAuthority: boolean;
  /** The days from now on for which it is valid. */
  days: number;
  /** The authority that vouches for it. @default the certificate itself */
  issuer?: { commonName: string; key: string };
}

const ECDSA_WITH_SHA256 = sequence(objectId("1.2.840.10045.4.3.2"));
const COMMON_NAME = objectId("2.5.4.3");
const SERVER_AUTH = objectId("1.3.6.1.5.5.7.3.1");
/** `keyCertSign` and `digitalSignature` as bits, with the number of bits that are not used. */
const AUTHORITY_USAGE = bitString(Buffer.from([0x84]), 2);
const SERVER_USAGE = bitString(Buffer.from([0x80]), 7);
const VERSION_3 = integer(Buffer.from([2]));

/**
 * Makes a certificate with a new key on the curve P-256. Why no package does: docs/decisions/0018-certificates-are-written-here.md.
 * https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function makeCertificate(request: CertificateRequest): CertifiedKey {
  const { commonName, days, issuer } = request;
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signingKey = issuer === undefined ? privateKey : createPrivateKey(issuer.key);
  const own = publicKey.export({ type: "spki", format: "der" });
  const issuers = createPublicKey(signingKey).export({ type: "spki", format: "der" });
  const now = Date.now();
  const contents = sequence(
    context(0, VERSION_3),
    integer(randomBytes(16)),
    ECDSA_WITH_SHA256,
    name(issuer?.commonName ?? commonName),
    sequence(time(new Date(now)), time(new Date(now + days * 86_400_000))),
    name(commonName),
    own,
    context(3, sequence(...extensions(request, keyId(own), keyId(issuers)))),
  );
  const certificate = sequence(contents, ECDSA_WITH_SHA256, bitString(sign("sha256", contents, signingKey)));
  return {
    cert: pem(certificate),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function name(commonName: string): Buffer {
  return sequence(set(sequence(COMMON_NAME, text(commonName))));
}

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1 */
function extensions({ names = [], isAuthority }: CertificateRequest, subjectId: Buffer, issuerId: Buffer): Buffer[] {
  const all = [
    extension("2.5.29.19", isAuthority ? sequence(boolean(true)) : sequence(), true),
    extension("2.5.29.15", isAuthority ? AUTHORITY_USAGE : SERVER_USAGE, true),
    extension("2.5.29.14", octetString(subjectId)),
    extension("2.5.29.35", sequence(context(0, issuerId, false))),
  ];
  if (names.length > 0) {
    all.push(extension("2.5.29.37", sequence(SERVER_AUTH)));
    all.push(extension("2.5.29.17", sequence(...names.map(alternativeName))));
  }
  return all;
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return isCritical
    ? sequence(objectId(id), boolean(true), octetString(value))
    : sequence(objectId(id), octetString(value));
}

function alternativeName(value: string): Buffer {
  return isIP(value) === 0 ? context(2, Buffer.from(value), false) : context(7, addressBytes(value), false);
}

/** Returns the bytes of an IP address, without the zone that one of IPv6 may have. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) {
    return Buffer.from(address.split(".").map(Number));
  }
  // written in full, without a part in the form of IPv4
  const host = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.slice(1, -1);
  const [before = "", after] = host.split("::");
  const [left, right] = [groups(before), groups(after ?? "")];
  const missing = Array.from<number>({ length: 8 - left.length - right.length }).fill(0);
  const bytes = Buffer.alloc(16);
  [...left, ...missing, ...right].forEach((group, index) => bytes.writeUInt16BE(group, index * 2));
  return bytes;
}

function groups(part: string): number[] {
  return part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
}

/** Returns what names a key: 160 bits of the hash of its bits, which on the curve are the last 65 bytes. https://www.rfc-editor.org/rfc/rfc7093#section-2 */
function keyId(spki: Buffer): Buffer {
  return createHash("sha256").update(spki.subarray(-65)).digest().subarray(0, 20);
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
