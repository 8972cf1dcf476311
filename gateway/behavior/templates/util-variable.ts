import { countSteps } from "../shared/bounded-work";
import { parseJsonOrText } from "./json";
import { type JavaObject, type JavaValue, stepsOfText, textOf } from "./java-values";

/** `$util`. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference */
export const utilVariable: JavaObject = {
  javaClass: "util",
  property: () => null,
  invoke: (method, args) => {
    const [argument = null] = args;
    const call = Object.hasOwn(METHODS, method) && args.length === 1 ? METHODS[method] : undefined;
    const text = textOf(argument ?? "");
    countSteps(stepsOfText(text));
    return call?.(text);
  },
  text: () => "",
};

const METHODS: Record<string, (text: string) => JavaValue> = {
  escapeJavaScript,
  parseJson: (text) => (text === "" ? "" : parseJsonOrText(text)),
  urlEncode,
  urlDecode,
  base64Encode: (text) => Buffer.from(text).toString("base64"),
  base64Decode: (text) => Buffer.from(text, "base64").toString("utf8"),
};

/** As Java's `URLEncoder`: letters, digits and `.-*_` stay, a space is `+`. */
function urlEncode(text: string): string {
  // Java writes half of a pair as a question mark
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "?"))
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

/**
 * As Java's `URLDecoder`: bytes that are no UTF-8 become the replacement character.
 *
 * @throws Error where a percent sign has no two digits after it.
 */
function urlDecode(text: string): string {
  return text.replaceAll("+", " ").replace(/(?:%[^]{0,2})+/g, (escapes) => {
    if (!/^(?:%[0-9a-fA-F]{2})+$/.test(escapes)) {
      throw new Error(`${escapes} is no escape sequence`);
    }
    return Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8");
  });
}

const NAMED: Record<string, string> = { "\b": "\\b", "\n": "\\n", "\t": "\\t", "\f": "\\f", "\r": "\\r" };

/** As Java's `StringEscapeUtils`: quotes, slashes and control characters, and what is not ASCII as `\uXXXX`. */
function escapeJavaScript(text: string): string {
  return text
    .replace(/["'\\/]/g, "\\$&")
    .replace(
      /[^\x20-\x7e]/g,
      (character) => NAMED[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
    );
}
