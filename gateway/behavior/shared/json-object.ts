import { isRecord } from "../../../language/is-record";
import { parsedJson } from "../../../language/parsed-json";

/** Returns the object that a JSON text holds, undefined where it is not JSON or holds another value. */
export function parseObject(payload: string): Record<string, unknown> | undefined {
  return asObject(parsedJson(payload));
}

/** Returns a value that is an object and not a list, undefined for any other. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) ? value : undefined;
}
