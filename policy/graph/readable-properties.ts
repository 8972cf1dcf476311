import { unknownValues } from "../sdk/unknown-values";
import { Undecided } from "./unknown";

/** The text that Pulumi writes for a secret that it cannot or must not show, alone or within a longer text. */
const PLACEHOLDER = "[secret]";

/** Thrown where a rule reads a secret of which only the placeholder is there. */
export class ClosedSecret extends Undecided {
  constructor(path: string) {
    super(`${path} is a secret whose value is not known here`);
  }
}

const readable = new WeakMap<object, object>();
const UNKNOWN_VALUES = unknownValues();

/**
 * Returns the properties as rules read them. Reading a secret throws `ClosedSecret` if only its placeholder is there: a secret of the
 * stack's config without its passphrase, of a state file with ciphertext, or of a preview. The placeholder is no value to judge.
 *
 * Where all values are known and open, that is the object behind the engine's proxy, which is quicker to read.
 */
export function readableProperties<T extends object>(properties: T): T {
  const known = readable.get(properties);
  if (known !== undefined) {
    return known as T;
  }
  const values = unproxied(properties);
  const read = someText(values, (text) => text.includes(PLACEHOLDER))
    ? guard(properties, "")
    : UNKNOWN_VALUES === undefined || someText(values, (text) => UNKNOWN_VALUES.has(text))
      ? properties
      : values;
  readable.set(properties, read);
  return read;
}

/** Looks behind the engine's proxies, so that unknown values don't throw. Assets are not looked into. */
function someText(value: unknown, test: (text: string) => boolean): boolean {
  if (typeof value === "string") {
    return test(value);
  }
  if (Array.isArray(value)) {
    return value.some((item) => someText(item, test));
  }
  return isPlain(value) && Object.values(value).some((item) => someText(item, test));
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function unproxied<T extends object>(value: T): T {
  return Reflect.get(value, "__isSpecialProxy") === true ? (Reflect.get(value, "__getSpecialProxyTarget") as T) : value;
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
