import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CryptoKey, JWK } from "jose";

/** The local issuer's RSA key pair. */
export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  /** As it stands in the key set; no private part. */
  publicJwk: JWK;
}

const FILE = "issuer-key.json";

/**
 * Reads the project's key, or makes one at the first start, so that tokens live over restarts. Without a directory the
 * key lives as long as the process. The file holds a private key and is readable by its owner alone.
 *
 * @throws Error where the file is there and holds no RSA key.
 */
export async function openSigningKey(stateDirectory?: string): Promise<SigningKey> {
  if (stateDirectory === undefined) {
    return toSigningKey(await newPrivateJwk());
  }
  const file = join(stateDirectory, FILE);
  const stored = await readStored(file);
  if (stored !== undefined) {
    return toSigningKey(stored);
  }
  const created = await newPrivateJwk();
  await mkdir(stateDirectory, { recursive: true });
  try {
    // "wx": of two gateways that start at once, the first one's key stays
    await writeFile(file, `${JSON.stringify(created)}\n`, { mode: 0o600, flag: "wx" });
    await chmod(file, 0o600);
    return await toSigningKey(created);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") {
      return openSigningKey(stateDirectory);
    }
    throw error;
  }
}

async function readStored(file: string): Promise<JWK | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return undefined;
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be read (${why}): make it readable, or remove it, and a new key is made`);
  }
  const problem = `${file} does not hold the local issuer's key: remove the file, and a new key is made`;
  let stored: JWK;
  try {
    stored = JSON.parse(text) as JWK;
  } catch {
    throw new Error(problem);
  }
  if (stored.kty !== "RSA" || stored.d === undefined) {
    throw new Error(problem);
  }
  return stored;
}

async function newPrivateJwk(): Promise<JWK> {
  // loaded at need: only who mints tokens has to install it
  const { exportJWK, generateKeyPair } = await import("jose");
  const { privateKey } = await generateKeyPair("RS256", { modulusLength: 2048, extractable: true });
  return exportJWK(privateKey);
}

async function toSigningKey(jwk: JWK): Promise<SigningKey> {
  const { calculateJwkThumbprint, importJWK } = await import("jose");
  const kid = await calculateJwkThumbprint(jwk);
  const privateKey = await importJWK(jwk, "RS256");
  if (privateKey instanceof Uint8Array) {
    throw new Error("the local issuer's key is not an RSA key");
  }
  return { kid, privateKey, publicJwk: { kty: "RSA", n: jwk.n, e: jwk.e, kid, alg: "RS256", use: "sig" } };
}
