import { type PropertyValue } from "../../engine/graph/value";
import { asObject, asTextMap } from "../../engine/graph/graph-index";

/** The settings of a part of a stack as a reviewer compares them, by their names. None of them is secret. */
export type Settings = Record<string, string>;

/** Returns the settings that have a value. */
export function settingsOf(entries: Record<string, string | undefined>): Settings {
  return Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ""),
  );
}

/** Returns `on` for true, `off` for false, and nothing for what is not set or not known. */
export function onOrOff(value: PropertyValue | undefined): string | undefined {
  return typeof value === "boolean" ? (value ? "on" : "off") : undefined;
}

/** Returns the names of a map; their values may be secret. */
export function namesOf(value: PropertyValue | undefined): string {
  return Object.keys(asTextMap(value)).sort().join(", ");
}

/** Returns the fields of an access log's format, or the format itself where it is no JSON. */
export function logFields(settings: PropertyValue | undefined): string | undefined {
  const { format } = asObject(settings);
  if (typeof format !== "string") {
    return undefined;
  }
  try {
    return Object.keys(JSON.parse(format) as object).join(", ");
  } catch {
    return format;
  }
}
