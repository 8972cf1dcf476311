import { Undecided } from "./unknown";

/** The text that Pulumi writes for a secret that it cannot or must not show, alone or within a longer text. */
const PLACEHOLDER = "[secret]";

/** Thrown where a rule reads a secret of which only the placeholder is there. */
export class ClosedSecret extends Undecided {
  constructor(path: string) {
    super(`${path} is a secret whose value is not known here`);
  }
}

const closed = new WeakMap<object, object>();

/**
 * Returns the properties, where reading a secret throws `ClosedSecret` if only its placeholder is there: a secret of the stack's config
 * without its passphrase, of a state file with ciphertext, or of a preview. The placeholder is no value to judge.
 */
export function closeSecrets<T extends object>(properties: T): T {
  const known = closed.get(properties);
  if (known !== undefined) {
    return known as T;
  }
  const guarded = holdsPlaceholder(unproxied(properties)) ? guard(properties, "") : properties;
  closed.set(properties, guarded);
  return guarded;
}

/** Looks behind the engine's proxies, so that unknown values don't throw. Assets are not looked into. */
function holdsPlaceholder(value: unknown): boolean {
  if (typeof value === "string") {
    return value.includes(PLACEHOLDER);
  }
  if (Array.isArray(value)) {
    return value.some(holdsPlaceholder);
  }
  return isPlain(value) && Object.values(value).some(holdsPlaceholder);
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function unproxied(value: object): unknown {
  return Reflect.get(value, "__isSpecialProxy") === true ? Reflect.get(value, "__getSpecialProxyTarget") : value;
}

function guard<T extends object>(value: T, path: string): T {
  return new Proxy(value, {
    get(target, key, receiver) {
      const read: unknown = Reflect.get(target, key, receiver);
      const at = path === "" ? String(key) : `${path}.${String(key)}`;
      if (typeof read === "string" && read.includes(PLACEHOLDER)) {
        throw new ClosedSecret(at);
      }
      return typeof key === "string" && (Array.isArray(read) || isPlain(read)) ? guard(read, at) : read;
    },
  });
}
