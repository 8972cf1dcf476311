/**
 * Returns a value of JSON as text for a message or a log. `JSON.parse` reads values that are nested deeper than `JSON.stringify` can
 * write: a client or a handler sends them in a few kilobytes.
 */
export function shownJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch (error) {
    if (error instanceof RangeError) {
      return "a value that is nested too deep";
    }
    throw error;
  }
}
