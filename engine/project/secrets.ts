import { createDecipheriv, pbkdf2 } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

/**
 * Pulumi's passphrase scheme: the key comes from PBKDF2 (SHA-256, 1,000,000 rounds), values are AES-256-GCM.
 * See https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/config/crypt.go
 */
const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const deriveKey = promisify(pbkdf2);

/** Opens `secure:` values of one stack. */
export type Decrypter = (secure: string) => string;

/** The passphrase that the Pulumi CLI would use, or undefined where none is set. */
export function passphrase(environment: NodeJS.ProcessEnv): string | undefined {
  const { PULUMI_CONFIG_PASSPHRASE: phrase, PULUMI_CONFIG_PASSPHRASE_FILE: file } = environment;
  return phrase ?? (file ? readFileSync(file, "utf8").trim() : undefined);
}

/**
 * @param salt the stack file's `encryptionsalt`: `v1:<salt>:v1:<nonce>:<"pulumi", sealed>`
 * @returns undefined where the passphrase is not the one that the salt was made with
 * @throws Error where the salt has another form
 */
export async function passphraseDecrypter(salt: string, phrase: string): Promise<Decrypter | undefined> {
  const [version, saltText, ...check] = salt.split(":");
  if (version !== "v1" || saltText === undefined) {
    throw new Error(`has a form that is not known: expected v1:<salt>:v1:<nonce>:<value>`);
  }
  const key = await deriveKey(phrase, Buffer.from(saltText, "base64"), ITERATIONS, KEY_BYTES, "sha256");
  const decrypter = (secure: string): string => open(secure, key);
  try {
    return decrypter(check.join(":")) === "pulumi" ? decrypter : undefined;
  } catch {
    return undefined;
  }
}

function open(secure: string, key: Buffer): string {
  const [version, nonce, sealed] = secure.split(":");
  if (version !== "v1" || nonce === undefined || sealed === undefined) {
    throw new Error("a secure value must have the form v1:<nonce>:<value>");
  }
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  return decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
}
