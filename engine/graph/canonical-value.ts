import type { PropertyValue } from "./value";

/** Returns a value as text that is equal for equal values, whatever the order of their keys; empty for undefined. */
export function canonicalText(value: PropertyValue | undefined): string {
  return value === undefined ? "" : JSON.stringify(sorted(value));
}

function sorted(value: PropertyValue): PropertyValue {
  if (value === null || typeof value !== "object") {
    return value;
  }
  return Array.isArray(value)
    ? value.map(sorted)
    : Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((key) => [key, sorted(value[key] ?? null)]),
      );
}
