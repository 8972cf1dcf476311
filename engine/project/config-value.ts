import { type SourceLocation } from "../graph/graph";
import { type ConfigDeclaration } from "./declarations";
import { isRecord } from "../../language/is-record";
import { jsonOrText } from "../../language/parsed-json";

/** The value of one key, and where it came from. */
export interface ConfigValue {
  content: unknown;
  secret: boolean;
  /** A secret that could not be opened is not checked against its type. */
  sealed: boolean;
  /** The texts that were decrypted for it. */
  secretTexts?: string[];
  location?: SourceLocation;
}

/** An override is text; where a list or an object is declared, the text is its JSON. */
export function overrideContent(text: string, declaration: ConfigDeclaration | undefined): unknown {
  // what is not JSON is reported as a value of the wrong type
  return declaration?.type === "array" || declaration?.type === "object" ? jsonOrText(text) : text;
}

/** A whole number beyond JavaScript's, in JSON on its way to be written without quotes; a control character is escaped in any other text. */
const BIGINT = "\u0001bigint:";
const BIGINTS = /"\\u0001bigint:(-?\d+)"/g;

/** Pulumi hands objects to the program as JSON with sorted keys. */
export function configText(content: unknown): string {
  if (typeof content === "object" && content !== null) {
    const text = JSON.stringify(content, (_key, value: unknown) =>
      typeof value === "bigint"
        ? `${BIGINT}${value}`
        : isRecord(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
          : value,
    );
    return text.replace(BIGINTS, "$1");
  }
  if (typeof content === "bigint") {
    return String(content);
  }
  return typeof content === "string"
    ? content
    : content === null || content === undefined
      ? ""
      : JSON.stringify(content);
}
