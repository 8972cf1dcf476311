import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CryptoKey, JWK } from "jose";
import { jose } from "./jose";
import { makeStateDirectory } from "../shared/state-directory";

/** The local issuer's RSA key pair. */
export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  /** As it stands in the key set; no private part. */
  publicJwk: JWK;
}

const FILE = "issuer-key.json";

/** The key cannot be kept, because the state folder cannot be written. */
export class KeyNotKeptError extends Error {}

/**
 * Reads the project's key, or makes one at the first start, so that tokens live over restarts. Without a directory the
 * key lives as long as the process. The file holds a private key and is readable by its owner alone.
 *
 * @throws KeyNotKeptError where there is no key yet, and a new one cannot be written
 * @throws Error where the file is there and holds no RSA key
 */
export function openSigningKey(stateDirectory?: string): Promise<SigningKey> {
  return readOrMake(stateDirectory, true);
}

/** @param again Whether a key that another gateway makes meanwhile is read. */
async function readOrMake(stateDirectory: string | undefined, again: boolean): Promise<SigningKey> {
  if (stateDirectory === undefined) {
    return toSigningKey(await newPrivateJwk());
  }
  await jose(); // where it is missing, that is the error
  const file = join(stateDirectory, FILE);
  const stored = await readStored(file);
  if (stored !== undefined) {
    return stored;
  }
  const created = await newPrivateJwk();
  try {
    await writeOnce(file, `${JSON.stringify(created)}\n`);
  } catch (error) {
    if (again && isFileError(error, "EEXIST")) {
      // of two gateways that start at once, the first one's key stays; a link to nothing cannot be read the second time either
      return readOrMake(stateDirectory, false);
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new KeyNotKeptError(`${file} cannot be written (${why}): make its folder writable`);
  }
  return toSigningKey(created);
}

/** Writes a file as a whole or not at all, readable by its owner alone. Rejects with EEXIST where it is there already. */
async function writeOnce(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.${randomUUID().slice(0, 8)}`;
  makeStateDirectory(dirname(file));
  try {
    await writeFile(draft, text, { mode: 0o600, flag: "wx" });
    await link(draft, file).catch((error: unknown) => {
      if (!["EPERM", "ENOTSUP", "ENOSYS"].some((code) => isFileError(error, code))) {
        throw error;
      }
      return rename(draft, file); // a file system without links
    });
  } finally {
    await rm(draft, { force: true });
  }
}

function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

async function readStored(file: string): Promise<SigningKey | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (isFileError(error, "ENOENT")) {
      return undefined;
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be read (${why}): make it readable, or remove it, and a new key is made`);
  }
  try {
    return await toSigningKey(JSON.parse(text) as JWK);
  } catch {
    throw new Error(`${file} does not hold the local issuer's key: remove the file, and a new key is made`);
  }
}

async function newPrivateJwk(): Promise<JWK> {
  const { exportJWK, generateKeyPair } = await jose();
  const { privateKey } = await generateKeyPair("RS256", { modulusLength: 2048, extractable: true });
  return exportJWK(privateKey);
}

/** @throws Error where it is no private RSA key. */
async function toSigningKey(jwk: JWK): Promise<SigningKey> {
  const { calculateJwkThumbprint, importJWK } = await jose();
  const kid = await calculateJwkThumbprint(jwk);
  const privateKey = await importJWK(jwk, "RS256");
  if (privateKey instanceof Uint8Array || privateKey.type !== "private" || modulusLength(privateKey) < 2048) {
    throw new Error("the local issuer's key is not a private RSA key of 2048 bits");
  }
  return { kid, privateKey, publicJwk: { kty: "RSA", n: jwk.n, e: jwk.e, kid, alg: "RS256", use: "sig" } };
}

function modulusLength({ algorithm }: CryptoKey): number {
  return "modulusLength" in algorithm && typeof algorithm.modulusLength === "number" ? algorithm.modulusLength : 0;
}
