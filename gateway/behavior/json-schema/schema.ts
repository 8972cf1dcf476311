import { isRecord } from "../../../language/is-record";

export type Schema = Record<string, unknown>;

export function isSchema(value: unknown): value is Schema {
  return isRecord(value);
}

/** Resolves a JSON Pointer, such as `#` or `#/definitions/Order`; undefined where nothing is at it. */
export function schemaAt(root: unknown, reference: string): unknown {
  if (!reference.startsWith("#")) {
    return undefined;
  }
  return reference
    .split("/")
    .slice(1)
    .map((token) => decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (holder, token) => (isHolder(holder) && Object.hasOwn(holder, token) ? holder[token] : undefined),
      root,
    );
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
