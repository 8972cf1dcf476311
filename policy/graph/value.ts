import { firstFew } from "../../language/first-few";
import { isRecord } from "../../language/is-record";

export type Fields = Record<string, unknown>;

/** The value at a path into plain data: `info.title`. */
export function fieldsAt(value: unknown, ...path: string[]): Fields | undefined {
  const found = path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), value);
  return isRecord(found) ? found : undefined;
}

/** At most three names, and how many more there are. */
export function some(items: string[]): string {
  return firstFew(items, 3);
}
