import { evaluateJsonPath } from "./json-path";
import { compileTemplate } from "./velocity";

/** What a mapping template reads. */
export interface TemplateData {
  /** The payload as text: base64 of a binary one. Undefined where there is none. */
  body: string | undefined;
  params: RequestParams;
  /** `$context`, nested. */
  context: Record<string, unknown>;
  stageVariables: Record<string, string>;
}

/** The request's parameters as `$input.params()` has them. */
export interface RequestParams {
  path: Record<string, string>;
  querystring: Record<string, string>;
  header: Record<string, string>;
}

/** What a template sets beside the text that it renders. */
export interface Overrides {
  header: Record<string, string>;
  path: Record<string, string>;
  querystring: Record<string, string>;
  /** Of a response template. */
  status?: number;
}

export interface RenderedTemplate {
  text: string;
  overrides: Overrides;
}

/** The payload is no JSON, and the template reads it as JSON. */
export class PayloadParseError extends Error {}

/**
 * Renders a mapping template.
 *
 * @throws PayloadParseError where the template reads a payload as JSON that is none.
 * @throws Error where the template fails, as one does that overrides a parameter twice.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function renderTemplate(template: string, data: TemplateData, side: "request" | "response"): RenderedTemplate {
  const [name, places] = side === "request" ? ["requestOverride", PLACES] : ["responseOverride", ["header"]];
  const override = overrideArea(places);
  const text = compileTemplate(template)({
    input: inputVariable(data),
    util: UTIL,
    context: { ...withoutNulls(data.context), [name]: override },
    stageVariables: data.stageVariables,
  });
  const record = (place: string): Record<string, string> => asTexts(override[place]);
  const status = override.status === undefined ? undefined : Number(override.status);
  return {
    text,
    overrides: {
      header: record("header"),
      path: record("path"),
      querystring: record("querystring"),
      ...(status === undefined ? {} : { status }),
    },
  };
}

/** What the request does not have renders as nothing. */
function withoutNulls(variables: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => {
      const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
      return value === null ? [] : [[name, isMap ? withoutNulls(value as Record<string, unknown>) : value]];
    }),
  );
}

const PLACES = ["header", "path", "querystring"];

/**
 * "Overrides are final. An override may only be applied to each parameter once": a second one is a 5XX answer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
function overrideArea(places: string[]): Record<string, unknown> {
  return once("", Object.fromEntries(places.map((place) => [place, once(`${place}.`, {})])));
}

function once(prefix: string, target: Record<string, unknown>): Record<string, unknown> {
  return new Proxy(target, {
    set(object, property, value) {
      const key = String(property);
      if (Object.hasOwn(object, key)) {
        throw new Error(`the mapping template overrides ${prefix}${key} twice; set it once, at the end`);
      }
      return Reflect.set(object, key, value);
    },
  });
}

function asTexts(value: unknown): Record<string, string> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([key, item]) => [key, String(item)]));
}

function inputVariable({ body, params }: TemplateData): Record<string, unknown> {
  let parsed: { value: unknown } | undefined;
  const payload = (): unknown => (parsed ??= { value: parsePayload(body) }).value;
  return {
    body: body ?? "{}",
    json: (path: string) => JSON.stringify(evaluateJsonPath(path, payload()) ?? ""),
    path: (path: string) => evaluateJsonPath(path, payload()) ?? "",
    params: (name?: string) => (name === undefined ? params : parameter(params, name)),
  };
}

function parsePayload(body: string | undefined): unknown {
  if (body === undefined || body === "") {
    return {};
  }
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    throw new PayloadParseError(error instanceof Error ? error.message : String(error));
  }
}

/** Searched in the path, the query string and the headers, in that order. */
function parameter({ path, querystring, header }: RequestParams, name: string): string {
  return path[name] ?? querystring[name] ?? header[name] ?? headerWithoutCase(header, name) ?? "";
}

function headerWithoutCase(headers: Record<string, string>, name: string): string | undefined {
  const lower = name.toLowerCase();
  return Object.entries(headers).find(([header]) => header.toLowerCase() === lower)?.[1];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference */
const UTIL = {
  escapeJavaScript: (value: unknown) => escapeJavaScript(typeof value === "string" ? value : JSON.stringify(value)),
  parseJson: (text: string) => JSON.parse(text) as unknown,
  urlEncode: (value: unknown) => encodeURIComponent(String(value)).replace(/%20/g, "+"),
  urlDecode: (value: unknown) => decodeURIComponent(String(value).replace(/\+/g, " ")),
  base64Encode: (value: unknown) => Buffer.from(String(value)).toString("base64"),
  base64Decode: (value: unknown) => Buffer.from(String(value), "base64").toString("utf8"),
};

/** As Java's `StringEscapeUtils` does: quotes, slashes and control characters, and what is not ASCII as `\uXXXX`. */
function escapeJavaScript(text: string): string {
  const named: Record<string, string> = { "\b": "\\b", "\n": "\\n", "\t": "\\t", "\f": "\\f", "\r": "\\r" };
  return text
    .replace(/["'\\/]/g, "\\$&")
    .replace(
      /[^\x20-\x7e]/g,
      (character) =>
        named[character] ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
    );
}
