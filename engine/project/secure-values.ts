import { EvaluationError, printLocation } from "../evaluation-error";
import { type SourceLocation } from "../graph/graph";
import { SECRET_PLACEHOLDER } from "../../language/secret-placeholder";
import { type Decrypter, passphrase, passphraseDecrypter } from "./secrets";
import type { YamlFile } from "./yaml-file";
import { isRecord } from "../../language/is-record";

/**
 * Returns what opens the `secure:` values of a stack's file: undefined where they stay closed, for want of a passphrase or because
 * another secrets provider made them.
 *
 * @throws EvaluationError where the passphrase is not the stack's, or its salt has another form
 */
export async function openSecrets(file: YamlFile, environment: NodeJS.ProcessEnv): Promise<Decrypter | undefined> {
  const { encryptionsalt: salt } = file.content;
  const phrase = passphrase(environment);
  if (typeof salt !== "string" || phrase === undefined) {
    return undefined; // another secrets provider, or no passphrase: the placeholder stands in
  }
  const location = file.locationOf("encryptionsalt");
  try {
    const decrypter = await passphraseDecrypter(salt, phrase);
    if (decrypter === undefined) {
      const message = `${printLocation(location)}: PULUMI_CONFIG_PASSPHRASE is not the passphrase of this stack.`;
      throw new EvaluationError(message, { location });
    }
    return decrypter;
  } catch (error) {
    if (error instanceof EvaluationError || !(error instanceof Error)) {
      throw error;
    }
    throw new EvaluationError(`${printLocation(location)}: "encryptionsalt" ${error.message}.`, { location });
  }
}

/** Returns whether a value is a `secure:` one, or has one in it. */
export function containsSecure(value: unknown): boolean {
  return isSecure(value) || (typeof value === "object" && value !== null && Object.values(value).some(containsSecure));
}

/** The value with what is `secure:` in it opened, or the placeholder in its place. */
export function openedValue(value: unknown, decrypter: Decrypter | undefined, location: SourceLocation): unknown {
  if (isSecure(value)) {
    try {
      return decrypter === undefined ? SECRET_PLACEHOLDER : decrypter(value.secure);
    } catch {
      const message =
        `${printLocation(location)}: this secure value was not made for this stack, or is damaged. ` +
        "Set it again with `pulumi config set --secret`.";
      throw new EvaluationError(message, { location });
    }
  }
  if (Array.isArray(value)) {
    return value.map((item) => openedValue(item, decrypter, location));
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, openedValue(item, decrypter, location)]))
    : value;
}

function isSecure(value: unknown): value is { secure: string } {
  return isRecord(value) && typeof value.secure === "string" && Object.keys(value).length === 1;
}
