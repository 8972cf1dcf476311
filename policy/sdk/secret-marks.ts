import { property } from "./sdk";
import { isRecord } from "../../language/is-record";

/** The engine's protocol puts these around a value that the program marked secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Has the message that a resource was unpacked from: the SDK's server takes the marks off what it hands to a validation. */
const MESSAGE = Symbol("message");

/** Notes what a resource's properties were unpacked from, so that the marks can be looked up where a rule asks for them. */
export function noteMessage(unpacked: unknown, message: unknown): void {
  if (typeof unpacked === "object" && unpacked !== null && typeof message === "object" && message !== null) {
    Object.defineProperty(unpacked, MESSAGE, { value: message });
  }
}

/**
 * The names in a property, such as a stage's variables, whose values are marked secret, by the program or because they come from
 * something that is; `"*"` where the whole property is. None where the SDK is built otherwise, so that the marks cannot be known.
 */
export function secretNames(props: object, path: string): ReadonlySet<string> {
  const message: unknown = Reflect.get(unproxied(props), MESSAGE);
  const value = message === undefined ? undefined : packed(message, path);
  if (isSecret(value)) {
    return new Set(["*"]);
  }
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Set(entries.filter(([, entry]) => isSecret(entry)).map(([name]) => name));
}

/** The property with its marks. It alone is unpacked again: that of all resources takes most of a run's time. */
function packed(message: unknown, path: string): unknown {
  const fields = call(message, "getFieldsMap");
  return call(call(fields, "get", path), "toJavaScript");
}

function call(on: unknown, method: string, ...args: unknown[]): unknown {
  const found = property(on, method);
  return typeof found === "function" ? Reflect.apply(found, on, args) : undefined;
}

function isSecret(value: unknown): boolean {
  return isRecord(value) && value[SIGNATURE] === SECRET;
}

/** Returns the value behind the engine's proxy. */
function unproxied(props: object): object {
  const target = property(props, "__getSpecialProxyTarget");
  return typeof target === "object" && target !== null ? target : props;
}
